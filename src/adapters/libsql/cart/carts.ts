import { type CartOwner, GUEST_CART_SECONDS, type OpenCart } from "../../../core/cart/cart.ts";
import { after } from "../../../core/customers/session.ts";
import { changed, type Write } from "../commit.ts";
import { raw, sql, type Statement } from "../database.ts";
import { lineJson, moneyText } from "../wire_json.ts";

/** The condition that picks the open cart `c` that is meant. */
export function thisCart(owner: CartOwner, now: string): Statement {
  if (owner.type === "guest") {
    return sql`c.token_hash = ${owner.tokenDigest} AND c.state = 'open'
      AND c.updated_at > ${after(now, -GUEST_CART_SECONDS)}`;
  }
  const { caller, cart } = owner;
  return cart === "default"
    ? sql`c.user_id = ${caller.user} AND c.is_default = 1 AND c.state = 'open'`
    : sql`c.id = ${cart} AND c.user_id = ${caller.user} AND c.state = 'open'`;
}

/** A new, empty default cart. */
export const insertDefaultCart = (user: number, at: string): Write =>
  sql`INSERT INTO carts (user_id, is_default, created_at, updated_at) VALUES (${user}, 1, ${at}, ${at})`;

/** Notes that the cart changed. */
export const touchCart = (cart: number, at: string): Write =>
  sql`UPDATE carts SET version = version + 1, updated_at = ${at} WHERE id = ${cart}`;

/** Guards that the whole cart is as it was loaded, and notes that it changes. */
export const sameCart = (cart: OpenCart, at: string): readonly Write[] => [
  sql`UPDATE carts SET version = version + 1, updated_at = ${at}
      WHERE id = ${cart.id} AND state = 'open' AND version = ${cart.version}`,
  changed(1),
];

/** SQL for a cart as JSON, over carts `c`. */
export const cartJson = (currency: string): Statement =>
  sql`json_object('id', c.id, 'user', c.user_id,
    'items', coalesce((SELECT json_group_array(json(line)) FROM (
      SELECT ${lineJson} AS line
      FROM cart_lines l JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
      WHERE l.cart_id = c.id ORDER BY l.id)), json('[]')),
    'total', (SELECT ${raw(moneyText("coalesce(sum(v.price * l.quantity), 0)"))}
      FROM cart_lines l JOIN variants v ON v.id = l.variant_id WHERE l.cart_id = c.id),
    'currency', ${currency}, 'created_at', c.created_at, 'updated_at', c.updated_at)`;
