import { Connection, Stream } from "./stream.ts";
import type { WriteLock } from "./write_lock.ts";

const STREAMS_MAX = 128;
const IDLE_CONNECTIONS_MAX = 8;

/** How many expired streams are remembered, so that their clients hear why. */
const EXPIRED_MAX = 1000;

/** A stream that a pipeline runs on, or what its client is told instead. */
export type Resumed = { readonly id: string; readonly stream: Stream } | Response;

/** The open streams, each with a connection of its own, found by their batons. */
export class Streams {
  readonly #open = new Map<string, Stream>();
  readonly #expired = new Set<string>();
  readonly #idle: Connection[];
  readonly #secret = crypto.randomUUID();
  readonly #sweeper: ReturnType<typeof setInterval>;

  constructor(readonly path: string, readonly lock: WriteLock, readonly idleSeconds: number) {
    this.#idle = [new Connection(path)];
    this.#sweeper = setInterval(() => this.#expire(), Math.min(1000, idleSeconds * 250));
  }

  /** The stream of a baton, or a new one. */
  async resume(baton: string | null): Promise<Resumed> {
    if (baton === null) return await this.#start();
    const [server, id = "", sequence] = baton.split(".");
    if (this.#expired.has(id)) {
      const expired = { message: "The stream has expired due to inactivity", code: "STREAM_EXPIRED" };
      return Response.json(expired, { status: 400 });
    }
    const stream = this.#open.get(id);
    if (server !== this.#secret || stream === undefined) {
      return new Response("Received an invalid baton", { status: 400 });
    }
    if (Number(sequence) !== stream.sequence) {
      return new Response("Received a baton that has already been used", { status: 400 });
    }
    return { id, stream };
  }

  /** The baton of the stream's next pipeline; null when the stream is closed, which ends it. */
  baton(id: string, stream: Stream): string | null {
    if (!stream.closed) return `${this.#secret}.${id}.${stream.sequence}`;
    this.#end(id, stream);
    return null;
  }

  close(): void {
    clearInterval(this.#sweeper);
    for (const [id, stream] of this.#open) this.#end(id, stream);
    for (const connection of this.#idle) connection.close();
  }

  async #start(): Promise<Resumed> {
    if (this.#open.size >= STREAMS_MAX) await new Promise((resolve) => setTimeout(resolve, 1000));
    if (this.#open.size >= STREAMS_MAX) return Response.json({ error: "Too many open streams" }, { status: 429 });
    const id = crypto.randomUUID();
    const stream = new Stream(this.#idle.pop() ?? new Connection(this.path), this.lock);
    this.#open.set(id, stream);
    return { id, stream };
  }

  #end(id: string, stream: Stream): void {
    this.#open.delete(id);
    stream.close();
    if (this.#idle.length < IDLE_CONNECTIONS_MAX) this.#idle.push(stream.connection);
    else stream.connection.close();
  }

  #expire(): void {
    for (const [id, stream] of this.#open) {
      if (performance.now() - stream.lastUsed < this.idleSeconds * 1000) continue;
      this.#end(id, stream);
      if (this.#expired.size >= EXPIRED_MAX) this.#expired.clear();
      this.#expired.add(id);
    }
  }
}
