import {
  type Body,
  type Document,
  isObject,
  type Json,
  type Operation,
  operationsOf,
  type Pair,
  pairsOf,
  resolved,
  withoutProse,
} from "./document.ts";

/** Who may call, as the document says it; those who are let in by each. */
const letIn: Readonly<Record<string, readonly string[]>> = {
  staff: ["staff"],
  customer: ["staff", "customer"],
  shopper: ["staff", "customer", "guest"],
};
const everyone = ["staff", "customer", "guest", "anyone"];

/** The ways to be let in; an empty one is no credentials at all. */
const waysOf = ({ security = [] }: Operation): readonly (readonly string[])[] =>
  security.length === 0 ? [[]] : security.map((way) => Object.keys(way));

function* access({ old, next }: Pair): Generator<string> {
  for (const way of waysOf(old)) {
    const isEnough = waysOf(next).some((wanted) => wanted.every((scheme) => way.includes(scheme)));
    if (!isEnough) yield `${way.join(" and ") || "no credentials"} no longer enough`;
  }
  const [was, is] = [old, next].map((spec) => letIn[spec["x-access"]?.callers ?? ""] ?? everyone);
  for (const caller of was ?? []) if (!is?.includes(caller)) yield `${caller} no longer let in`;
  for (const rule of old["x-access"]?.names ?? []) {
    const same = (it: Json) => it.thing === rule.thing && JSON.stringify(it.by) === JSON.stringify(rule.by);
    const now = next["x-access"]?.names.find(same);
    for (const whose of ["others", "staff"]) {
      if (rule[whose] === "allowed" && now !== undefined && now[whose] !== "allowed") {
        yield `${rule.thing} no longer allowed to ${whose}`;
      }
    }
  }
}

/** The codes that a body of a refusal may have. */
export function codesOf(body: Body | undefined, document: Document): readonly string[] {
  const codes = (given: Json): readonly string[] => {
    const schema = resolved(given, document);
    if (Array.isArray(schema.anyOf)) return schema.anyOf.flatMap(codes);
    const { code } = (schema.properties ?? {}) as { code?: { const?: string; enum?: readonly string[] } };
    return code === undefined ? [] : code.enum ?? [code.const ?? ""];
  };
  return Object.values(body?.content ?? {}).flatMap(({ schema }) => codes(schema ?? {}));
}

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

function* requests({ old, next }: Pair, before: Document, after: Document): Generator<string> {
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

/** Of what kinds an answer may be: a list is an array, a page of it an object. */
const kindsOf = (given: Json, document: Document): ReadonlySet<string> => {
  const schema = resolved(given, document);
  const forms = Array.isArray(schema.anyOf) ? schema.anyOf.flatMap((form: Json) => [...kindsOf(form, document)]) : [];
  return new Set([...forms, ...[schema.type ?? []].flat().map(String)]);
};

function* answers({ old, next }: Pair, before: Document, after: Document): Generator<string> {
  for (const [status, body] of Object.entries(old.responses)) {
    const now = next.responses[status];
    if (now === undefined) {
      yield `the status ${status} is gone`;
      continue;
    }
    for (const [type, { schema = {} }] of Object.entries(body.content ?? {})) {
      const is = now.content?.[type];
      if (is === undefined) yield `${status} no longer answers with ${type}`;
      const kinds = kindsOf(is?.schema ?? {}, after);
      for (const kind of kindsOf(schema, before)) if (!kinds.has(kind)) yield `${status} is never an ${kind} any more`;
    }
    const codes = codesOf(now, after);
    for (const code of new Set(codesOf(body, before))) {
      if (!codes.includes(code)) yield `the code ${code} of ${status} is gone`;
    }
  }
  for (const status of Object.keys(next.responses)) {
    if (status.startsWith("2") && old.responses[status] === undefined) {
      yield `${status} is a success that nobody expects`;
    }
  }
}

function* schemes(old: Document, next: Document): Generator<string> {
  for (const [name, scheme] of Object.entries(old.components.securitySchemes ?? {})) {
    const now = next.components.securitySchemes?.[name];
    if (differs(withoutProse(scheme), withoutProse(now))) yield `the credential ${name} is gone or another one`;
  }
}

/**
 * What types do not tell: operations, parameters, fields and media types that are gone, statuses, error codes, defaults,
 * and who is let in.
 */
export function listBreaks(old: Document, next: Document): readonly string[] {
  const there = operationsOf(next);
  const gone = [...operationsOf(old).keys()].filter((name) => !there.has(name)).map((name) => `${name} is gone`);
  const changed = pairsOf(old, next).flatMap((pair) =>
    [
      ...(pair.old.operationId === pair.next.operationId ? [] : [`it was called ${pair.old.operationId}`]),
      ...access(pair),
      ...requests(pair, old, next),
      ...answers(pair, old, next),
    ].map((what) => `${pair.name}: ${what}`)
  );
  return [...schemes(old, next), ...gone, ...changed];
}
