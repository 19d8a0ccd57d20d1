import type { Context } from "hono";
import * as z from "zod";
import { err, ok, type Result } from "../../core/result.ts";
import { type Fields, readBody } from "./body.ts";
import type { Operation, Parsed, Shape } from "./operation.ts";
import type { Access } from "./auth.ts";
import { invalid } from "./problem.ts";
import type { Reply } from "./reply.ts";
import type { HttpEnv } from "./service.ts";
import { fieldErrors } from "./wire.ts";

/** What the request gives of an operation's query and body, or the answer that says what is wrong with it. */
export async function parse<B extends Shape | undefined, Q extends Shape | undefined>(
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
