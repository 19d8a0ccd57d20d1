import { answerWith, type Fault, faults } from "./db_serve/faults.ts";
import { wireError, type WireRequest } from "./db_serve/hrana.ts";
import { Relay } from "./db_serve/relay.ts";
import { Streams } from "./db_serve/streams.ts";
import { WriteLock } from "./db_serve/write_lock.ts";

/**
 * A database file to serve. `port` 0 takes any free one. With a `token`, whoever does not send it as a bearer token is
 * told 401. A write transaction may be `transactionSeconds` old before another takes its lock, and a stream idle for
 * `idleSeconds` before it expires; both are sqld's own when left out. Each pipeline is run `delay` milliseconds after it
 * came. What goes wrong with it, if anything, `fault` says, asked with its number, from 1.
 */
export type ServeOptions = {
  readonly path: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly token?: string;
  readonly transactionSeconds?: number;
  readonly idleSeconds?: number;
  readonly delay?: number;
  readonly fault?: (pipeline: number) => Fault | null;
};

/** A running server: its address, how many pipelines it was sent, and its end. */
export type DatabaseServer = { readonly url: string; requests(): number; close(): Promise<void> };

/** A libSQL server for development and tests: Hrana 2 over HTTP with JSON, as sqld 0.24 answers it. */
export function serveDatabase(options: ServeOptions): DatabaseServer {
  const { path, hostname = "127.0.0.1", port = 0, token, transactionSeconds = 5, idleSeconds = 10 } = options;
  const { delay = 0, fault } = options;
  const streams = new Streams(path, new WriteLock(transactionSeconds), idleSeconds);
  let requests = 0;

  const pipeline = async (body: Pipeline): Promise<Response> => {
    const found = await streams.resume(body.baton ?? null);
    if (found instanceof Response) return found;
    const { id, stream } = found;
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
    return Response.json({ baton: streams.baton(id, stream), base_url: null, results });
  };

  const answer = async (request: Request, from: Deno.NetAddr): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === "/health") return new Response("OK");
    if (token !== undefined && request.headers.get("authorization")?.replace(/^bearer /i, "") !== token) {
      return Response.json({ error: "Authentication failed: the token is missing or wrong" }, { status: 401 });
    }
    if (pathname === "/v2" && request.method === "GET") {
      return new Response("Hello, this is HTTP API v2 (Hrana over HTTP)");
    }
    if (pathname !== "/v2/pipeline" || request.method !== "POST") return new Response("Not found", { status: 404 });
    const number = ++requests;
    try {
      const body = readPipeline(await request.text());
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      return await answerWith(fault?.(number) ?? null, () => pipeline(body), () => relay?.break(from.port));
    } catch (error) {
      return Response.json({ error: error instanceof Error ? error.message : String(error) }, { status: 400 });
    }
  };

  // Only what stands before the server can break a connection.
  const inner = Deno.serve(
    { hostname, port: fault === undefined ? port : 0, onListen: () => {} },
    (request, info) => answer(request, info.remoteAddr),
  );
  const relay = fault === undefined ? null : new Relay(hostname, port, inner.addr.port);

  return {
    url: `http://${hostname}:${relay?.port ?? inner.addr.port}`,
    requests: () => requests,
    close: async () => {
      relay?.close();
      await inner.shutdown();
      streams.close();
    },
  };
}

type Pipeline = { readonly baton?: string | null; readonly requests: readonly WireRequest[] };

/** Half of a character, which JSON may escape, is refused with the whole request. */
const readPipeline = (text: string): Pipeline =>
  JSON.parse(text, (_key, value) => {
    if (typeof value === "string" && !value.isWellFormed()) throw new Error("lone surrogate in a string");
    return value;
  });

if (import.meta.main) {
  const option = (name: string, fallback: string): string => {
    const at = Deno.args.indexOf(`--${name}`);
    return at < 0 ? fallback : Deno.args[at + 1] ?? fallback;
  };
  // `--fault "drop after" --every 10`: every tenth pipeline meets that fault.
  try {
    const token = option("token", "");
    const named = option("fault", "");
    const fault = faults.find((each) => each === named);
    if (fault === undefined && named !== "") throw new Error(`--fault: must be one of ${faults.join(", ")}`);
    const every = Number(option("every", "10"));
    const server = serveDatabase({
      path: option("path", "kiosk-server.db"),
      port: Number(option("port", "8080")),
      delay: Number(option("delay", "0")),
      ...(token === "" ? {} : { token }),
      ...(fault === undefined ? {} : { fault: (pipeline) => pipeline % every === 0 ? fault : null }),
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
