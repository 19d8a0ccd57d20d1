import type { CartOwner } from "../../../core/cart/cart.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import { standing, stands } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { cartJson, thisCart } from "./carts.ts";

/** The cart as the JSON text of the wire, or null when it is not there. */
export const showCart =
  (database: Database, currency: string) =>
  async (owner: CartOwner, now: string): Promise<{ standing: Standing; cart: string | null }> => {
    const [[session], [shown]] = await database.read([
      standing(owner, now),
      sql<{ body: string }>`SELECT ${cartJson(currency)} AS body FROM carts c WHERE ${thisCart(owner, now)}`,
    ]);
    return { standing: stands(session), cart: shown?.body ?? null };
  };

/** A customer's open carts as the JSON texts of the wire, the default one first. */
export const showCarts =
  (database: Database, currency: string) =>
  async (caller: Caller, now: string): Promise<{ standing: Standing; carts: readonly string[] }> => {
    const [[session], carts] = await database.read([
      standing(caller, now),
      sql<{ body: string }>`
        SELECT ${cartJson(currency)} AS body FROM carts c
        WHERE c.user_id = ${caller.user} AND c.state = 'open' ORDER BY c.is_default DESC, c.id`,
    ]);
    return { standing: stands(session), carts: carts.map(({ body }) => body) };
  };
