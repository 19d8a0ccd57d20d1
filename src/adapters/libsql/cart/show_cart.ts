import type { CartRef } from "../../../core/cart/cart.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import { standing } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { lineJson, moneyText } from "../wire_json.ts";
import { thisCart } from "./carts.ts";

/** The cart as the JSON text of the wire, or null when it is not there. */
export const showCart =
  (database: Database, currency: string) =>
  async (caller: Caller, cart: CartRef, now: string): Promise<{ standing: Standing; cart: string | null }> => {
    const [[session], [shown]] = await database.read([
      standing(caller, now),
      sql<{ body: string }>`
        SELECT json_object('id', c.id, 'user', c.user_id,
          'items', coalesce((SELECT json_group_array(json(line)) FROM (
            SELECT ${lineJson} AS line
            FROM cart_lines l JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
            WHERE l.cart_id = c.id ORDER BY l.id)), json('[]')),
          'total', (SELECT ${{ sql: moneyText("coalesce(sum(v.price * l.quantity), 0)"), args: [] }}
            FROM cart_lines l JOIN variants v ON v.id = l.variant_id WHERE l.cart_id = c.id),
          'currency', ${currency}, 'created_at', c.created_at, 'updated_at', c.updated_at) AS body
        FROM carts c WHERE ${thisCart(caller, cart)}`,
    ]);
    return {
      standing: session === undefined ? null : { staff: session.is_staff === 1 },
      cart: shown?.body ?? null,
    };
  };
