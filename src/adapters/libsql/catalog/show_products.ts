import { soughtWords } from "../../../core/catalog/search_words.ts";
import { foldOption } from "../../../core/catalog/words.ts";
import { type Database, join, one, raw, sql, type Statement } from "../database.ts";
import { type Page, page, pageOf, type PagePart, type PageStart } from "../page.ts";
import { imageUrl, moneyText } from "../wire_json.ts";
import { categoryWord } from "./index_product.ts";

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

const keys: Record<Exclude<ProductOrdering["by"], "id">, string> = {
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

/** SQL for a category's id; 0, which none has, where there is none of that slug. */
const categoryId = (category: number | string): Statement =>
  typeof category === "number"
    ? sql`${category}`
    : sql`coalesce((SELECT id FROM categories WHERE slug = ${category}), 0)`;

/** The condition on products `p` that they are of a category: its id or slug. */
export const inCategory = (category: number | string): Statement => sql`p.category_id = ${categoryId(category)}`;

/** SQL for the id of the one category that a filter leaves; 0 when it asks for two. */
const categoryOf = ({ within, category }: ProductFilter): Statement | undefined => {
  const [id, other] = [within, category].flatMap((it) => it === undefined ? [] : [categoryId(it)]);
  return id === undefined || other === undefined ? id : sql`iif(${id} = ${other}, ${id}, 0)`;
};

/** Where products come from, and the column that they are known by there. */
type Passing = { readonly from: Statement; readonly id: string };

/**
 * The products that pass. Which index serves them is settled here, for the engine knows nothing of how many pass: that of
 * the words of a search; else that of the category and the ordering; else, where the order is by id, an option's; else
 * the ordering's own. All that is left is asked of one product after the other (`+` keeps an index of its own out of it).
 * A search without a word finds nothing.
 */
function passing(filter: ProductFilter, { by }: ProductOrdering): Passing {
  const { search, minPrice, maxPrice, inStock } = filter;
  const options = (["color", "size"] as const).flatMap((kind) => {
    const value = filter[kind];
    return value === undefined ? [] : [sql`o.kind = ${kind} AND o.value = ${foldOption(value)}`];
  });
  const category = categoryOf(filter);
  const leading = search === undefined && category === undefined && by === "id" ? options[0] : undefined;
  const conditions: Statement[] = [sql`p.archived = 0`];
  let [from, id] = [sql`FROM products p`, "p.id"];
  if (search !== undefined) {
    const words = soughtWords(search);
    if (words.length === 0) return { from: sql`FROM products p WHERE p.id = NULL`, id };
    from = sql`FROM product_words CROSS JOIN products p ON p.id = product_words.rowid`;
    id = "product_words.rowid";
    const each = sql`${words.map((word) => `"${word}"*`).join(" AND ")}`;
    const shelf = category === undefined ? raw("''") : sql`' AND "' || ${categoryWord(category)} || '"'`;
    conditions.push(sql`product_words MATCH ${each} || ${shelf}`);
  } else if (leading !== undefined) {
    from = sql`FROM product_options o CROSS JOIN products p ON p.id = o.product_id`;
    id = "o.product_id";
    conditions.push(leading);
  }
  if (category !== undefined) conditions.push(sql`p.category_id = ${category}`);
  const price = raw(by === "price" ? "p.price" : "+p.price");
  if (minPrice !== undefined) conditions.push(sql`${price} >= ${minPrice}`);
  if (maxPrice !== undefined) conditions.push(sql`${price} <= ${maxPrice}`);
  const stocked = raw(by === "id" && category === undefined ? "p.in_stock" : "+p.in_stock");
  if (inStock !== undefined) conditions.push(sql`${stocked} = ${inStock ? 1 : 0}`);
  for (const option of options) {
    if (option === leading) continue;
    conditions.push(sql`EXISTS (SELECT 1 FROM product_options o WHERE ${option} AND o.product_id = p.id)`);
  }
  return { from: sql`${from} WHERE ${join(conditions, " AND ")}`, id };
}

/** A page of products, shown as `json` has it, and the count of all that pass the filter where pages are numbered. */
export function productPage(
  filter: ProductFilter,
  ordering: ProductOrdering,
  start: PageStart,
  limit: number,
  json: Statement,
): Statement<PagePart> {
  const { by, descending } = ordering;
  const { from, id } = passing(filter, ordering);
  return page(from, json, { key: by === "id" ? id : keys[by], id, descending }, start, limit);
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
  return pageOf(parts);
};

/** What readers get of one product, as the wire's JSON text; no row when there is none or it was archived. */
export const productView = (id: Statement, base: string): Statement<{ body: string }> =>
  one(sql`SELECT ${productJson(base)} AS body FROM products p WHERE p.id = ${id} AND p.archived = 0`);

/** One product as the wire's JSON text, or null when there is none or it was archived. */
export const showProduct = (database: Database) => async (id: number, base: string): Promise<string | null> => {
  const [[row]] = await database.read([productView(sql`${id}`, base)]);
  return row?.body ?? null;
};
