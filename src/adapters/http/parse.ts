import type { Context } from "hono";
import * as z from "zod";
import { err, ok, type Result } from "../../core/result.ts";
import { type Fields, readBody } from "./body.ts";
import type { Described, Operation, Parsed, Shape } from "./operation.ts";
import type { Access } from "./auth.ts";
import { invalid } from "./problem.ts";
import type { Reply } from "./reply.ts";
import type { HttpEnv } from "./service.ts";
import { fieldErrors } from "./wire.ts";

type Parts<B extends Shape | undefined, Q extends Shape | undefined> = {
  readonly body: Parsed<B>;
  readonly query: Parsed<Q>;
  /** What the request calls those fields that it gives under a synonym. */
  readonly called: Readonly<Record<string, string>>;
};

/** What the request gives of an operation's query and body, or the answer that says what is wrong with it. */
export async function parse<B extends Shape | undefined, Q extends Shape | undefined>(
  c: Context<HttpEnv>,
  spec: Pick<Operation<never, Access, B, Q>, "method" | "body" | "query" | "synonyms">,
  bodyMs: number,
): Promise<Result<Parts<B, Q>, Reply>> {
  const query = validate<Q | undefined>(spec.query, { values: queryValues(c), form: true });
  if (!query.ok) return query;
  if (!readsBody(spec.method)) {
    return ok({ body: undefined as Parsed<B>, query: query.value as Parsed<Q>, called: {} });
  }
  const fields = await readBody(c.req.raw, bodyMs);
  if (!fields.ok) return fields;
  const called = synonymsUsed(fields.value, spec.synonyms ?? {});
  const body = validate<B | undefined>(spec.body, renamed(fields.value, called), called);
  return body.ok ? ok({ body: body.value as Parsed<B>, query: query.value as Parsed<Q>, called }) : body;
}

/** Whether a body counts: where it does, one that cannot be read is refused, though the operation asks for no field. */
export const readsBody = (method: Described["method"]): boolean => method !== "get" && method !== "delete";

/** The last value of each parameter, trimmed; an empty one is not given. */
const queryValues = (c: Context<HttpEnv>): Record<string, unknown> =>
  c.get("url").search === "" ? {} : Object.fromEntries(
    Object.entries(c.req.queries())
      .map(([name, values]) => [name, (values.at(-1) ?? "").trim()] as const)
      .filter(([, value]) => value !== ""),
  );

/** What is wrong with a field is told under the name that the request `called` it by. */
function validate<S extends Shape | undefined>(
  given: S,
  fields: Fields,
  called: Readonly<Record<string, string>> = {},
): Result<Parsed<S>, Reply> {
  const schema: Shape | undefined = given;
  if (schema === undefined) return ok(undefined as Parsed<S>);
  const result = schema.safeParse(fields.form ? withoutBlanks(schema, fields.values) : fields.values);
  if (result.success) return ok(result.data as Parsed<S>);
  return err(invalid(Object.fromEntries(
    Object.entries(fieldErrors(result.error)).map(([name, wrong]) => [called[name] ?? name, wrong]),
  )));
}

/** The synonyms that stand for a field: the first of its names that is given and not empty, where it is another. */
const synonymsUsed = (
  { values }: Fields,
  synonyms: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(synonyms).flatMap(([name, others]) => {
      const used = [name, ...others].find((each) => !isEmpty(values[each]));
      return used === undefined || used === name ? [] : [[name, used]];
    }),
  );

const isEmpty = (given: unknown): boolean => given == null || (typeof given === "string" && given.trim() === "");

const renamed = ({ values, form }: Fields, called: Readonly<Record<string, string>>): Fields => ({
  form,
  values: {
    ...values,
    ...Object.fromEntries(Object.entries(called).map(([name, used]) => [name, values[used]])),
  },
});

/** A form's blank value of a field that is no text counts as not given, as does one of spaces. */
const withoutBlanks = (schema: Shape, values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      if (!isEmpty(value) || !Object.hasOwn(schema.shape, name)) return true;
      return isText(schema.shape[name] as z.ZodType);
    }),
  );

const isText = (field: z.ZodType): boolean => {
  const { type, enum: names } = z.globalRegistry.get(field) ?? {};
  const types = [type].flat();
  return names === undefined && types.includes("string") && !types.includes("number");
};
