import * as z from "zod";
import type { FieldErrors } from "./problem.ts";

/** What one value of a request is read as, or the message that says why it cannot be; of a list, object by object. */
export type Read<T> = { readonly value: T } | { readonly message: string } | {
  readonly nested: readonly FieldErrors[];
};

export const value = <T>(read: T): Read<T> => ({ value: read });
export const message = (text: string): Read<never> => ({ message: text });

export type Meta = Readonly<Record<string, unknown>>;

/** A reader of one kind of value. `describe` is its part of the OpenAPI document. */
export type Kind<T> = { readonly read: (given: unknown) => Read<T>; readonly describe: Meta };

export const REQUIRED = "This field is required.";
const NULL = "This field may not be null.";

const run = <T>(kind: Kind<T>, given: unknown, context: z.core.$RefinementCtx): T => {
  const read = kind.read(given);
  if ("value" in read) return read.value;
  if ("message" in read) context.addIssue({ code: "custom", message: read.message });
  else context.addIssue({ code: "custom", message: "Invalid.", params: { nested: read.nested } });
  return z.NEVER;
};

/** What an issue says of each object of a list; null when it is about one value. */
const nestedErrors = (issue: z.core.$ZodIssue): readonly FieldErrors[] | null =>
  issue.code === "custom" && Array.isArray(issue.params?.nested) ? issue.params.nested : null;

/** What a schema found wrong, field by field; whole-object problems under `non_field_errors`. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: Record<string, readonly string[] | readonly FieldErrors[]> = {};
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? "non_field_errors");
    fields[name] = nestedErrors(issue) ?? [...(fields[name] as readonly string[] | undefined ?? []), issue.message];
  }
  return fields;
}

/** A field that must be there and not null. */
export const required = <T>(kind: Kind<T>, meta: Meta = {}) =>
  z.unknown().transform((given, context): T =>
    given === undefined
      ? run({ ...kind, read: () => message(REQUIRED) }, given, context)
      : given === null
      ? run({ ...kind, read: () => message(NULL) }, given, context)
      : run(kind, given, context)
  ).meta({ ...kind.describe, ...meta });

/** A field that may be left out, and then is `fallback`; null is refused. */
export const optional = <T, F>(kind: Kind<T>, fallback: F, meta: Meta = {}) =>
  z.unknown().optional().transform((given, context): T | F =>
    given === undefined
      ? fallback
      : given === null
      ? run({ ...kind, read: () => message(NULL) }, given, context)
      : run(kind, given, context)
  ).meta({ ...kind.describe, ...meta });

/** A field that may be left out or null, and then is `fallback`. */
export const nullable = <T, F>(kind: Kind<T>, fallback: F, meta: Meta = {}) =>
  z.unknown().optional().transform((given, context): T | F =>
    given === undefined || given === null ? fallback : run(kind, given, context)
  ).meta({ ...kind.describe, type: [kind.describe.type, "null"].flat(), ...meta });

/** A field that may be left out, and then is `fallback`; null is a value of its own. */
export const clearable = <T, F>(kind: Kind<T>, fallback: F, meta: Meta = {}) =>
  z.unknown().optional().transform((given, context): T | F | null =>
    given === undefined ? fallback : given === null ? null : run(kind, given, context)
  ).meta({ ...kind.describe, type: [kind.describe.type, "null"].flat(), ...meta });

/** Says that something else than an object came, in DRF's words. */
export const notAnObject = (given: unknown): FieldErrors => ({
  non_field_errors: [`Invalid data. Expected a dictionary, but got ${typeName(given)}.`],
});

/** A JSON value's type as Python, and so DRF, calls it. */
export function typeName(given: unknown): string {
  if (given === null) return "NoneType";
  if (Array.isArray(given)) return "list";
  if (typeof given === "number") return Number.isInteger(given) ? "int" : "float";
  return { string: "str", boolean: "bool", object: "dict" }[typeof given as string] ?? typeof given;
}
