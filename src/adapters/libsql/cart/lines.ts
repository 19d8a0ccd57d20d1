import type { CartOwner } from "../../../core/cart/cart.ts";
import type { LabelledLine } from "../../../core/cart/change_line.ts";
import { type Money, money, TOTAL_MAX } from "../../../core/values.ts";
import { changed, orStale, type Write } from "../commit.ts";
import { raw, sql, type Statement } from "../database.ts";
import { labelText } from "../wire_json.ts";
import { thisCart } from "./carts.ts";

export type OpenCartRow = { readonly id: number; readonly version: number; readonly is_default: number };

/** The open cart that is meant. */
export const openCartOf = (owner: CartOwner, now: string): Statement<OpenCartRow> =>
  sql`SELECT c.id, c.version, c.is_default FROM carts c WHERE ${thisCart(owner, now)}`;

type LineRow = {
  readonly id: number;
  readonly variant: number;
  readonly plain: number;
  readonly label: string | null;
  readonly quantity: number;
  readonly price: number;
  readonly stock: number;
  readonly archived: number;
};

/** The lines of a product in the cart that is meant. `product` is its id, or SQL for it. */
export const linesOf = (owner: CartOwner, product: number | Statement, now: string): Statement<LineRow> =>
  sql`SELECT l.id, v.id AS variant, v.plain, ${
    raw(labelText("v.options"))
  } AS label, l.quantity, v.price, v.stock, v.archived
      FROM carts c JOIN cart_lines l ON l.cart_id = c.id JOIN variants v ON v.id = l.variant_id
      WHERE ${thisCart(owner, now)} AND v.product_id = ${product} ORDER BY l.id`;

export const productLine = (row: LineRow): LabelledLine => ({
  id: row.id,
  variant: row.variant,
  shown: row.plain === 1 ? null : row.variant,
  label: row.label,
  quantity: row.quantity,
  price: money(row.price),
  stock: row.stock,
  archived: row.archived === 1,
});

/** One line as JSON, made by SQL over cart_lines `l`, variants `v` and products `p`. */
export const shownLine = (json: Statement, condition: Statement): Statement<{ line: string }> =>
  sql`SELECT ${json} AS line
      FROM cart_lines l JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
      WHERE ${condition}`;

/** Whether the product has that variant, on sale or not: one row, or none. */
export const variantOf = (product: number, variant: number | null): Statement =>
  sql`SELECT 1 FROM variants WHERE id = ${variant} AND product_id = ${product} AND plain = 0`;

/** What the cart's other products come to: more than any total may be counts as the least such sum. */
export const restOf = (owner: CartOwner, product: number | Statement, now: string): Statement<{ total: number }> =>
  sql`SELECT min(coalesce(sum(v.price * l.quantity), 0), ${TOTAL_MAX + 1}) AS total
      FROM carts c JOIN cart_lines l ON l.cart_id = c.id JOIN variants v ON v.id = l.variant_id
      WHERE ${thisCart(owner, now)} AND v.product_id <> ${product}`;

/** The amount that `restOf` found; null beyond the largest total. */
export const rest = (row: { readonly total: number } | undefined): Money | null => {
  const total = row?.total ?? 0;
  return total > TOTAL_MAX ? null : money(total);
};

/** Makes a line that holds the variant `from` hold units of `variant`, if they can be bought and the total allows it. */
export const setLine = (
  { cart, line, from, variant, quantity, at }: {
    readonly cart: number;
    readonly line: number;
    readonly from: number;
    readonly variant: number;
    readonly quantity: number;
    readonly at: string;
  },
): readonly Write[] => [
  sql`UPDATE cart_lines SET variant_id = ${variant}, quantity = ${quantity}, updated_at = ${at}
      WHERE id = ${line} AND cart_id = ${cart} AND variant_id = ${from}
        AND EXISTS (SELECT 1 FROM carts WHERE id = ${cart} AND state = 'open')
        AND EXISTS (SELECT 1 FROM variants WHERE id = ${variant} AND archived = 0 AND stock >= ${quantity})`,
  changed(1),
  orStale(sql`
    SELECT CASE WHEN sum(v.price * l.quantity) <= ${TOTAL_MAX} THEN 1 ELSE json('stale') END
    FROM cart_lines l JOIN variants v ON v.id = l.variant_id WHERE l.cart_id = ${cart}`),
];
