import type { Document } from "./compatible/document.ts";
import { listBreaks } from "./compatible/lists.ts";
import { unproved } from "./compatible/proof.ts";
import { openApiDocument } from "./openapi.ts";

/** The document of the last release: what other people's types, mocks and tests hang on. */
export const released = new URL("../docs/openapi.json", import.meta.url);

/** What of the new document breaks clients of the old one, a line each. */
export const breakingChanges = async (
  old: Document,
  next: Document,
): Promise<readonly string[]> => [...new Set([...listBreaks(old, next), ...await unproved(old, next)])];

/** Whether a version may break what an older one promised: its first number that is not 0 is greater. */
export function mayBreak(old: string, next: string): boolean {
  const [was, is] = [old, next].map((version) => version.split(".").map(Number));
  const first = was?.findIndex((part) => part !== 0) ?? -1;
  const upTo = (first === -1 ? 2 : first) + 1;
  for (let index = 0; index < upTo; index++) {
    if (is?.[index] !== was?.[index]) return (is?.[index] ?? 0) > (was?.[index] ?? 0);
  }
  return false;
}

if (import.meta.main) {
  const old: Document = JSON.parse(await Deno.readTextFile(released));
  const next: Document = JSON.parse((await openApiDocument()).json);
  const breaks = await breakingChanges(old, next);
  for (const line of breaks) console.log(line);
  const [was, is] = [old.info.version, next.info.version];
  console.log(`${breaks.length} breaking changes from ${was}, as it was released, to ${is}.`);
  if (breaks.length > 0 && !mayBreak(was, is)) Deno.exit(1);
}
