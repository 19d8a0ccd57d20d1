import * as z from "zod";
import { fieldErrors, type Kind, message, type Meta, notAnObject, type Read, typeName, value } from "./wire.ts";

/**
 * A list of objects of one shape, `min` to `max` of them; in a form, and only there useful, as JSON text. What is wrong
 * is told object by object, as DRF nests it. Where objects differ, `shapeOf` picks each one's own shape, and `shape`
 * describes them.
 */
export const listOf = <T>(
  shape: z.ZodType<T>,
  min: number,
  max: number,
  shapeOf: (item: Readonly<Record<string, unknown>>) => z.ZodType<T> = () => shape,
): Kind<readonly T[]> => ({
  read: (given) => {
    const list = typeof given === "string" ? parsedList(given) : given;
    if (!Array.isArray(list)) return message(`Expected a list of items but got type "${typeName(given)}".`);
    if (list.length === 0 && min > 0) return message("This list may not be empty.");
    if (list.length > max) return message(`Ensure this field has no more than ${max} elements.`);
    const results = list.map((item): Read<T> => {
      if (typeof item !== "object" || item === null || Array.isArray(item)) return { nested: [notAnObject(item)] };
      const result = shapeOf(item).safeParse(item);
      return result.success ? value(result.data) : { nested: [fieldErrors(result.error)] };
    });
    const wrong = results.map((result) => "nested" in result ? result.nested[0] ?? {} : {});
    const values = results.flatMap((result) => "value" in result ? [result.value] : []);
    return values.length === results.length ? value(values) : { nested: wrong };
  },
  describe: { type: "array", items: described(shape), minItems: min, maxItems: max },
});

function parsedList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An object's shape as the document has it, from what its fields say of themselves; one of several where it differs. */
function described(shape: z.ZodType): Meta {
  if (shape instanceof z.ZodUnion) return { anyOf: shape.options.map((each) => described(each as z.ZodType)) };
  if (!(shape instanceof z.ZodObject)) return {};
  const fields: [string, z.ZodType][] = Object.entries(shape.shape);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map(([name, field]) => [name, z.globalRegistry.get(field) ?? {}])),
    required: fields.filter(([, field]) => !field.safeParse(undefined).success).map(([name]) => name),
  };
}
