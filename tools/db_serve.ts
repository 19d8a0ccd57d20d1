import { wireError, type WireRequest } from "./db_serve/hrana.ts";
import { Connection, Stream } from "./db_serve/stream.ts";
import { WriteLock } from "./db_serve/write_lock.ts";

/**
 * A database file to serve. `port` 0 takes any free one. With a `token`, whoever does not send it as a bearer token is
 * told 401. A write transaction may be `transactionSeconds` old before another takes its lock, and a stream idle for
 * `idleSeconds` before it expires; both are sqld's own when left out.
 */
export type ServeOptions = {
  readonly path: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly token?: string;
  readonly transactionSeconds?: number;
  readonly idleSeconds?: number;
};

/** A running server: its address, how many pipelines it was sent, and its end. */
export type DatabaseServer = { readonly url: string; requests(): number; close(): Promise<void> };

const STREAMS_MAX = 128;
const IDLE_CONNECTIONS_MAX = 8;

/** A libSQL server for development and tests: Hrana 2 over HTTP with JSON, as sqld 0.24 answers it. */
export function serveDatabase(options: ServeOptions): DatabaseServer {
  const { path, hostname = "127.0.0.1", port = 0, token, transactionSeconds = 5, idleSeconds = 10 } = options;
  const lock = new WriteLock(transactionSeconds);
  const idle: Connection[] = [new Connection(path)];
  const streams = new Map<string, Stream>();
  const expired = new Set<string>();
  const secret = crypto.randomUUID();
  let requests = 0;

  const expire = () => {
    for (const [id, stream] of streams) {
      if (performance.now() - stream.lastUsed < idleSeconds * 1000) continue;
      end(id, stream);
      expired.add(id);
    }
  };
  const sweeper = setInterval(expire, Math.min(1000, idleSeconds * 250));

  const open = async (): Promise<[string, Stream] | null> => {
    if (streams.size >= STREAMS_MAX) await new Promise((resolve) => setTimeout(resolve, 1000));
    if (streams.size >= STREAMS_MAX) return null;
    const id = crypto.randomUUID();
    const stream = new Stream(idle.pop() ?? new Connection(path), lock);
    streams.set(id, stream);
    return [id, stream];
  };

  const end = (id: string, stream: Stream) => {
    streams.delete(id);
    stream.close();
    if (idle.length < IDLE_CONNECTIONS_MAX) idle.push(stream.connection);
    else stream.connection.close();
  };

  const baton = (id: string, stream: Stream) => `${secret}.${id}.${stream.sequence}`;

  /** The stream that a baton names, or the answer to one that names none. */
  const resume = (given: string): [string, Stream] | Response => {
    const [server, id = "", sequence] = given.split(".");
    if (expired.has(id)) {
      return Response.json({ message: "The stream has expired due to inactivity", code: "STREAM_EXPIRED" }, {
        status: 400,
      });
    }
    const stream = streams.get(id);
    if (server !== secret || stream === undefined) return new Response("Received an invalid baton", { status: 400 });
    if (Number(sequence) !== stream.sequence) {
      return new Response("Received a baton that has already been used", { status: 400 });
    }
    return [id, stream];
  };

  const pipeline = async (request: Request): Promise<Response> => {
    requests++;
    const body = await request.json() as { baton?: string | null; requests: readonly WireRequest[] };
    const found = body.baton == null ? await open() : resume(body.baton);
    if (found === null) return Response.json({ error: "Too many open streams" }, { status: 429 });
    if (found instanceof Response) return found;
    const [id, stream] = found;
    stream.sequence++;
    const results = [];
    for (const each of body.requests) {
      stream.lastUsed = performance.now();
      try {
        results.push({ type: "ok", response: await stream.answer(each) });
      } catch (error) {
        results.push({ type: "error", error: wireError(error) });
      }
    }
    stream.lastUsed = performance.now();
    if (stream.closed) end(id, stream);
    return Response.json({ baton: stream.closed ? null : baton(id, stream), base_url: null, results });
  };

  const server = Deno.serve({ hostname, port, onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/health") return new Response("OK");
    if (token !== undefined && request.headers.get("authorization")?.replace(/^bearer /i, "") !== token) {
      return Response.json({ error: "Authentication failed: the token is missing or wrong" }, { status: 401 });
    }
    if (pathname === "/v2" && request.method === "GET") {
      return new Response("Hello, this is HTTP API v2 (Hrana over HTTP)");
    }
    if (pathname !== "/v2/pipeline" || request.method !== "POST") return new Response("Not found", { status: 404 });
    try {
      return await pipeline(request);
    } catch (error) {
      return Response.json({ error: error instanceof Error ? error.message : String(error) }, { status: 400 });
    }
  });

  return {
    url: `http://${hostname}:${server.addr.port}`,
    requests: () => requests,
    close: async () => {
      clearInterval(sweeper);
      await server.shutdown();
      for (const [id, stream] of streams) end(id, stream);
      for (const connection of idle) connection.close();
    },
  };
}

if (import.meta.main) {
  const option = (name: string, fallback: string): string => {
    const at = Deno.args.indexOf(`--${name}`);
    return at < 0 ? fallback : Deno.args[at + 1] ?? fallback;
  };
  try {
    const token = option("token", "");
    const server = serveDatabase({
      path: option("path", "kiosk-server.db"),
      port: Number(option("port", "8080")),
      ...(token === "" ? {} : { token }),
    });
    console.log(`libSQL server at ${server.url}`);
    const stop = async () => {
      await server.close();
      Deno.exit(0);
    };
    Deno.addSignalListener("SIGINT", stop);
    Deno.addSignalListener("SIGTERM", stop);
  } catch (error) {
    console.error(`db:serve cannot start: ${error instanceof Error ? error.message : String(error)}`);
    Deno.exit(1);
  }
}
