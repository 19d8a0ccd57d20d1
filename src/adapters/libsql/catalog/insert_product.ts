import { foldOption, searchWords } from "../../../core/catalog/words.ts";
import type { Write } from "../commit.ts";
import { sql } from "../database.ts";

/** Prices in minor units. Either `stock` of its own or `variants`, in the order in which they are shown. */
export type NewProduct = {
  readonly name: string;
  readonly category: string;
  readonly description: string;
  readonly price: number;
  readonly stock: number;
  readonly color: string;
  readonly size: string;
  readonly picture: string;
  readonly variants: readonly {
    readonly options: Readonly<Record<string, string>>;
    readonly price: number;
    readonly stock: number;
  }[];
};

/** The newest product's id, within the batch that made it. */
const newProduct = sql`(SELECT seq FROM sqlite_sequence WHERE name = 'products')`;

/** A product of the category with that slug, what is sold of it, and what finds it. */
export const insertProduct = (product: NewProduct, at: string): readonly Write[] => [
  sql`INSERT INTO products (category_id, name, description, color, size, image, price, stock, created_at)
      SELECT id, ${product.name}, ${product.description}, ${product.color}, ${product.size}, ${product.picture},
             ${product.price}, ${product.stock}, ${at}
      FROM categories WHERE slug = ${product.category}`,
  ...(product.variants.length === 0
    ? [sql`INSERT INTO variants (product_id, plain, position, options, options_key, price, stock)
           VALUES (${newProduct}, 1, 0, '{}', '', ${product.price}, ${product.stock})`]
    : product.variants.map((variant, position) =>
      sql`INSERT INTO variants (product_id, plain, position, sku, options, options_key, price, stock)
          VALUES (${newProduct}, 0, ${position}, 'K' || ${newProduct} || '-' || ${position + 1},
                  ${JSON.stringify(variant.options)}, ${
        optionsKey(variant.options)
      }, ${variant.price}, ${variant.stock})`
    )),
  sql`INSERT INTO product_options (product_id, kind, value)
      SELECT ${newProduct}, value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(filterValues(product))})`,
  sql`INSERT INTO product_words (rowid, words)
      VALUES (${newProduct}, ${searchWords(`${product.name} ${product.description}`).join(" ")})`,
];

/** A set of options as one text: equal for sets that differ in order, letter case or spaces alone. */
const optionsKey = (options: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(options).map(([name, value]) => [foldOption(name), foldOption(value)]).sort());

/** What `?color=` and `?size=` find the product by: its own values and its variants'. */
function filterValues(product: NewProduct): readonly (readonly [string, string])[] {
  const found = new Map<string, readonly [string, string]>();
  const add = (kind: string, value: string | undefined) => {
    if (value) found.set(`${kind} ${foldOption(value)}`, [kind, foldOption(value)]);
  };
  for (const kind of ["color", "size"] as const) {
    add(kind, product[kind]);
    for (const variant of product.variants) add(kind, variant.options[kind]);
  }
  return [...found.values()];
}
