import type { Reply } from "./reply.ts";

/** What is known of an answer at one moment: the answer, where it is kept, and else how one that is made now is kept. */
export type Known = { readonly answer: Reply } | { readonly answer: null; readonly keep: (made: Reply) => void };

/** Answers that are everyone's, kept while they are sure to be the same. */
export type Answers = (key: string) => Known;

/** What kept answers may take, in bytes; a character counts as two. */
const BYTES_MAX = 8 * 1024 * 1024;

/** How many are known at most that were asked for once. */
const ASKED_MAX = 10_000;

/** What an answer takes beside its text, in bytes. */
const ENTRY_BYTES = 1000;

/**
 * Keeps successful answers for as long as the database has not changed at all, whoever changes it: `version` is another
 * after every commit of any process. An answer is filed under the version from before it was made, so one that a change
 * overtook is never given again. One is kept once it was asked for twice: what is asked for once, as by a crawler, would
 * only be in the way. When they take too much, those go that were not asked for lately. Where nobody can tell the version
 * nothing is kept.
 */
export function keptAnswers(version: (() => number) | null, bytesMax = BYTES_MAX): Answers {
  if (version === null) return () => ({ answer: null, keep: () => {} });
  // Two halves: what is asked for moves to the later one, and when that is full the earlier one goes as a whole.
  let [earlier, later] = [new Map<string, Reply>(), new Map<string, Reply>()];
  let [asOf, bytes] = [-1, 0];
  /** What was asked for once. */
  const asked = new Set<string>();

  const keep = (key: string, answer: Reply) => {
    const size = sizeOf(key, answer);
    if (bytes + size > bytesMax / 2) {
      [earlier, later] = [later, new Map()];
      bytes = 0;
    }
    if (size > bytesMax / 2) return;
    later.set(key, answer);
    bytes += size;
  };

  return (key) => {
    const now = version();
    if (now !== asOf) {
      [earlier, later] = [new Map(), new Map()];
      [asOf, bytes] = [now, 0];
      asked.clear();
    }
    const found = later.get(key);
    if (found !== undefined) return { answer: found };
    const old = earlier.get(key);
    if (old !== undefined) {
      keep(key, old);
      return { answer: old };
    }
    return {
      answer: null,
      keep: (made) => {
        if (made.status !== 200 || asOf !== now) return;
        if (!asked.delete(key)) {
          if (asked.size >= ASKED_MAX) asked.clear();
          asked.add(key);
        } else if (!later.has(key)) keep(key, made);
      },
    };
  };
}

const sizeOf = (key: string, { body }: Reply): number =>
  2 * (key.length + (typeof body === "string" ? body.length : 0)) + ENTRY_BYTES;
