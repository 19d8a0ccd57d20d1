/**
 * The words of a text as search compares them: compatibility forms, accents and letter case aside (Unicode NFKD,
 * inherited marks dropped, lower case); a word is a run of letters, marks and digits of any script.
 */
export const searchWords = (text: string): readonly string[] => [
  ...new Set(
    text.normalize("NFKD").replace(/\p{Script=Inherited}/gu, "").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  ),
];

/** How option values, colours and sizes are compared: letter case and spaces aside. */
export const foldOption = (value: string): string => value.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");

/** Whether two option values, or labels, are the same, letter case and spaces aside. */
export const isSameOption = (one: string, other: string): boolean => foldOption(one) === foldOption(other);
