import { type Body, type Document, type Json, type Pair, resolved } from "./document.ts";

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

/** Of what kinds an answer may be: a list is an array, a page of it an object. */
const kindsOf = (given: Json, document: Document): ReadonlySet<string> => {
  const schema = resolved(given, document);
  const forms = Array.isArray(schema.anyOf) ? schema.anyOf.flatMap((form: Json) => [...kindsOf(form, document)]) : [];
  return new Set([...forms, ...[schema.type ?? []].flat().map(String)]);
};

/** Statuses, codes, media types and kinds of answers that are gone, and successes that are new. */
export function* answerBreaks({ old, next }: Pair, before: Document, after: Document): Generator<string> {
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
