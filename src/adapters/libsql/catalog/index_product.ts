import type { Options } from "../../../core/catalog/options.ts";
import type { ProductTexts } from "../../../core/catalog/product.ts";
import { searchWords } from "../../../core/catalog/search_words.ts";
import { foldOption } from "../../../core/catalog/words.ts";
import type { Write } from "../commit.ts";
import { sql, type Statement } from "../database.ts";

/** Begins a word that no text has. */
const SHELF = "\uE000";

/**
 * What a product of that category, an expression, is found by within it. So a search in a small category reads no more
 * than the category's entries and its words', whatever else the words find.
 */
export const categoryWord = (category: Statement): Statement => sql`${SHELF} || ${category}`;

const textWords = ({ name, description }: ProductTexts): string => searchWords(`${name} ${description}`).join(" ");

/** What a product of that category is found by, as the index of words has it. */
export const wordsOf = (texts: ProductTexts, category: number): string => `${textWords(texts)} ${SHELF}${category}`;

/** What finds a product that has no entry yet: its words, its category, its colours and its sizes. */
export const indexProduct = (
  product: Statement,
  texts: ProductTexts,
  options: readonly Options[],
): readonly Write[] => [
  sql`INSERT INTO product_options (product_id, kind, value)
      SELECT ${product}, value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(filterValues(texts, options))})`,
  sql`INSERT INTO product_words (rowid, words)
      SELECT id, ${textWords(texts)} || ' ' || ${categoryWord(sql`category_id`)} FROM products WHERE id = ${product}`,
];

/** Takes a product out of what finds products. */
export const unindexProduct = (product: number): readonly Write[] => [
  sql`DELETE FROM product_options WHERE product_id = ${product}`,
  sql`DELETE FROM product_words WHERE rowid = ${product}`,
];

/** What `?color=` and `?size=` find the product by: its own values and its variants', letter case of names aside. */
export function filterValues(texts: ProductTexts, options: readonly Options[]): readonly (readonly [string, string])[] {
  const found = new Map<string, readonly [string, string]>();
  const add = (kind: string, value: string) => {
    const folded = foldOption(value);
    if (folded !== "") found.set(`${kind} ${folded}`, [kind, folded]);
  };
  for (const kind of ["color", "size"] as const) {
    add(kind, texts[kind]);
    for (const [name, value] of options.flatMap((each) => Object.entries(each))) {
      if (foldOption(name) === kind) add(kind, value);
    }
  }
  return [...found.values()];
}
