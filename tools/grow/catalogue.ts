import { insertProduct } from "../../src/adapters/libsql/catalog/insert_product.ts";
import { unindexProduct } from "../../src/adapters/libsql/catalog/index_product.ts";
import { sql, type Statement } from "../../src/adapters/libsql/database.ts";
import { after } from "../../src/core/customers/session.ts";
import { money } from "../../src/core/values.ts";
import type { Size } from "./shop.ts";
import { dice } from "./dice.ts";
import { type Texts, texts } from "./texts.ts";

const sizes = ["S", "M", "L", "XL"];
const colors = ["Red", "Blue", "Green", "White", "Black", "Grey"];

/** Minor units from 5.00 to 500.00, a third of them below 50.00. */
const price = (low: number): number => 500 + low;
const DEAREST = 49_500;

/** A product as it is drawn. Its ways to be sold are its variants, or where it has none, itself. */
export type Drawn = {
  readonly name: string;
  readonly category: number;
  readonly color: string;
  readonly archived: boolean;
  readonly stars: readonly number[];
  readonly ways: readonly { readonly size: string | null; readonly price: number; readonly stock: number }[];
  readonly description: () => string;
};

/** So many products share a category, the first of which are the larger ones; there are at least ten. */
export const categoriesFor = (products: number): number => Math.max(10, Math.round(products / 5000));

/** Draws a product by its id, the same one each time. */
export function drawing(seed: number, { products }: Size): (id: number) => Drawn {
  const { name, description }: Texts = texts(seed);
  const categories = categoriesFor(products);
  return (id) => {
    const random = dice(seed, "product", id);
    const own = { name: name(random, id), category: 1 + random.low(categories) };
    const base = price(random.low(DEAREST));
    const way = (size: string | null, more: number) => ({
      size,
      price: base + more * 100,
      stock: random.often(0.05) ? 0 : 1 + random.int(500),
    });
    return {
      ...own,
      color: random.often(0.6) ? random.pick(colors) : "",
      archived: random.often(0.02),
      stars: random.often(0.3) ? Array.from({ length: 1 + random.low(6) }, () => 1 + random.int(5)) : [],
      ways: random.often(0.2) ? sizes.slice(0, 2 + random.int(3)).map(way) : [way(null, 0)],
      description: () => description(random),
    };
  };
}

/** The categories, named by their numbers. */
export const insertCategories = (count: number, at: string): readonly Statement[] =>
  Array.from(
    { length: count },
    (_, index) =>
      sql`INSERT INTO categories (name, slug, created_at) VALUES (${`Category ${index + 1}`}, ${`category-${
        index + 1
      }`}, ${at})`,
  );

/** The product of that id, by the statements with which staff make one; and, if it was, those that archive it. */
export const insertDrawn = (id: number, drawn: Drawn, at: string): readonly Statement[] => [
  ...insertProduct(
    sql`${drawn.category}`,
    {
      name: drawn.name,
      description: drawn.description(),
      color: drawn.color,
      size: "",
      image: null,
      price: money(drawn.ways[0]?.price ?? 0),
      stock: drawn.ways[0]?.stock ?? 0,
      variants: drawn.ways.flatMap(({ size, price, stock }, position) =>
        size === null ? [] : [{ position, sku: null, options: { size }, price: money(price), stock }]
      ),
    },
    at,
  ),
  ...(drawn.archived
    ? [
      sql`UPDATE products SET archived = 1 WHERE id = ${id}`,
      sql`UPDATE variants SET archived = 1 WHERE product_id = ${id}`,
      ...unindexProduct(id),
    ]
    : []),
];

/** A product's ratings, by customers who come one after the other, and their sum. */
export function insertRatings(
  id: number,
  { stars }: Drawn,
  seed: number,
  size: Size,
  at: string,
): readonly Statement[] {
  if (stars.length === 0) return [];
  const first = dice(seed, "rating", id).int(size.customers);
  return [
    ...stars.map((given, index) =>
      sql`INSERT INTO ratings (product_id, user_id, stars, comment, created_at)
          VALUES (${id}, ${(first + index) % size.customers + 1}, ${given}, ${"Good."}, ${after(at, index)})`
    ),
    sql`UPDATE products SET rating_sum = ${stars.reduce((sum, given) => sum + given, 0)}, rating_count = ${stars.length}
        WHERE id = ${id}`,
  ];
}
