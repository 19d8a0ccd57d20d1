import type { Context } from "hono";
import type { Moment } from "../../core/use_case.ts";
import { type Access, authenticate, isAnonymous, mayBeAnonymous, ownOrigin } from "./auth.ts";
import type { Known } from "./answers.ts";
import { caching, tagged, unlessKnown } from "./etag.ts";
import type { CallerOf, Operation, Shape } from "./operation.ts";
import { parse } from "./parse.ts";
import { honoPath } from "./paths.ts";
import type { On } from "./pipeline.ts";
import type { Reply } from "./reply.ts";
import type { HttpEnv, Service } from "./service.ts";

/** Serves an operation. `bind` gives what it uses, for one request. */
export function mount<Use, A extends Access, B extends Shape | undefined, Q extends Shape | undefined>(
  on: On,
  service: Service,
  spec: Operation<Use, A, B, Q>,
  bind: (c: Context<HttpEnv>) => Use,
): void {
  const answer = async (c: Context<HttpEnv>, caller: CallerOf<A>, byCookie: boolean, at: Moment, base: string) => {
    const parsed = await parse(c, spec, service.bodyMs);
    if (!parsed.ok) return parsed.error;
    const own = c.get("url");
    const url = own.origin === base ? own : new URL(own.pathname + own.search, base);
    const id = Math.min(Number(c.req.param("id") ?? 0), Number.MAX_SAFE_INTEGER);
    const input = { ...parsed.value, id, at, base, url, service, c };
    const use = bind(c);
    const handled = await spec.handle({ ...input, caller }, use);
    // The database has the last word on a cookie: one whose session was ended counts as none where none is needed.
    const isStale = handled.status === 401 && byCookie && spec.access !== "public" && mayBeAnonymous(c, spec.access);
    return isStale ? await spec.handle({ ...input, caller: null as CallerOf<A> }, use) : handled;
  };

  const keeps = spec.cached === true && spec.access === "public";

  const decided = async (c: Context<HttpEnv>, known: Known | null): Promise<Reply> => {
    const at: Moment = { now: new Date().toISOString(), id: crypto.randomUUID() };
    const identity = await authenticate(c, service, spec.access, at.now);
    if (!identity.ok) return identity.error;
    const { caller, byCookie } = identity.value;
    const make = () => answer(c, caller as CallerOf<A>, byCookie, at, ownOrigin(c, service));
    if (!spec.cached) return await make();
    const found = known?.answer ?? tagged(await make());
    if (known?.answer === null) known.keep(found);
    return unlessKnown(found, c.req.header("if-none-match"), caching(caller !== null));
  };

  on(spec.method.toUpperCase(), honoPath(spec.path), (c) => {
    const known = keeps ? service.answers(keyOf(c, service)) : null;
    return known?.answer != null && isAnonymous(c)
      ? unlessKnown(known.answer, c.req.header("if-none-match"), caching(false))
      : decided(c, known);
  });
}

/** What an answer that is everyone's depends on, beside the database. */
function keyOf(c: Context<HttpEnv>, service: Service): string {
  const { pathname, search } = c.get("url");
  return ownOrigin(c, service) + pathname + search;
}
