import type { CartRef } from "../../../core/cart/cart.ts";
import type { Caller } from "../../../core/customers/session.ts";
import type { Write } from "../commit.ts";
import { sql, type Statement } from "../database.ts";

/** The condition that picks the caller's open cart `c` that is meant. */
export const thisCart = (caller: Caller, cart: CartRef): Statement =>
  cart === "default"
    ? sql`c.user_id = ${caller.user} AND c.is_default = 1 AND c.state = 'open'`
    : sql`c.id = ${cart} AND c.user_id = ${caller.user} AND c.state = 'open'`;

/** A new, empty default cart. */
export const insertDefaultCart = (user: number, at: string): Write =>
  sql`INSERT INTO carts (user_id, is_default, created_at, updated_at) VALUES (${user}, 1, ${at}, ${at})`;
