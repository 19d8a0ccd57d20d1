import * as z from "zod";
import { fieldErrors, type Kind, message, type Meta, notAnObject, type Read, typeName, value } from "./wire.ts";

/**
 * A list of objects of one shape, `min` to `max` of them; in a form, and only there useful, as JSON text. What is wrong
 * is told object by object, as DRF nests it.
 */
export const listOf = <S extends z.ZodObject>(shape: S, min: number, max: number): Kind<readonly z.output<S>[]> => ({
  read: (given) => {
    const list = typeof given === "string" ? parsedList(given) : given;
    if (!Array.isArray(list)) return message(`Expected a list of items but got type "${typeName(given)}".`);
    if (list.length === 0 && min > 0) return message("This list may not be empty.");
    if (list.length > max) return message(`Ensure this field has no more than ${max} elements.`);
    const results = list.map((item): Read<z.output<S>> => {
      if (typeof item !== "object" || item === null || Array.isArray(item)) return { nested: [notAnObject(item)] };
      const result = shape.safeParse(item);
      return result.success ? value(result.data) : { nested: [fieldErrors(result.error)] };
    });
    const wrong = results.map((result) => "nested" in result ? result.nested[0] ?? {} : {});
    const values = results.flatMap((result) => "value" in result ? [result.value] : []);
    return values.length === results.length ? value(values) : { nested: wrong };
  },
  describe: { type: "array", items: rowSchema(shape), minItems: min, maxItems: max },
});

/** A row's part of the OpenAPI document, put together of what its fields say of themselves. */
function rowSchema(shape: z.ZodObject): Meta {
  const fields = Object.entries(shape.shape);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map(([name, field]) => [name, z.globalRegistry.get(field) ?? {}])),
    required: fields.filter(([, field]) => !z.safeParse(field, undefined).success).map(([name]) => name),
  };
}

function parsedList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
