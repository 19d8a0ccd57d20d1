import { type Database, one, raw, sql, type Statement } from "../database.ts";
import { type Page, page, pageOf, type PagePart, type PageStart } from "../page.ts";
import { imageUrl, moneyText } from "../wire_json.ts";
import { passing, type ProductFilter, type ProductOrdering } from "./passing.ts";

const keys: Record<Exclude<ProductOrdering["by"], "id">, string> = {
  price: "p.price",
  name: "p.name_key",
  created_at: "p.created_at",
  average_rating: "p.average",
};

const variantsJson = raw(`iif(p.varied, (
  SELECT json_group_array(json(variant)) FROM (
    SELECT json_object('id', v.id, 'sku', v.sku, 'options', json(v.options), 'price', ${moneyText("v.price")},
      'stock', v.stock) AS variant
    FROM variants v WHERE v.product_id = p.id AND v.archived = 0 ORDER BY v.position)), json('[]'))`);

const priceText = raw(moneyText("p.price"));

/** SQL for a product as JSON, over products `p`. */
export const productJson = (base: string): Statement =>
  sql`json_object('id', p.id, 'name', p.name, 'description', p.description, 'price', ${priceText},
    'image', ${
    imageUrl("p.image", base)
  }, 'category', p.category_id, 'stock', p.stock, 'color', p.color, 'size', p.size,
    'category_name', (SELECT name FROM categories WHERE id = p.category_id), 'average_rating', p.average / 100.0,
    'rating_count', p.rating_count, 'created_at', p.created_at, 'variants', ${variantsJson})`;

/** A page of products, shown as `json` has it, and the count of all that pass the filter where pages are numbered. */
export function productPage(
  filter: ProductFilter,
  ordering: ProductOrdering,
  start: PageStart,
  limit: number,
  json: Statement,
): Statement<PagePart> {
  const { by, descending } = ordering;
  const { source, id, counted } = passing(filter, ordering);
  return page(source, json, { key: by === "id" ? id : keys[by], id, descending }, start, limit, counted);
}

/** Products as the wire's JSON texts, and, where pages are numbered, how many pass the filter. */
export const showProducts = (database: Database) =>
async (
  filter: ProductFilter,
  ordering: ProductOrdering,
  start: PageStart,
  limit: number,
  base: string,
): Promise<Page> => {
  const [parts] = await database.read([productPage(filter, ordering, start, limit, productJson(base))]);
  return pageOf(parts, limit);
};

/** What readers get of one product, as the wire's JSON text; no row when there is none or it was archived. */
export const productView = (id: Statement, base: string): Statement<{ body: string }> =>
  one(sql`SELECT ${productJson(base)} AS body FROM products p WHERE p.id = ${id} AND p.archived = 0`);

/** One product as the wire's JSON text, or null when there is none or it was archived. */
export const showProduct = (database: Database) => async (id: number, base: string): Promise<string | null> => {
  const [[row]] = await database.read([productView(sql`${id}`, base)]);
  return row?.body ?? null;
};
