import type { Caller, Standing } from "../../core/customers/session.ts";
import { LOW_STOCK, type OrderMoved } from "../../core/events/event.ts";
import { standing, stands, type Write } from "./commit.ts";
import { type Database, sql, type Statement } from "./database.ts";

/** The order that `ref` names was placed. */
export const orderPlaced = (ref: string, at: string): Write =>
  sql`INSERT INTO events (type, at, data)
      SELECT 'order.placed', ${at}, json_object('order', id) FROM orders WHERE ref = ${ref}`;

export const orderHasMoved = ({ type, ...data }: OrderMoved, at: string): Write =>
  sql`INSERT INTO events (type, at, data) VALUES (${type}, ${at}, ${JSON.stringify(data)})`;

/**
 * The stock of those variants `v` is low that `had` more and have few `left`, both SQL over the rows of `from`, which
 * join `v`. One statement, however many they are, told of in the order of the rows.
 */
export const stockIsLow = (from: Statement, had: Statement, left: Statement, at: string): Write =>
  sql`INSERT INTO events (type, at, data)
      SELECT 'stock.low', ${at},
             json_object('product', v.product_id, 'variant', iif(v.plain, NULL, v.id), 'stock', ${left})
      FROM ${from} WHERE ${had} > ${LOW_STOCK} AND ${left} <= ${LOW_STOCK}`;

/** The next events after an id, as the wire's JSON texts, in order: ids are given within the one write at a time. */
export const showEvents = (database: Database) =>
async (
  caller: Caller,
  after: number,
  limit: number,
  now: string,
): Promise<{ standing: Standing; rows: readonly { id: number; body: string }[] }> => {
  const [[session], rows] = await database.read([
    standing(caller, now),
    sql<{ id: number; body: string }>`
      SELECT id, json_object('id', id, 'type', type, 'at', at, 'data', json(data)) AS body
      FROM events WHERE id > ${after} ORDER BY id LIMIT ${limit}`,
  ]);
  return { standing: stands(session), rows };
};
