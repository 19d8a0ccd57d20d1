/** At most `limit`, counted in fixed windows of so many seconds. */
export type Rate = { readonly limit: number; readonly seconds: number };

/** What is counted, under its key. */
export type Counter = Rate & { readonly key: string };

/** What a counter came to in its present window, which ends at `endsAt` (ISO 8601). */
export type Count = { readonly key: string; readonly count: number; readonly endsAt: string };

/** A limit was reached; `retry_after` is when its window ends, in whole seconds, at least 1. */
export type Throttled = { readonly type: "throttled"; readonly retry_after: number };

/** How many accounts, and how many guests' carts, one address may open. */
export const OPENINGS: Rate = { limit: 100, seconds: 3600 };

/** The counter of what an address opens; `address` is a digest. */
export const openingsFrom = (address: string, what: "account" | "guest cart"): Counter => ({
  key: `${what} ${address}`,
  ...OPENINGS,
});

/** How often as many wrong passwords an address, or an account, may have as one account from one address. */
const WIDER = 10;

/**
 * What tries of a password are counted by. `account` is the user's id, or a digest of the name where nobody has it, so
 * that a username and an email share one counter; `address` is a digest.
 */
export type Tries = { readonly rate: Rate; readonly account: string; readonly address: string };

/** The counters that a wrong password adds to, and those of them whose limits hold for a try. */
export type TryCounters = { readonly counted: readonly Counter[]; readonly bound: readonly Counter[] };

/** Of an account from one address, of the address, of the account. The last does not bind a `known` address. */
export function tryCounters(tries: Tries | null, known: boolean): TryCounters {
  if (tries === null) return { counted: [], bound: [] };
  const { rate, account, address } = tries;
  const wide = { limit: WIDER * rate.limit, seconds: rate.seconds };
  const pair = { key: `password ${account} ${address}`, ...rate };
  const fromAddress = { key: `password from ${address}`, ...wide };
  const ofAccount = { key: `password of ${account}`, ...wide };
  return { counted: [pair, fromAddress, ofAccount], bound: [pair, fromAddress, ...(known ? [] : [ofAccount])] };
}

/** A wrong password to be counted, unless one of the bound counters has reached its limit meanwhile. */
export type WrongTry = TryCounters & { readonly at: string };

const reached = (counters: readonly Counter[], counts: readonly Count[]): readonly Count[] =>
  counts.filter(({ key, count }) => counters.some((counter) => counter.key === key && count >= counter.limit));

/** Whether one of the counters has reached its limit; `counts` are those of windows that have not ended. */
export const isThrottled = (counters: readonly Counter[], counts: readonly Count[]): boolean =>
  reached(counters, counts).length > 0;

/** Why the counters let nothing pass until the last of the reached windows ends; null when they do. */
export function throttled(counters: readonly Counter[], counts: readonly Count[], now: string): Throttled | null {
  const ends = reached(counters, counts).map(({ endsAt }) => Date.parse(endsAt));
  if (ends.length === 0) return null;
  return { type: "throttled", retry_after: Math.max(1, Math.ceil((Math.max(...ends) - Date.parse(now)) / 1000)) };
}
