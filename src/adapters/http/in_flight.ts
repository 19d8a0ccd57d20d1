import type { MiddlewareHandler } from "hono";
import { overloaded } from "./problem.ts";
import { send } from "./reply.ts";
import type { HttpEnv } from "./service.ts";

/** Workers drops a request whose client has left without a word: no request counts for longer than this. */
const COUNTED_MS = 60_000;

/** Lets at most so many requests be in work at once, from their headers on; `/healthz` always answers. */
export function inFlight(most: number, clock = () => performance.now()): MiddlewareHandler<HttpEnv> {
  /** The requests in work, the oldest first. */
  const inWork = new Set<{ readonly since: number }>();
  return async (c, next) => {
    if (/^\/healthz\/?$/.test(c.req.path)) return await next();
    const own = { since: clock() };
    for (const other of inWork) {
      if (other.since > own.since - COUNTED_MS) break;
      inWork.delete(other);
    }
    if (inWork.size >= most) return send(overloaded(c.get("requestId")));
    inWork.add(own);
    try {
      await next();
    } finally {
      inWork.delete(own);
    }
  };
}
