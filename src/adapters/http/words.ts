/**
 * What the OpenAPI document says in words, beside what it says it of. Nothing reads it while the shop serves: the
 * Worker's build puts `no_words.ts` in this file's place, so that no word weighs in the Worker's script.
 */
export function words<T>(told: T): T {
  return told;
}

/** The words of a part that has a name of its own in the document, wherever it stands and whatever is added there. */
export function named(id: string, description: string, example?: unknown): Readonly<Record<string, unknown>> {
  return { id, "x-named": id, description, ...(example === undefined ? {} : { example }) };
}
