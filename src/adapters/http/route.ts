import type { Context, Hono } from "hono";
import * as z from "zod";
import type { Caller } from "../../core/customers/session.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Moment } from "../../core/use_case.ts";
import { type Access, authenticate, mayBeAnonymous, ownOrigin } from "./auth.ts";
import { type Fields, readBody } from "./body.ts";
import { type FieldErrors, invalid } from "./problem.ts";
import type { Reply } from "./reply.ts";
import type { HttpEnv, Service } from "./service.ts";

export type Shape = z.ZodObject;
type Parsed<S extends Shape | undefined> = S extends Shape ? z.output<S> : undefined;
type CallerOf<A extends Access> = A extends "customer" ? Caller
  : A extends "public" | "shopper" | "anyone" | "leaving" ? Caller | null
  : null;

/** A parsed request. `id` is the number in the path, 0 in a path without one; `base` the origin of absolute URLs. */
export type Input<A extends Access, B extends Shape | undefined, Q extends Shape | undefined> = {
  readonly caller: CallerOf<A>;
  readonly body: Parsed<B>;
  readonly query: Parsed<Q>;
  readonly id: number;
  readonly at: Moment;
  readonly base: string;
  /** The request's own address, as its clients see it. */
  readonly url: URL;
  readonly service: Service;
  readonly c: Context<HttpEnv>;
};

/** One operation of the wire: what it takes, what it answers, and what the OpenAPI document says of it. */
export type Operation<
  Use,
  A extends Access = Access,
  B extends Shape | undefined = Shape | undefined,
  Q extends Shape | undefined = Shape | undefined,
> = {
  readonly id: string;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Without its trailing slash, parameters in braces: `/api/products/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly access: A;
  readonly body?: B;
  /** Other names of a body's fields: the first that is given and not empty counts. */
  readonly synonyms?: Readonly<Record<string, readonly string[]>>;
  readonly query?: Q;
  readonly headers?: Shape;
  /** Round trips to the database when nothing raced. */
  readonly roundTrips: number;
  readonly answer: { readonly status: number; readonly description: string; readonly schema: z.ZodType | null };
  /** Statuses that the operation gives beside its answer, with their codes where a business error has one. */
  readonly errors: object;
  readonly handle: (input: Input<A, B, Q>, use: Use) => Promise<Reply>;
};

export const operation = <Use, A extends Access, B extends Shape | undefined, Q extends Shape | undefined>(
  spec: Operation<Use, A, B, Q>,
): Operation<Use, A, B, Q> => spec;

/** What the OpenAPI document says of an operation. */
export type Described = Omit<Operation<unknown>, "handle">;

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
    const parsed = await parse(c, spec);
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
    const answer = await spec.handle({ ...input, caller: caller as CallerOf<A> }, use);
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

async function parse<B extends Shape | undefined, Q extends Shape | undefined>(
  c: Context<HttpEnv>,
  spec: Pick<Operation<never, Access, B, Q>, "method" | "body" | "query" | "synonyms">,
): Promise<Result<{ body: Parsed<B>; query: Parsed<Q> }, Reply>> {
  const query = validate<Q | undefined>(spec.query, { values: queryValues(c), form: true });
  if (!query.ok) return query;
  if (spec.method === "get" || spec.method === "delete" || spec.body === undefined) {
    return ok({ body: undefined as Parsed<B>, query: query.value as Parsed<Q> });
  }
  const fields = await readBody(c.req.raw);
  if (!fields.ok) return fields;
  const body = validate<B | undefined>(spec.body, withSynonyms(fields.value, spec.synonyms ?? {}));
  return body.ok ? ok({ body: body.value as Parsed<B>, query: query.value as Parsed<Q> }) : body;
}

/** The last value of each parameter, trimmed; an empty one is not given. */
const queryValues = (c: Context<HttpEnv>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(c.req.queries())
      .map(([name, values]) => [name, (values.at(-1) ?? "").trim()] as const)
      .filter(([, value]) => value !== ""),
  );

function validate<S extends Shape | undefined>(given: S, fields: Fields): Result<Parsed<S>, Reply> {
  const schema: Shape | undefined = given;
  if (schema === undefined) return ok(undefined as Parsed<S>);
  const result = schema.safeParse(fields.form ? withoutBlanks(schema, fields.values) : fields.values);
  return result.success ? ok(result.data as Parsed<S>) : err(invalid(fieldErrors(result.error)));
}

const withSynonyms = (
  { values, form }: Fields,
  synonyms: Readonly<Record<string, readonly string[]>>,
): Fields => ({
  form,
  values: {
    ...values,
    ...Object.fromEntries(
      Object.entries(synonyms).flatMap(([name, others]) => {
        const given = [name, ...others].find((each) => values[each] != null && values[each] !== "");
        return given === undefined ? [] : [[name, values[given]]];
      }),
    ),
  },
});

/** A form's blank value of a field that is no text counts as not given. */
const withoutBlanks = (schema: Shape, values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const field = schema.shape[name] as z.ZodType | undefined;
      return value !== "" || field === undefined || isText(field);
    }),
  );

const isText = (field: z.ZodType): boolean => {
  const { type, enum: names } = z.globalRegistry.get(field) ?? {};
  const types = [type].flat();
  return names === undefined && types.includes("string") && !types.includes("number");
};

function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    (fields[String(issue.path[0] ?? "non_field_errors")] ??= []).push(issue.message);
  }
  return fields;
}

/** A reply as an HTTP response. What is private is not stored anywhere unless the reply says otherwise. */
export function send(answer: Reply): Response {
  const headers = new Headers({ "Cache-Control": "no-store", ...answer.headers });
  if (answer.json !== null && !headers.has("Content-Type")) headers.set("Content-Type", "application/json");
  for (const cookie of answer.cookies ?? []) headers.append("Set-Cookie", cookie);
  return new Response(answer.json, { status: answer.status, headers });
}
