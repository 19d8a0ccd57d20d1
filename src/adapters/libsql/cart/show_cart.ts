import type { CartOwner } from "../../../core/cart/cart.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import { standing, stands } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { type Page, page, pageOf, type PageStart } from "../page.ts";
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

/** The default one first. */
const defaultFirst = { key: "1 - c.is_default", id: "c.id", descending: false } as const;

/** A customer's open carts as the wire's JSON texts, and, where pages are numbered, how many there are. */
export const showCarts = (database: Database, currency: string) =>
async (
  caller: Caller,
  start: PageStart,
  limit: number,
  now: string,
): Promise<Page & { standing: Standing }> => {
  const from = sql`FROM carts c WHERE c.user_id = ${caller.user} AND c.state = 'open'`;
  const [[session], parts] = await database.read([
    standing(caller, now),
    page(from, cartJson(currency), defaultFirst, start, limit),
  ]);
  return { standing: stands(session), ...pageOf(parts, limit) };
};
