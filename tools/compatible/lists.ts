import { accessBreaks, credentialBreaks } from "./access.ts";
import { answerBreaks } from "./answers.ts";
import { type Document, operationsOf, pairsOf } from "./document.ts";
import { requestBreaks } from "./requests.ts";

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
      ...accessBreaks(pair),
      ...requestBreaks(pair, old, next),
      ...answerBreaks(pair, old, next),
    ].map((what) => `${pair.name}: ${what}`)
  );
  return [...credentialBreaks(old, next), ...gone, ...changed];
}
