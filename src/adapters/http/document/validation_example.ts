import type { Described, Shape } from "../operation.ts";
import type { FieldErrors } from "../problem.ts";
import { fieldErrors, notAnObject } from "../wire.ts";

const wrongOf = (shape: Shape | undefined, given: object): FieldErrors | null => {
  const result = shape?.safeParse(given);
  return result === undefined || result.success ? null : fieldErrors(result.error);
};

/** What the operation really says of a body or a query that does not pass: of an empty one, or of its first field. */
export function validationExample({ body, query }: Described): FieldErrors {
  const empty = wrongOf(body, {});
  if (empty !== null) return empty;
  const shape = body ?? query;
  for (const field of Object.keys(shape?.shape ?? {})) {
    const wrong = wrongOf(shape, { [field]: body === undefined ? "none" : [] });
    if (wrong !== null) return wrong;
  }
  return body === undefined && query !== undefined ? { cursor: ["Invalid cursor."] } : notAnObject([]);
}
