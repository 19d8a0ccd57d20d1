import { foldOption } from "../../../core/catalog/words.ts";
import { join, raw, sql, type Statement } from "../database.ts";

/** Filters of a list of products that have an index of their own; prices in minor units. */
export type IndexedFilter = {
  readonly color?: string | undefined;
  readonly size?: string | undefined;
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  readonly inStock?: boolean | undefined;
};

/**
 * A filter with an index of its own. `from` and `where` come to products `p` along it, `alone` is the index without
 * them. It has them in the order `by`, and there `id` is their id. `test` is the same condition, asked of a product that
 * was come to in another way.
 */
export type Lead = {
  readonly alone: Statement;
  readonly from: Statement;
  readonly where: Statement;
  readonly by: "id" | "price";
  readonly id: string;
  readonly test: Statement;
};

function optionLead(kind: "color" | "size", value: string): Lead {
  const where = sql`o.kind = ${kind} AND o.value = ${foldOption(value)}`;
  return {
    alone: sql`FROM product_options o`,
    from: sql`FROM product_options o CROSS JOIN products p ON p.id = o.product_id`,
    where,
    by: "id",
    id: "o.product_id",
    test: sql`EXISTS (SELECT 1 FROM product_options o WHERE ${where} AND o.product_id = p.id)`,
  };
}

/** `condition` is asked of a column of products; with `+` before it, no index of that column is used. */
function columnLead(by: Lead["by"], index: string, column: string, condition: (column: Statement) => Statement): Lead {
  const from = sql`FROM products p INDEXED BY ${raw(index)}`;
  return {
    alone: from,
    from,
    where: sql`p.archived = 0 AND ${condition(raw(column))}`,
    by,
    id: "p.id",
    test: condition(raw(`+${column}`)),
  };
}

/** The filters that were given, the one first along which to go. */
export function leadsOf({ color, size, minPrice, maxPrice, inStock }: IndexedFilter): readonly Lead[] {
  const leads: Lead[] = [];
  if (color !== undefined) leads.push(optionLead("color", color));
  if (size !== undefined) leads.push(optionLead("size", size));
  const bounds = (price: Statement) => [
    ...(minPrice === undefined ? [] : [sql`${price} >= ${minPrice}`]),
    ...(maxPrice === undefined ? [] : [sql`${price} <= ${maxPrice}`]),
  ];
  if (bounds(raw("")).length > 0) {
    leads.push(columnLead("price", "products_by_price", "p.price", (price) => join(bounds(price), " AND ")));
  }
  if (inStock !== undefined) {
    const wanted = inStock ? 1 : 0;
    leads.push(columnLead("id", "products_by_in_stock", "p.in_stock", (stocked) => sql`${stocked} = ${wanted}`));
  }
  return leads;
}
