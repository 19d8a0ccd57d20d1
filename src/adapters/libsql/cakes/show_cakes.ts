import type { CartOwner } from "../../../core/cart/cart.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import { thisCart } from "../cart/carts.ts";
import { openCartOf } from "../cart/lines.ts";
import type { ProductFilter } from "../catalog/passing.ts";
import { productPage } from "../catalog/show_products.ts";
import { standing, stands } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { type Page, page, pageOf, type PageStart } from "../page.ts";
import { cakeJson, CAKES, isCake, itemJson } from "./json.ts";

const byId = { by: "id", descending: false } as const;
const byLine = { key: "l.id", id: "l.id", descending: false } as const;

/** Cakes on sale as the wire's JSON texts, and, where pages are numbered, how many pass the filter. */
export const showCakes = (database: Database) =>
async (
  caller: Caller,
  filter: Pick<ProductFilter, "category" | "search">,
  start: PageStart,
  limit: number,
  base: string,
  now: string,
): Promise<Page & { standing: Standing }> => {
  const [[session], parts] = await database.read([
    standing(caller, now),
    productPage({ ...filter, within: CAKES }, byId, start, limit, cakeJson(base)),
  ]);
  return { standing: stands(session), ...pageOf(parts, limit) };
};

/** One cake as the wire's JSON text, or null when there is none, it was archived, or it is something else. */
export const showCake = (database: Database) =>
async (
  caller: Caller,
  id: number,
  base: string,
  now: string,
): Promise<{ standing: Standing; cake: string | null }> => {
  const [[session], [row]] = await database.read([
    standing(caller, now),
    sql<{ body: string }>`SELECT ${cakeJson(base)} AS body
                          FROM products p WHERE p.id = ${id} AND p.archived = 0 AND ${isCake}`,
  ]);
  return { standing: stands(session), cake: row?.body ?? null };
};

/** What lies in a cart, cakes and other things, as the wire's JSON texts; null when there is no such cart. */
export const showItems = (database: Database) =>
async (
  owner: CartOwner,
  start: PageStart,
  limit: number,
  base: string,
  now: string,
): Promise<{ standing: Standing; items: Page | null }> => {
  const from = sql`
    FROM carts c JOIN cart_lines l ON l.cart_id = c.id
      JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
    WHERE ${thisCart(owner, now)}`;
  const [[session], [cart], parts] = await database.read([
    standing(owner, now),
    openCartOf(owner, now),
    page(from, itemJson(base), byLine, start, limit),
  ]);
  return { standing: stands(session), items: cart === undefined ? null : pageOf(parts, limit) };
};
