import type { Reply } from "./reply.ts";

/** Gives the answer to what `key` says, made anew unless it is known to be the same still. */
export type Answers = (key: string, make: () => Promise<Reply>) => Promise<Reply>;

/** What kept answers may take, in bytes; a character counts as two. */
const BYTES_MAX = 16 * 1024 * 1024;

/** What an answer takes beside its text, in bytes. */
const ENTRY_BYTES = 1000;

/**
 * Keeps successful answers for as long as the database has not changed at all, whoever changes it: `version` is another
 * after every commit of any process. An answer is filed under the version from before it was made, so one that a change
 * overtook is never given again. When they take too much, the oldest go. Where nobody can tell the version nothing is
 * kept.
 */
export function keptAnswers(version: (() => number) | null, bytesMax = BYTES_MAX): Answers {
  if (version === null) return (_key, make) => make();
  const kept = new Map<string, Reply>();
  let [asOf, bytes] = [-1, 0];
  return async (key, make) => {
    const now = version();
    if (now !== asOf) {
      kept.clear();
      [asOf, bytes] = [now, 0];
    }
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = await make();
    if (made.status !== 200 || asOf !== now || kept.has(key)) return made;
    kept.set(key, made);
    bytes += sizeOf(key, made);
    for (const [oldest, answer] of kept) {
      if (bytes <= bytesMax) break;
      kept.delete(oldest);
      bytes -= sizeOf(oldest, answer);
    }
    return made;
  };
}

const sizeOf = (key: string, { body }: Reply): number =>
  2 * (key.length + (typeof body === "string" ? body.length : 0)) + ENTRY_BYTES;
