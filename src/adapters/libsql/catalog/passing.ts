import { soughtWords } from "../../../core/catalog/search_words.ts";
import { join, sql, type Statement } from "../database.ts";
import type { Source } from "../page.ts";
import { categoryWord } from "./index_product.ts";
import { type IndexedFilter, leadsOf } from "./leads.ts";

/** What a list of products is narrowed to. */
export type ProductFilter = IndexedFilter & {
  readonly category?: number | string | undefined;
  /** The category that all are of, whatever is asked. */
  readonly within?: number | string | undefined;
  readonly search?: string | undefined;
};

export type ProductOrdering = {
  readonly by: "id" | "price" | "name" | "created_at" | "average_rating";
  readonly descending: boolean;
};

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

/** What a sorted product is shown from. */
const late = sql`products p ON p.id = late.id`;

const all = (conditions: readonly Statement[]): Statement => join(conditions, " AND ");

/** Where the products `p` come from that pass, the column that is their id there, and from where they are counted. */
export type Passing = { readonly source: Source; readonly id: string; readonly counted: Statement };

/** Up to so many are sorted. When more pass a filter, a walk along the ordering has found a page of them soon. */
const FEW = 1000;

/**
 * The products that pass. Which index leads to them is settled here, for the engine knows nothing of how many pass: that
 * of the words of a search; that of a filter where it has them in the order that is asked for, or when few pass it; else
 * the ordering's own, within the category if there is one. All that is left is asked of one product after the other. A
 * search without a word finds nothing.
 */
export function passing(filter: ProductFilter, { by }: ProductOrdering): Passing {
  const category = categoryOf(filter);
  const onSale = [sql`p.archived = 0`, ...(category === undefined ? [] : [sql`p.category_id = ${category}`])];
  const leads = leadsOf(filter);
  if (filter.search !== undefined) return found(filter.search, category, onSale, leads.map(({ test }) => test), by);
  const [lead, ...others] = leads;
  const walk = sql`FROM products p WHERE ${
    all([...onSale, ...leads.map((it) => it.by === "price" && by === "price" ? it.where : it.test)])
  }`;
  if (lead === undefined) return { source: walk, id: "p.id", counted: walk };
  const led = sql`${lead.from} WHERE ${all([lead.where, ...onSale, ...others.map(({ test }) => test)])}`;
  if (category === undefined && lead.by === by) return { source: led, id: lead.id, counted: led };
  const counted = category === undefined ? led : walk;
  if (by === "price" && lead.by === "price") return { source: walk, id: "p.id", counted };
  const few = sql`(SELECT count(*) FROM (SELECT 1 ${lead.alone} WHERE ${lead.where} LIMIT ${FEW + 1})) <= ${FEW}`;
  return { source: [{ from: led, when: few, late }, { from: walk, when: sql`NOT ${few}` }], id: "p.id", counted };
}

/** What a search finds: every word of it begins one of the product's. Nothing that is off sale has words. */
function found(
  search: string,
  category: Statement | undefined,
  onSale: readonly Statement[],
  tests: readonly Statement[],
  by: ProductOrdering["by"],
): Passing {
  const words = soughtWords(search);
  if (words.length === 0) {
    const nothing = sql`FROM products p WHERE p.id = NULL`;
    return { source: nothing, id: "p.id", counted: nothing };
  }
  const each = sql`${words.map((word) => `"${word}"*`).join(" AND ")}`;
  const shelf = category === undefined ? sql`''` : sql`' AND "' || ${categoryWord(category)} || '"'`;
  const matched = sql`product_words MATCH ${each} || ${shelf}`;
  const from = sql`FROM product_words CROSS JOIN products p ON p.id = product_words.rowid
    WHERE ${all([matched, ...onSale, ...tests])}`;
  const counted = tests.length === 0 ? sql`FROM product_words WHERE ${matched}` : from;
  return { source: by === "id" ? from : [{ from, late }], id: "product_words.rowid", counted };
}
