import type { Context, Hono } from "hono";
import type { Moment } from "../../core/use_case.ts";
import { type Access, authenticate, mayBeAnonymous, ownOrigin } from "./auth.ts";
import { caching, tagged } from "./etag.ts";
import type { CallerOf, Operation, Shape } from "./operation.ts";
import { parse } from "./parse.ts";
import { send } from "./reply.ts";
import type { HttpEnv, Service } from "./service.ts";

/** Serves an operation. `bind` gives what it uses, for one request. */
export function mount<Use, A extends Access, B extends Shape | undefined, Q extends Shape | undefined>(
  app: Hono<HttpEnv>,
  service: Service,
  spec: Operation<Use, A, B, Q>,
  bind: (c: Context<HttpEnv>) => Use,
): void {
  app.on(spec.method.toUpperCase(), honoPath(spec.path), async (c) => {
    const at: Moment = { now: new Date().toISOString(), id: crypto.randomUUID() };
    const identity = await authenticate(c, service, spec.access, at.now);
    if (!identity.ok) return send(identity.error);
    const parsed = await parse(c, spec, service.bodyMs);
    if (!parsed.ok) return send(parsed.error);
    const base = ownOrigin(c, service);
    const { pathname, search } = new URL(c.req.url);
    const input = {
      ...parsed.value,
      id: Math.min(Number(c.req.param("id") ?? 0), Number.MAX_SAFE_INTEGER),
      at,
      base,
      url: new URL(pathname + search, base),
      service,
      c,
    };
    const use = bind(c);
    const { caller, byCookie } = identity.value;
    const handled = await spec.handle({ ...input, caller: caller as CallerOf<A> }, use);
    const answer = spec.cached ? tagged(handled, c.req.header("if-none-match"), caching(caller !== null)) : handled;
    // The database has the last word on a cookie: one whose session was ended counts as none where none is needed.
    const isStale = answer.status === 401 && byCookie && spec.access !== "public" && mayBeAnonymous(c, spec.access);
    return send(isStale ? await spec.handle({ ...input, caller: null as CallerOf<A> }, use) : answer);
  });
}

/** As the document has it: with its trailing slash, except for the service's own paths. */
export const documentedPath = (path: string): string => path.startsWith("/api/") ? `${path}/` : path;

/** As Hono has them: an id is digits, a session's a UUID; anything else is another path. */
const parameters = { "{id}": ":id{[0-9]+}", "{session}": ":session{[0-9a-f-]+}" } as const;

const honoPath = (path: string): string =>
  Object.entries(parameters).reduce((found, [documented, hono]) => found.replace(documented, hono), path);

/** The documented form of the path that Hono matched; null when none was. */
export const matchedPath = (path: string): string | null =>
  path.includes("*") ? null : documentedPath(
    Object.entries(parameters).reduce((found, [documented, hono]) => found.replace(hono, documented), path),
  );
