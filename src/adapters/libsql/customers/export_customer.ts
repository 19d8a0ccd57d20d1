import type { Caller, Standing } from "../../../core/customers/session.ts";
import { cartJson } from "../cart/carts.ts";
import { standing, stands } from "../commit.ts";
import { type Database, raw, sql, type Statement } from "../database.ts";
import { orderJson } from "../orders/show_orders.ts";
import { fitting } from "../page.ts";
import { ratingJson } from "../ratings/ratings.ts";
import { visibleUser } from "./customers.ts";
import { userJson } from "./show_customers.ts";
import { sessionJson } from "./show_sessions.ts";

/** Where a list goes on: from its start, after the row with that key, or not at all. */
export type ListStart = "start" | "end" | { readonly after: string | number };

/** `found` is how many rows there were, up to the limit, before they were cut to what may be sent. */
export type ListedRow = { readonly key: string | number; readonly body: string; readonly found: number };

/**
 * `from` is everything from FROM to the end of WHERE; `key` is an expression that tells the rows apart, `order` what an
 * index has them ordered by, and `beyond` the condition that a row comes after the one with a key.
 */
type List = {
  readonly from: Statement;
  readonly key: string;
  readonly order: string;
  readonly beyond: (key: string | number) => Statement;
  readonly body: Statement;
};

/** What may be sent of one list, in bytes: four of them are a page. */
const LIST_BYTES = 1_000_000;

function rowsOf(
  { from, key, order, beyond, body }: List,
  start: ListStart,
  limit: number,
): Statement<ListedRow> {
  const where = start === "start" ? sql`true` : start === "end" ? sql`false` : beyond(start.after);
  const rows = sql`SELECT ${raw(key)} AS key, ${body} AS body ${from} AND ${where} ORDER BY ${
    raw(order)
  } LIMIT ${limit}`;
  return fitting(rows, raw("key, body"), LIST_BYTES);
}

/** The lists of what is kept about a user, each in the order in which it is shown elsewhere. */
const listsOf = (
  user: number,
  caller: Caller,
  currency: string,
  base: string,
): Readonly<Record<"orders" | "carts" | "ratings" | "sessions", List>> => ({
  orders: {
    from: sql`FROM orders o WHERE o.user_id = ${user}`,
    key: "o.id",
    order: "o.id DESC",
    beyond: (key) => sql`o.id < ${key}`,
    body: orderJson(base),
  },
  carts: {
    from: sql`FROM carts c WHERE c.user_id = ${user} AND c.state = 'open'`,
    key: "iif(c.is_default, 0, c.id)",
    order: "1 - c.is_default, c.id",
    beyond: (key) => sql`1 - c.is_default = 1 AND c.id > ${key}`,
    body: cartJson(currency),
  },
  ratings: {
    from: sql`FROM ratings r WHERE r.user_id = ${user}`,
    key: "r.id",
    order: "r.id DESC",
    beyond: (key) => sql`r.id < ${key}`,
    body: ratingJson,
  },
  sessions: {
    from: sql`FROM sessions s WHERE s.user_id = ${user}`,
    key: "s.created_at || '_' || s.id",
    order: "s.created_at DESC, s.id DESC",
    beyond: (key) => sql`(s.created_at, s.id) < (substr(${key}, 1, 24), substr(${key}, 26))`,
    body: sessionJson(caller),
  },
});

/** Everything kept about a user as the wire's JSON texts, or no user when it is not there for the caller. */
export const exportCustomer = (database: Database, currency: string) =>
async (
  caller: Caller,
  id: number,
  starts: Readonly<Record<"orders" | "carts" | "ratings" | "sessions", ListStart>>,
  limit: number,
  base: string,
  now: string,
): Promise<{
  standing: Standing;
  user: string | null;
  lists: Readonly<Record<keyof typeof starts, readonly ListedRow[]>>;
}> => {
  const all = listsOf(id, caller, currency, base);
  const [[session], [user], orders, carts, ratings, sessions] = await database.read([
    standing(caller, now),
    sql<{ body: string }>`SELECT ${userJson} AS body FROM users u WHERE u.id = ${id} AND ${visibleUser(caller)}`,
    rowsOf(all.orders, starts.orders, limit),
    rowsOf(all.carts, starts.carts, limit),
    rowsOf(all.ratings, starts.ratings, limit),
    rowsOf(all.sessions, starts.sessions, limit),
  ]);
  return { standing: stands(session), user: user?.body ?? null, lists: { orders, carts, ratings, sessions } };
};
