/** Whoever can hold the write lock: it can be told to give it up. */
export type Holder = { lostLock(): void };

type Waiter = { readonly holder: Holder; readonly take: () => void };

/**
 * One writer at a time, in the order of asking, without blocking the process. When a transaction has held the lock for
 * `seconds`, whoever waits takes it away.
 */
export class WriteLock {
  #holder: Holder | null = null;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #waiters: Waiter[] = [];

  constructor(readonly seconds: number) {}

  /** Resolves when the lock is the holder's. */
  acquire(holder: Holder): Promise<void> | void {
    if (this.#holder === holder) return;
    if (this.#holder === null) return this.#give(holder);
    return new Promise((resolve) => {
      this.#waiters.push({ holder, take: resolve });
      this.#watch();
    });
  }

  /** Gives the lock to the next in line. Nothing happens when it is not the holder's. */
  release(holder: Holder): void {
    if (this.#holder !== holder) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#holder = null;
    const next = this.#waiters.shift();
    if (next === undefined) return;
    this.#give(next.holder);
    if (this.#waiters.length > 0) this.#watch();
    next.take();
  }

  #give(holder: Holder): void {
    this.#holder = holder;
    this.#since = performance.now();
  }

  #watch(): void {
    const left = this.seconds * 1000 - (performance.now() - this.#since);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const late = this.#holder;
      if (late === null) return;
      late.lostLock();
      this.release(late);
    }, Math.max(left, 0));
  }
}
