/** Letter case aside, also of letters that have no single capital, or two small forms: `ß` is `ss`, `ς` is `σ`. */
export const foldCase = (text: string): string => text.toUpperCase().toLowerCase().replaceAll("ς", "σ");

/** What names are put in order by: compatibility forms and letter case aside. */
export const nameKey = (name: string): string => foldCase(name.normalize("NFKC"));

/** How option values, colours and sizes are compared: letter case and spaces aside. */
export const foldOption = (value: string): string => value.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");

/** Whether two option values, or labels, are the same, letter case and spaces aside. */
export const isSameOption = (one: string, other: string): boolean => foldOption(one) === foldOption(other);
