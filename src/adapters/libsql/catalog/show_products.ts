import { foldOption, searchWords } from "../../../core/catalog/words.ts";
import { type Database, join, raw, sql, type Statement } from "../database.ts";
import { countOf, type Order, page, type PageRow, type PageStart } from "../page.ts";
import { imageUrl, moneyText } from "../wire_json.ts";

/** What a list of products is narrowed to; prices in minor units. */
export type ProductFilter = {
  readonly category?: number | string | undefined;
  /** The category that all are of, whatever is asked. */
  readonly within?: number | string | undefined;
  readonly search?: string | undefined;
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  readonly color?: string | undefined;
  readonly size?: string | undefined;
  readonly inStock?: boolean | undefined;
};

export type ProductOrdering = {
  readonly by: "id" | "price" | "name" | "created_at" | "average_rating";
  readonly descending: boolean;
};

const keys: Record<ProductOrdering["by"], string> = {
  id: "p.id",
  price: "p.price",
  name: "p.name_key",
  created_at: "p.created_at",
  average_rating: "p.average",
};

const variantsJson = raw(`(
  SELECT coalesce(json_group_array(json(variant)), json('[]')) FROM (
    SELECT json_object('id', v.id, 'sku', v.sku, 'options', json(v.options), 'price', ${moneyText("v.price")},
      'stock', v.stock) AS variant
    FROM variants v WHERE v.product_id = p.id AND v.archived = 0 AND v.plain = 0 ORDER BY v.position))`);

/** SQL for a product as JSON, over products `p`. */
export const productJson = (base: string): Statement =>
  sql`json_object('id', p.id, 'name', p.name, 'description', p.description, 'price', ${raw(moneyText("p.price"))},
    'image', ${
    imageUrl("p.image", base)
  }, 'category', p.category_id, 'stock', p.stock, 'color', p.color, 'size', p.size,
    'category_name', (SELECT name FROM categories WHERE id = p.category_id), 'average_rating', p.average / 100.0,
    'rating_count', p.rating_count, 'created_at', p.created_at, 'variants', ${variantsJson})`;

/** The condition on products `p` that they are of the category with that slug. */
export const inCategory = (slug: string): Statement =>
  sql`p.category_id = (SELECT id FROM categories WHERE slug = ${slug})`;

/** FROM and WHERE of the products that pass. A search without a word finds nothing. */
function passing(filter: ProductFilter): Statement {
  const conditions: Statement[] = [sql`p.archived = 0`];
  let from = sql`FROM products p`;
  if (filter.search !== undefined) {
    const words = searchWords(filter.search);
    if (words.length === 0) return sql`FROM products p WHERE false`;
    from = sql`FROM product_words CROSS JOIN products p ON p.id = product_words.rowid`;
    conditions.push(sql`product_words MATCH ${words.map((word) => `"${word}"*`).join(" AND ")}`);
  }
  for (const category of [filter.within, filter.category]) {
    if (typeof category === "number") conditions.push(sql`p.category_id = ${category}`);
    if (typeof category === "string") conditions.push(inCategory(category));
  }
  if (filter.minPrice !== undefined) conditions.push(sql`p.price >= ${filter.minPrice}`);
  if (filter.maxPrice !== undefined) conditions.push(sql`p.price <= ${filter.maxPrice}`);
  if (filter.inStock !== undefined) conditions.push(sql`p.in_stock = ${filter.inStock ? 1 : 0}`);
  for (const kind of ["color", "size"] as const) {
    const value = filter[kind];
    if (value === undefined) continue;
    conditions.push(sql`EXISTS (SELECT 1 FROM product_options o
      WHERE o.kind = ${kind} AND o.value = ${foldOption(value)} AND o.product_id = p.id)`);
  }
  return sql`${from} WHERE ${join(conditions, " AND ")}`;
}

const order = (ordering: ProductOrdering): Order => ({
  key: keys[ordering.by],
  id: "p.id",
  descending: ordering.descending,
});

/** A page of products, shown as `json` has it, and the count of all that pass the filter where pages are numbered. */
export function productPage(
  filter: ProductFilter,
  ordering: ProductOrdering,
  start: PageStart,
  limit: number,
  json: Statement,
): { readonly rows: Statement<PageRow>; readonly count: Statement<{ count: number }> } {
  const from = passing(filter);
  return {
    rows: page(from, json, order(ordering), start, limit),
    count: countOf(from, start),
  };
}

/** Products as the wire's JSON texts, and, where pages are numbered, how many pass the filter. */
export const showProducts = (database: Database) =>
async (
  filter: ProductFilter,
  ordering: ProductOrdering,
  start: PageStart,
  limit: number,
  base: string,
): Promise<{ rows: readonly PageRow[]; count: number }> => {
  const { rows, count } = productPage(filter, ordering, start, limit, productJson(base));
  const [shown, [counted]] = await database.read([rows, count]);
  return { rows: shown, count: counted?.count ?? 0 };
};

/** What readers get of one product, as the wire's JSON text; no row when there is none or it was archived. */
export const productView = (id: Statement, base: string): Statement<{ body: string }> =>
  sql`SELECT ${productJson(base)} AS body FROM products p WHERE p.id = ${id} AND p.archived = 0`;

/** One product as the wire's JSON text, or null when there is none or it was archived. */
export const showProduct = (database: Database) => async (id: number, base: string): Promise<string | null> => {
  const [[row]] = await database.read([productView(sql`${id}`, base)]);
  return row?.body ?? null;
};
