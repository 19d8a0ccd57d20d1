import { overloaded, unavailable } from "../../src/adapters/http/problem.ts";
import { send } from "../../src/adapters/http/reply.ts";
import { Relay } from "../../tools/db_serve/relay.ts";

/**
 * What a request meets: its connection breaks before it reaches the shop, or before the answer is back; the shop has
 * too much to do to begin it, loses its database after it was done, or says to come back in a minute; or a proxy answers.
 */
export type Fault = "lost before" | "lost after" | "overloaded" | "unavailable after" | "in a minute" | "a proxy's";

/** A request that came this way. */
export type Seen = { readonly method: string; readonly path: string; readonly headers: Headers };

/** A way to a shop, on which the requests to come meet what is said, in their order; then nothing. */
export type Way = {
  readonly url: string;
  readonly seen: readonly Seen[];
  meet(...coming: readonly Fault[]): void;
  close(): Promise<void>;
};

const hostname = "127.0.0.1";

export function openWay(shop: string): Way {
  let coming: Fault[] = [];
  const seen: Seen[] = [];
  const server = Deno.serve({ hostname, port: 0, onListen: () => {} }, async (request, { remoteAddr }) => {
    const { method, headers, body } = request;
    const { pathname, search } = new URL(request.url);
    seen.push({ method, path: pathname + search, headers });
    const fault = coming.shift();
    const pass = () => fetch(shop + pathname + search, { method, headers, body });
    const lose = () => {
      relay.break(remoteAddr.port);
      return new Response();
    };
    switch (fault) {
      case undefined:
        return await pass();
      case "lost before":
        return lose();
      case "lost after":
        await (await pass()).body?.cancel();
        return lose();
      case "overloaded":
        return send(overloaded("1"));
      case "unavailable after":
        await (await pass()).body?.cancel();
        return send(unavailable("1"));
      case "in a minute": {
        const answer = send(unavailable("1"));
        answer.headers.set("Retry-After", "60");
        return answer;
      }
      case "a proxy's":
        return new Response("<h1>Bad Gateway</h1>", { status: 502 });
    }
  });
  const relay = new Relay(hostname, 0, server.addr.port);
  return {
    url: `http://${hostname}:${relay.port}`,
    seen,
    meet: (...faults) => coming = [...faults],
    close: async () => {
      relay.close();
      await server.shutdown();
    },
  };
}
