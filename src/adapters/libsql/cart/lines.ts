import type { CartOwner } from "../../../core/cart/cart.ts";
import type { ProductLine } from "../../../core/cart/choose_line.ts";
import { money } from "../../../core/values.ts";
import { sql, type Statement } from "../database.ts";
import { thisCart } from "./carts.ts";

export type OpenCartRow = { readonly id: number; readonly version: number; readonly is_default: number };

/** The open cart that is meant. */
export const openCartOf = (owner: CartOwner, now: string): Statement<OpenCartRow> =>
  sql`SELECT c.id, c.version, c.is_default FROM carts c WHERE ${thisCart(owner, now)}`;

type LineRow = {
  readonly id: number;
  readonly variant: number;
  readonly plain: number;
  readonly quantity: number;
  readonly price: number;
  readonly stock: number;
  readonly archived: number;
};

/** The lines of a product in the cart that is meant. */
export const linesOf = (owner: CartOwner, product: number, now: string): Statement<LineRow> =>
  sql`SELECT l.id, v.id AS variant, v.plain, l.quantity, v.price, v.stock, v.archived
      FROM carts c JOIN cart_lines l ON l.cart_id = c.id JOIN variants v ON v.id = l.variant_id
      WHERE ${thisCart(owner, now)} AND v.product_id = ${product} ORDER BY l.id`;

export const productLine = (row: LineRow): ProductLine => ({
  id: row.id,
  variant: row.variant,
  shown: row.plain === 1 ? null : row.variant,
  quantity: row.quantity,
  price: money(row.price),
  stock: row.stock,
  archived: row.archived === 1,
});

/** Whether the product has that variant, on sale or not: one row, or none. */
export const variantOf = (product: number, variant: number | null): Statement =>
  sql`SELECT 1 FROM variants WHERE id = ${variant} AND product_id = ${product} AND plain = 0`;
