import { type Document, isObject, type Json, type Pair, resolved } from "./document.ts";

/** Every property of a schema, those inside of it too, by its way there: `items[].quantity`. */
function propertiesOf(given: Json, document: Document, way = "", seen: readonly Json[] = []): Map<string, Json> {
  const schema = resolved(given, document);
  if (seen.includes(schema)) return new Map();
  const inside = (part: Json, name: string) => propertiesOf(part, document, name, [...seen, schema]);
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Json>).flatMap(([name, property]) => {
    const own = way === "" ? name : `${way}.${name}`;
    return [[own, property] as const, ...inside(property, own)];
  });
  const forms = ["anyOf", "oneOf", "allOf"].flatMap((key) => (schema[key] ?? []) as readonly Json[]);
  return new Map([
    ...properties,
    ...forms.flatMap((form) => [...inside(form, way)]),
    ...(isObject(schema.items) ? inside(schema.items, `${way}[]`) : []),
  ]);
}

const defaultOf = (schema: Json | undefined, document: Document): unknown =>
  schema === undefined ? undefined : schema.default ?? resolved(schema, document).default;

/** What was taken of a request and is not any more, and what is made of it when it is left out. */
export function* requestBreaks({ old, next }: Pair, before: Document, after: Document): Generator<string> {
  for (const parameter of old.parameters ?? []) {
    const now = next.parameters?.find((it) => it.name === parameter.name && it.in === parameter.in);
    const name = `the ${parameter.in} parameter ${parameter.name}`;
    if (now === undefined) yield `${name} is gone`;
    else if (differs(defaultOf(parameter.schema, before), defaultOf(now.schema, after))) {
      yield `${name} has another default`;
    }
  }
  if (next.requestBody?.required === true && old.requestBody?.required !== true) yield "a body is required";
  for (const [type, { schema = {} }] of Object.entries(old.requestBody?.content ?? {})) {
    const now = next.requestBody?.content?.[type];
    if (now === undefined) {
      yield `a body of ${type} is no longer taken`;
      continue;
    }
    const properties = propertiesOf(now.schema ?? {}, after);
    for (const [name, property] of propertiesOf(schema, before)) {
      const field = `the field ${name} of ${type}`;
      if (!properties.has(name)) yield `${field} is gone`;
      else if (differs(defaultOf(property, before), defaultOf(properties.get(name), after))) {
        yield `${field} has another default`;
      }
    }
  }
}

/** Whether a default that was told is another one now. */
const differs = (was: unknown, is: unknown): boolean => was !== undefined && JSON.stringify(was) !== JSON.stringify(is);
