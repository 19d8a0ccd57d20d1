import { type Context, Hono } from "hono";
import { ownOrigin } from "./auth.ts";
import { addressOf } from "./forwarded.ts";
import { inFlight } from "./in_flight.ts";
import { badHost, broken, methodNotAllowed, notFound, overloaded, unavailable, uriTooLong } from "./problem.ts";
import { type Reply, send } from "./reply.ts";
import { matchedPath } from "./paths.ts";
import { PathRouter } from "./router.ts";
import { secureHeaders, securityHeaders } from "./security_headers.ts";
import type { HttpEnv, Service } from "./service.ts";

const EXPOSED = "Link, X-Request-Id, Idempotency-Replayed, Retry-After, ETag";
const ALLOWED = "Authorization, Content-Type, X-CSRFToken, X-Cart-Id, X-Cart-Token, Idempotency-Key, X-Request-Id, " +
  "If-Match, If-None-Match";
const PREFLIGHT_SECONDS = 600;

/** How long a request's address may be. Of its headers the platforms take 64 KiB or more, and no more than 128. */
const ADDRESS_MAX = 16 * 1024;

/** The path that is answered whatever else is in work. */
export const ALWAYS = "/healthz";

export type Handler = (c: Context<HttpEnv>) => Reply | Promise<Reply>;

/** Has a handler answer a path, written as Hono has it. */
export type On = (method: string, path: string, handler: Handler) => void;

/** What serves the routes that were put `on` it, from the first request on. */
export type Pipeline = { readonly on: On; readonly fetch: Hono<HttpEnv>["fetch"] };

/**
 * What every request passes, known path or not: a request id, CORS, what browsers are told, the limit of how many are in
 * work, errors as JSON, and its log line. `isUnavailable` tells a lost database from a defect.
 */
export function pipeline(service: Service, isUnavailable: (error: unknown) => boolean): Pipeline {
  const routes = new Hono<HttpEnv>({ strict: false, router: new PathRouter() });
  const methods = new Map<string, Set<string>>();
  const admit = inFlight(service.maxInFlight);

  const attempt = (
    c: Context<HttpEnv>,
    route: string | null,
    handler: Handler,
    requestId: string,
  ): Reply | Promise<Reply> => {
    const done = route === ALWAYS ? () => {} : admit();
    if (done === null) return overloaded(requestId);
    const failed = (error: unknown): Reply => {
      c.set("broke", described(error));
      return isUnavailable(error) ? unavailable(requestId) : broken(requestId);
    };
    try {
      const answer = handler(c);
      if (answer instanceof Promise) return answer.catch(failed).finally(done);
      done();
      return answer;
    } catch (error) {
      done();
      return failed(error);
    }
  };

  /** What is known at once is answered at once: only what waits for something becomes a promise. */
  const answering = (route: string | null, handler: Handler) => (c: Context<HttpEnv>) => {
    const begun = performance.now();
    const requestId = givenId(c.req.header("x-request-id")) ?? crypto.randomUUID();
    c.set("requestId", requestId);

    const finish = (answer: Reply): Response | Promise<Response> => {
      const general = { ...(isSecure(c, service) ? secureHeaders : securityHeaders), "X-Request-Id": requestId };
      const shared = service.allowedOrigins.length === 0 ? answer : withCors(c, service, answer);
      const response = c.req.method === "HEAD" ? headOf(shared, general) : send(shared, general);
      const broke = c.get("broke");
      service.log({
        at: new Date().toISOString(),
        requestId,
        method: c.req.method,
        route,
        status: answer.status,
        duration: Math.round((performance.now() - begun) * 100) / 100,
        roundTrips: c.get("roundTrips")?.() ?? 0,
        ...(broke === undefined ? {} : { error: broke }),
      });
      return response;
    };

    const answer = whyUnfit(c) ?? attempt(c, route, handler, requestId);
    return answer instanceof Promise ? answer.then(finish) : finish(answer);
  };

  const on: On = (method, path, handler) => {
    routes.on(method, path, answering(matchedPath(path), handler));
    const known = methods.get(path) ?? new Set(["OPTIONS"]);
    for (const each of method === "GET" ? ["GET", "HEAD"] : [method]) known.add(each);
    methods.set(path, known);
  };

  /** For what no route answers: OPTIONS with `Allow`, preflights, and 405 for any other method of a known path. */
  const others = (): Hono<HttpEnv> => {
    const app = new Hono<HttpEnv>({ strict: false, router: new PathRouter() });
    for (const [path, known] of methods) {
      const allow = [...known].sort().join(", ");
      app.all(path, answering(matchedPath(path), (c) => otherMethod(c, service, allow)));
    }
    return app.notFound(answering(null, notFound));
  };
  let rest: Hono<HttpEnv> | undefined;
  routes.notFound((c) => (rest ??= others()).fetch(c.req.raw, c.env));

  return { on, fetch: routes.fetch };
}

const described = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.name}: ${error.message}${cause}`;
};

/** The answer to HEAD: all but its body, whose length a server that is given none would take for 0. */
async function headOf(answer: Reply, general: Readonly<Record<string, string>>): Promise<Response> {
  if (answer.body === null) return send(answer, general);
  const { byteLength } = await new Response(answer.body).arrayBuffer();
  return send({ ...answer, body: "" }, { ...general, "Content-Length": String(byteLength) });
}

/** Why a request is not looked at; null when it is, and its address is known. */
function whyUnfit(c: Context<HttpEnv>): Reply | null {
  const request = c.req.raw;
  if (request.url.length > ADDRESS_MAX) return uriTooLong();
  const url = addressOf(request);
  if (url === null) return badHost();
  c.set("url", url);
  return null;
}

const givenId = (header: string | undefined): string | undefined =>
  header !== undefined && /^[A-Za-z0-9._-]{1,128}$/.test(header) ? header : undefined;

const isSecure = (c: Context<HttpEnv>, service: Service): boolean =>
  c.get("url") !== undefined && ownOrigin(c, service).startsWith("https:");

/** The answer with what it tells a page of another origin. */
function withCors(c: Context<HttpEnv>, service: Service, answer: Reply): Reply {
  const origin = c.req.header("origin");
  const headers = {
    ...answer.headers,
    Vary: answer.headers?.Vary === undefined ? "Origin" : `${answer.headers.Vary}, Origin`,
  };
  if (origin === undefined || !service.allowedOrigins.includes(origin)) return { ...answer, headers };
  return {
    ...answer,
    headers: {
      ...headers,
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Credentials": "true",
      "Access-Control-Expose-Headers": EXPOSED,
    },
  };
}

/** Any other method of a known path: OPTIONS tells the methods, to a configured origin's preflight more; else 405. */
function otherMethod(c: Context<HttpEnv>, service: Service, allow: string): Reply {
  if (c.req.method !== "OPTIONS") return methodNotAllowed(c.req.method, allow);
  const preflight = service.allowedOrigins.includes(c.req.header("origin") ?? "") &&
    c.req.header("access-control-request-method") !== undefined;
  return {
    status: 204,
    body: null,
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
  };
}
