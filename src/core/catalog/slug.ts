/** The most characters of a slug. */
export const SLUG_MAX = 120;

/**
 * A slug made of a name: lower case, runs of letters, marks and digits of any script with `-` between them;
 * `category` when nothing is left.
 */
export function slugOf(name: string): string {
  const words = name.toLowerCase().normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? ["category"];
  return [...words.join("-")].slice(0, SLUG_MAX).join("").replace(/-$/, "");
}

/** Whether a text may be a slug: letters, marks and digits of any script, `-` and `_`. */
export const isSlug = (text: string): boolean => /^[\p{L}\p{M}\p{N}_-]{1,120}$/u.test(text);
