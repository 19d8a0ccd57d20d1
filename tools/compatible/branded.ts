import { type Document, isObject, type Json } from "./document.ts";

/** Limits that a larger number loosens, and those that it tightens. */
const most = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
const least = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];

/** What a limit may be told by no more than to be the same. */
const exact = ["format", "pattern", "multipleOf", "uniqueItems"];

/** To which of a schema's types a limit applies. */
const appliesTo: Readonly<Record<string, readonly string[]>> = {
  string: ["maxLength", "minLength", "format", "pattern"],
  number: ["maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "multipleOf"],
  integer: ["maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "multipleOf"],
  array: ["maxItems", "minItems", "uniqueItems"],
  object: ["maxProperties", "minProperties"],
};

/** Every number that a limit of a kind has in any of the documents. */
export function limitsOf(documents: readonly Document[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, Set<number>>([...most, ...least].map((name) => [name, new Set()]));
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === "number") found.get(key)?.add(item);
      else visit(item);
    }
  };
  documents.forEach(visit);
  return new Map([...found].map(([name, numbers]) => [name, [...numbers]]));
}

type Limits = ReturnType<typeof limitsOf>;

/** What is known of whatever keeps a schema's limits: of 10 at most that it is 10 at most, and 20 at most. */
function brandsOf(schema: Json, type: string, limits: Limits): readonly string[] {
  const numbers = (names: readonly string[], isKept: (limit: number, own: number) => boolean) =>
    names.filter((name) => appliesTo[type]?.includes(name)).flatMap((name) => {
      const own = schema[name];
      if (typeof own !== "number") return [];
      return (limits.get(name) ?? []).filter((limit) => isKept(limit, own)).map((limit) => `${name} ${limit}`);
    });
  return [
    ...(type === "integer" ? ["integer"] : []),
    ...exact.filter((name) => appliesTo[type]?.includes(name) && schema[name] !== undefined)
      .map((name) => `${name} ${schema[name]}`),
    ...numbers(most, (limit, own) => limit >= own),
    ...numbers(least, (limit, own) => limit <= own),
  ];
}

const brand = (names: readonly string[]): Json => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: "boolean", const: true }])),
  required: names,
});

/**
 * A schema with its limits as properties that nothing has: a type that keeps tighter limits is then one that fits where
 * looser ones are asked for, and a compiler knows it.
 */
export function branded(schema: Json, limits: Limits): Json {
  const inside = Object.fromEntries(Object.entries(schema).map(([key, item]) => [key, brandedPart(key, item, limits)]));
  const types = [schema.type].flat().filter((type) => typeof type === "string");
  if (schema.enum !== undefined || schema.const !== undefined || types.length === 0) return inside;
  const forms = types.map((type): Json => {
    const own = { ...inside, type };
    const brands = brandsOf(schema, type, limits);
    return brands.length === 0 ? own : { allOf: [own, brand(brands)] };
  });
  return forms.length === 1 && forms[0] !== undefined ? forms[0] : { anyOf: forms };
}

function brandedPart(key: string, item: unknown, limits: Limits): unknown {
  if (key === "properties" && isObject(item)) {
    return Object.fromEntries(Object.entries(item).map(([name, part]) => [name, branded(part as Json, limits)]));
  }
  if (["anyOf", "oneOf", "allOf"].includes(key)) return (item as readonly Json[]).map((part) => branded(part, limits));
  return (key === "items" || key === "additionalProperties") && isObject(item) ? branded(item, limits) : item;
}

/** A document with the limits of all its schemas as part of their types. */
export function withBrands(document: Document, limits: Limits): Document {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, key === "schema" ? branded(item as Json, limits) : visit(item)]),
    );
  };
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [name, branded(schema, limits)]);
  const components = { ...visit(document.components) as Json, schemas: Object.fromEntries(schemas) };
  return { ...document, paths: visit(document.paths), components } as Document;
}
