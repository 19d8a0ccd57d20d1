import { foldCase } from "./words.ts";

/**
 * What search looks away from: marks of no script of their own and those of alphabets, where they are accents or vowel
 * points; the Arabic stroke that only stretches a word; and what is not seen. The marks of other scripts are letters in
 * their own right, and so are the two that turn one Japanese syllable into another.
 */
const UNHEARD =
  /(?![\u3099\u309A])\p{Script=Inherited}|(?=\p{M})[\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Latin}\p{Script=Syriac}]|\u0640|\p{Default_Ignorable_Code_Point}/gu;

/** Latin letters that Unicode takes for no letter with a mark, as who has no such key writes them. */
const PLAIN: Readonly<Record<string, string>> = {
  "æ": "ae",
  "ð": "d",
  "đ": "d",
  "ħ": "h",
  "ł": "l",
  "œ": "oe",
  "ø": "o",
  "þ": "th",
  "ŧ": "t",
};

/** A text as search compares it: compatibility forms, accents and letter case aside. */
const heard = (text: string): string =>
  foldCase(text.normalize("NFKD").replace(UNHEARD, "")).replace(/[æðđħłœøþŧ]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize("NFC");

/** Scripts that put no space between words. */
const UNSPACED =
  "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Lana}\\p{scx=Tale}\\p{scx=Talu}\\p{scx=Tavt}";

/** Runs of letters, marks and digits, those in scripts without spaces for themselves. */
const RUNS = new RegExp(`[\\p{L}\\p{M}\\p{N}]+`, "gu");
const PARTS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
const unspaced = new RegExp(`^[${UNSPACED}]`, "u");

const partsOf = (text: string): readonly string[] =>
  (heard(text).match(RUNS) ?? []).flatMap((run) => run.match(PARTS) ?? []);

/** So many letters, each with its marks, are kept from each place where a word may begin. */
const WINDOW = 3;

/** The letters of a run without spaces from each place on, at most `WINDOW` of them. */
function windows(run: string): readonly string[] {
  const letters = run.match(/.\p{M}*/gsu) ?? [];
  return letters.map((_, index) => letters.slice(index, index + WINDOW).join(""));
}

/** What a text is found by: its words; where a script puts no space between them, what begins at each letter. */
export const searchWords = (text: string): readonly string[] => [
  ...new Set(partsOf(text).flatMap((part) => unspaced.test(part) ? windows(part) : part)),
];

/** What must begin a word of a text, each of them, for a search to find it. Nothing is found by nothing. */
export const soughtWords = (search: string): readonly string[] => [
  ...new Set(
    partsOf(search).flatMap((part) => {
      if (!unspaced.test(part)) return part;
      const all = windows(part);
      return all.slice(0, Math.max(1, all.length - WINDOW + 1));
    }),
  ),
];
