import { Hono } from "hono";
import { routePath } from "hono/route";
import { hasAddress } from "./forwarded.ts";
import { inFlight } from "./in_flight.ts";
import { badHost, broken, methodNotAllowed, notFound, unavailable, uriTooLong } from "./problem.ts";
import { type Reply, send } from "./reply.ts";
import { matchedPath } from "./route.ts";
import { securityHeaders, withSecurityHeaders } from "./security_headers.ts";
import type { HttpEnv, LogEntry, Service } from "./service.ts";

const EXPOSED = "Link, X-Request-Id, Idempotency-Replayed, Retry-After, ETag";
const ALLOWED = "Authorization, Content-Type, X-CSRFToken, X-Cart-Id, X-Cart-Token, Idempotency-Key, X-Request-Id, " +
  "If-Match, If-None-Match";
const PREFLIGHT_SECONDS = 600;

/** How long a request's address may be. Of its headers the platforms take 64 KiB or more, and no more than 128. */
const ADDRESS_MAX = 16 * 1024;

/**
 * What every request passes, known path or not: a request id, CORS, what browsers are told, the limit of how many are in
 * work, errors as JSON, and its log line. `isUnavailable` tells a lost database from a defect.
 */
export function pipeline(service: Service, isUnavailable: (error: unknown) => boolean): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>({ strict: false });

  app.use(async (c, next) => {
    const begun = performance.now();
    const requestId = givenId(c.req.header("x-request-id")) ?? crypto.randomUUID();
    c.set("requestId", requestId);
    await next();
    if (c.req.method === "HEAD" && c.res.body !== null) c.res = await withoutBody(c.res);
    const origin = c.req.header("origin");
    c.header("X-Request-Id", requestId);
    if (service.allowedOrigins.length > 0) c.header("Vary", "Origin", { append: true });
    if (origin !== undefined && service.allowedOrigins.includes(origin)) {
      c.header("Access-Control-Allow-Origin", origin);
      c.header("Access-Control-Allow-Credentials", "true");
      c.header("Access-Control-Expose-Headers", EXPOSED);
    }
    const broke = c.get("broke");
    const entry: LogEntry = {
      at: new Date().toISOString(),
      requestId,
      method: c.req.method,
      route: matchedPath(routePath(c, -1)),
      status: c.res.status,
      duration: Math.round((performance.now() - begun) * 100) / 100,
      roundTrips: c.get("roundTrips")?.() ?? 0,
      ...(broke === undefined ? {} : { error: broke }),
    };
    service.log(entry);
  });
  app.use(async (c, next) => {
    const unfit = whyUnfit(c.req.raw);
    return unfit === null ? await next() : send({ ...unfit, headers: securityHeaders });
  });
  app.use(withSecurityHeaders(service));
  app.use(inFlight(service.maxInFlight));

  app.onError((error, c) => {
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
    c.set("broke", `${error.name}: ${error.message}${cause}`);
    return send(isUnavailable(error) ? unavailable(c.get("requestId")) : broken(c.get("requestId")));
  });
  app.notFound(() => send(notFound()));
  return app;
}

/** The answer to HEAD: all but its body, whose length a server that is given none would take for 0. */
async function withoutBody(response: Response): Promise<Response> {
  const { byteLength } = await response.arrayBuffer();
  const bare = new Response(null, response);
  bare.headers.set("Content-Length", String(byteLength));
  return bare;
}

/** Why a request is not looked at; null when it is. */
function whyUnfit(request: Request): Reply | null {
  if (request.url.length > ADDRESS_MAX) return uriTooLong();
  return hasAddress(request) ? null : badHost();
}

const givenId = (header: string | undefined): string | undefined =>
  header !== undefined && /^[A-Za-z0-9._-]{1,128}$/.test(header) ? header : undefined;

/** After all routes: OPTIONS with `Allow`, preflights of configured origins, and 405 for any other method. */
export function mountMethods(app: Hono<HttpEnv>, service: Service): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (path.includes("*")) continue;
    const known = methods.get(path) ?? new Set(["OPTIONS"]);
    known.add(method);
    if (method === "GET") known.add("HEAD");
    methods.set(path, known);
  }
  for (const [path, known] of methods) {
    const allow = [...known].sort().join(", ");
    app.all(path, (c) => {
      if (c.req.method !== "OPTIONS") return send(methodNotAllowed(c.req.method, allow));
      const preflight = service.allowedOrigins.includes(c.req.header("origin") ?? "") &&
        c.req.header("access-control-request-method") !== undefined;
      return send({
        status: 204,
        json: null,
        headers: {
          Allow: allow,
          ...(preflight
            ? {
              "Access-Control-Allow-Methods": allow,
              "Access-Control-Allow-Headers": ALLOWED,
              "Access-Control-Max-Age": String(PREFLIGHT_SECONDS),
            }
            : {}),
        },
      });
    });
  }
}
