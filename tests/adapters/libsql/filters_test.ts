import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import type { ProductFilter, ProductOrdering } from "../../../src/adapters/libsql/catalog/passing.ts";
import { showProducts } from "../../../src/adapters/libsql/catalog/show_products.ts";
import { type Database, sql } from "../../../src/adapters/libsql/database.ts";
import { openEmbedded } from "../../../src/adapters/libsql/embedded.ts";
import type { Page } from "../../../src/adapters/libsql/page.ts";
import { searchWords, soughtWords } from "../../../src/core/catalog/search_words.ts";
import { foldOption } from "../../../src/core/catalog/words.ts";
import { grow } from "../../../tools/grow/shop.ts";
import { idsIn } from "./pages.ts";

type Row = {
  readonly id: number;
  readonly category: number;
  readonly slug: string;
  readonly name_key: string;
  readonly texts: string;
  readonly color: string;
  readonly sizes: string;
  readonly price: number;
  readonly stock: number;
  readonly average: number;
  readonly created_at: string;
};

/** Every product on sale, read without any of the indexes that lists use. */
const everyProduct = sql<Row>`
  SELECT p.id, p.category_id AS category, c.slug, p.name_key, p.name || ' ' || p.description AS texts, p.color,
    (SELECT json_group_array(v.options ->> 'size') FROM variants v
     WHERE +v.product_id = p.id AND v.plain = 0 AND v.archived = 0) AS sizes,
    p.price, p.stock, p.average, p.created_at
  FROM products p NOT INDEXED JOIN categories c ON c.id = p.category_id WHERE p.archived = 0`;

function passes(row: Row, filter: ProductFilter): boolean {
  const { search, color, size, minPrice = 0, maxPrice = Infinity, inStock } = filter;
  const words = searchWords(row.texts);
  const sought = search === undefined ? [] : soughtWords(search);
  return [filter.within, filter.category].every((it) => it === undefined || it === row.category || it === row.slug) &&
    (search === undefined || sought.length > 0) && sought.every((it) => words.some((word) => word.startsWith(it))) &&
    (color === undefined || foldOption(row.color) === foldOption(color)) &&
    (size === undefined || JSON.parse(row.sizes).some((it: string) => foldOption(it) === foldOption(size))) &&
    row.price >= minPrice && row.price <= maxPrice && (inStock === undefined || inStock === row.stock > 0);
}

const keys = {
  id: (row: Row) => row.id,
  price: (row: Row) => row.price,
  name: (row: Row) => row.name_key,
  created_at: (row: Row) => row.created_at,
  average_rating: (row: Row) => row.average,
};

function sorted(rows: readonly Row[], { by, descending }: ProductOrdering): readonly number[] {
  const compare = <T>(one: T, other: T) => one < other ? -1 : one > other ? 1 : 0;
  const key = keys[by] as (row: Row) => number;
  const ascending = rows.toSorted((one, other) => compare(key(one), key(other)) || one.id - other.id);
  return (descending ? ascending.reverse() : ascending).map(({ id }) => id);
}

/** The ids of a whole list, from cursor to cursor. */
async function listed(database: Database, filter: ProductFilter, ordering: ProductOrdering, limit: number) {
  const ids: number[] = [];
  for (let after: Page["next"] = null;;) {
    const page: Page = await showProducts(database)(filter, ordering, { after }, limit, "");
    ids.push(...idsIn(page));
    if (page.next === null) return ids;
    after = page.next;
  }
}

const maybe = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 1 });

const filters = fc.record({
  within: maybe<number | string>(1, 2),
  category: maybe<number | string>(1, "category-1", "category-3", 9, "none"),
  search: maybe("red", "wool ja", "s", "北", "*"),
  minPrice: maybe(0, 600, 20_000, 49_000),
  maxPrice: maybe(0, 700, 21_000, 99_999),
  color: maybe("Red", "WHITE", "none"),
  size: maybe("s", "XL", "none"),
  inStock: maybe(true, false),
});

const orderings = fc.record({
  by: fc.constantFrom("id", "price", "name", "created_at", "average_rating"),
  descending: fc.boolean(),
});

Deno.test("a list has what passes all its filters, in its order, whichever index it comes from", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  await grow(`${folder}/kiosk.db`, { products: 1300, customers: 20, orders: 20 }, 1, "2026-01-02T03:04:05.000Z");
  const database = openEmbedded(`${folder}/kiosk.db`);
  const [all] = await database.read([everyProduct]);
  try {
    await fc.assert(
      fc.asyncProperty(filters, orderings, async (filter, ordering) => {
        const expected = sorted(all.filter((row) => passes(row, filter)), ordering);
        assert.deepEqual(await listed(database, filter, ordering, 5 + (expected.length >> 2)), expected);
        const page = await showProducts(database)(filter, ordering, { offset: 3 }, 5, "");
        assert.deepEqual([page.count, ...idsIn(page)], [expected.length, ...expected.slice(3, 8)]);
      }),
      { numRuns: 100 },
    );
  } finally {
    database.close();
    await Deno.remove(folder, { recursive: true });
  }
});
