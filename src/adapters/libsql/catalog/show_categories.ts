import { type Database, one, sql, type Statement } from "../database.ts";
import { type Page, page, pageOf, type PageStart } from "../page.ts";
import { imageUrl } from "../wire_json.ts";
import type { ProductFilter, ProductOrdering } from "./passing.ts";
import { productJson, productPage } from "./show_products.ts";

/** SQL for a category as JSON, over categories `c`. */
const categoryJson = (base: string): Statement =>
  sql`json_object('id', c.id, 'name', c.name, 'slug', c.slug, 'image', ${imageUrl("c.image", base)},
    'created_at', c.created_at)`;

const everyCategory = sql`FROM categories c WHERE true`;

const byId = { key: "c.id", id: "c.id", descending: false } as const;

/** Categories as the wire's JSON texts, and how many there are when a numbered page was asked for. */
export const showCategories =
  (database: Database) => async (start: PageStart, limit: number, base: string): Promise<Page> => {
    const [parts] = await database.read([page(everyCategory, categoryJson(base), byId, start, limit)]);
    return pageOf(parts, limit);
  };

/** What readers get of one category, as the wire's JSON text. */
export const categoryView = (id: Statement, base: string): Statement<{ body: string }> =>
  sql`SELECT ${categoryJson(base)} AS body FROM categories c WHERE c.id = ${id}`;

/** One category as the wire's JSON text, or null. */
export const showCategory = (database: Database) => async (id: number, base: string): Promise<string | null> => {
  const [[row]] = await database.read([categoryView(sql`${id}`, base)]);
  return row?.body ?? null;
};

/** A category's products as the wire's JSON texts; null when there is no such category. */
export const showCategoryProducts = (database: Database) =>
async (
  category: number,
  filter: ProductFilter,
  ordering: ProductOrdering,
  start: PageStart,
  limit: number,
  base: string,
): Promise<Page | null> => {
  const [[known], parts] = await database.read([
    one(sql`SELECT 1 FROM categories WHERE id = ${category}`),
    productPage({ ...filter, within: category }, ordering, start, limit, productJson(base)),
  ]);
  return known === undefined ? null : pageOf(parts, limit);
};
