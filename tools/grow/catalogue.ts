import { filterValues, wordsOf } from "../../src/adapters/libsql/catalog/index_product.ts";
import { optionsKey } from "../../src/core/catalog/options.ts";
import { nameKey } from "../../src/core/catalog/words.ts";
import type { Bulk } from "./bulk.ts";
import { dice } from "./dice.ts";
import type { Size } from "./shop.ts";
import { texts } from "./texts.ts";

const sizes = ["S", "M", "L", "XL"];
const colors = ["Red", "Blue", "Green", "White", "Black", "Grey"];

/** Minor units; a third of all prices are in the lowest tenth. */
const [CHEAPEST, DEAREST] = [500, 50_000];

/** A product as it is drawn. The ways in which it is sold are its variants, or where it has none, itself. */
export type Drawn = {
  readonly name: string;
  readonly category: number;
  readonly color: string;
  readonly archived: boolean;
  readonly stars: readonly number[];
  readonly ways: readonly { readonly size: string | null; readonly price: number; readonly stock: number }[];
  readonly description: () => string;
};

/** So many categories are there: of 1,000,000 products 200. The first ones are the larger. */
export const categoriesFor = (products: number): number => Math.max(10, Math.round(products / 5000));

/** Draws a product by its id, the same one each time. */
export function drawing(seed: number, { products, customers }: Size): (id: number) => Drawn {
  const { name, description } = texts(seed);
  const categories = categoriesFor(products);
  return (id) => {
    const random = dice(seed, "product", id);
    const own = { name: name(random, id), category: 1 + random.low(categories) };
    const price = CHEAPEST + random.low(DEAREST - CHEAPEST);
    const way = (size: string | null, more: number) => ({
      size,
      price: price + more * 100,
      stock: random.often(0.05) ? 0 : 1 + random.int(500),
    });
    return {
      ...own,
      color: random.often(0.6) ? random.pick(colors) : "",
      archived: random.often(0.02),
      stars: random.often(0.3)
        ? Array.from({ length: Math.min(customers, 1 + random.low(6)) }, () => 1 + random.int(5))
        : [],
      ways: random.often(0.2) ? sizes.slice(0, 2 + random.int(3)).map(way) : [way(null, 0)],
      description: () => description(random),
    };
  };
}

/** The categories, named by their numbers. */
export function addCategories(bulk: Bulk, count: number, at: string): void {
  for (let id = 1; id <= count; id++) {
    bulk.add("categories", { id, name: `Category ${id}`, slug: `category-${id}`, created_at: at });
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

/** A product with its variants, the first of which has that id, and what it is found by unless it was archived. */
export function addProduct(bulk: Bulk, id: number, drawn: Drawn, firstVariant: number, at: string): void {
  const { name, category, color, stars, ways } = drawn;
  const product = { name, description: drawn.description(), color, size: "" };
  const archived = drawn.archived ? 1 : 0;
  bulk.add("products", {
    id,
    category_id: category,
    ...product,
    name_key: nameKey(name),
    price: ways[0]?.price ?? 0,
    stock: sum(ways.map(({ stock }) => stock)),
    varied: ways.length > 1 ? 1 : 0,
    rating_sum: sum(stars),
    rating_count: stars.length,
    archived,
    created_at: at,
  });
  ways.forEach(({ size, price, stock }, position) => {
    const options = size === null ? null : { size };
    bulk.add("variants", {
      id: firstVariant + position,
      product_id: id,
      plain: options === null ? 1 : 0,
      position,
      sku: options === null ? null : `K${id}-${firstVariant + position}`,
      options: JSON.stringify(options ?? {}),
      options_key: options === null ? "" : optionsKey(options),
      price,
      stock,
      archived,
    });
  });
  if (drawn.archived) return;
  const options = ways.flatMap(({ size }) => size === null ? [] : [{ size }]);
  for (const [kind, value] of filterValues(product, options)) {
    bulk.add("product_options", { product_id: id, kind, value });
  }
  bulk.add("product_words", { rowid: id, words: wordsOf(product, category) });
}

/** A product's ratings, by customers who come one after the other. */
export function addRatings(
  bulk: Bulk,
  id: number,
  { stars }: Drawn,
  seed: number,
  { customers }: Size,
  at: string,
): void {
  const first = dice(seed, "rating", id).int(customers);
  stars.forEach((given, index) => {
    bulk.add("ratings", {
      product_id: id,
      user_id: (first + index) % customers + 1,
      stars: given,
      comment: "Good.",
      created_at: at,
    });
  });
}
