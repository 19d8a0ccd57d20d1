import type { Caller, Standing } from "../../../core/customers/session.ts";
import { isStaffNow, ownOrStaffs, standing, stands } from "../commit.ts";
import { type Database, join, raw, sql, type Statement } from "../database.ts";
import { type Page, page, pageOf, type PageStart, type Source } from "../page.ts";
import { imageUrl, moneyText } from "../wire_json.ts";

export type OrderFilter = { readonly status?: string | undefined; readonly user?: number | undefined };

const newestFirst = { key: "o.id", id: "o.id", descending: true } as const;

/** SQL for an order as JSON, over orders `o`; `base` is the origin of absolute URLs. */
export type OrderJson = (base: string) => Statement;

const fields = `'id', o.id, 'user', o.user_id, 'user_name', o.user_name, 'total_price', ${moneyText("o.total")},
  'status', o.status, 'shipping_address', json(o.shipping_address), 'phone', o.phone, 'email', o.email,
  'payment_mode', o.payment_mode, 'is_paid', json(iif(o.is_paid, 'true', 'false')), 'currency', o.currency,
  'created_at', o.created_at, 'updated_at', o.updated_at`;

/** An order as the Shop API shows it, without its items, which never change. */
export const orderFieldsJson = raw(`json_object(${fields})`);

/** An order as the Shop API shows it. */
export const orderJson: OrderJson = (base) =>
  sql`json_object(${raw(fields)},
    'order_items', (SELECT json_group_array(json(item)) FROM (
      SELECT json_object('id', i.id, 'product', i.product_id, 'product_name', i.name,
        'product_image', ${imageUrl("i.image", base)}, 'quantity', i.quantity, 'price', ${raw(moneyText("i.price"))},
        'subtotal', json(${
    raw(moneyText("i.price * i.quantity"))
  }), 'variant', iif(i.options IS NULL, NULL, i.variant_id),
        'variant_options', json(i.options)) AS item
      FROM order_items i WHERE i.order_id = o.id ORDER BY i.id)))`;

/** The orders that a caller sees: staff every one, others their own. */
export const visible = (caller: Caller): Statement => ownOrStaffs(caller, "o.user_id");

const ordersOf = (user: number | null, status: string | undefined): Statement => {
  const conditions = [sql`true`];
  if (user !== null) conditions.push(sql`o.user_id = ${user}`);
  if (status !== undefined) conditions.push(sql`o.status = ${status}`);
  return sql`FROM orders o WHERE ${join(conditions, " AND ")}`;
};

/** The orders that a caller sees and asks for: who was staff and is no more sees their own, as if they had not asked whose. */
const listed = (caller: Caller, { user, status }: OrderFilter): Source => {
  const own = ordersOf(caller.user, status);
  if (!caller.staff) return own;
  const staff = isStaffNow(caller);
  return [{ from: ordersOf(user ?? null, status), when: staff }, { from: own, when: sql`NOT ${staff}` }];
};

/** Orders as the wire's JSON texts, newest first, and, when counted, how many there are. */
export const showOrders = (database: Database, json: OrderJson = orderJson) =>
async (
  caller: Caller,
  filter: OrderFilter,
  start: PageStart,
  limit: number,
  base: string,
  now: string,
): Promise<Page & { standing: Standing }> => {
  const source = listed(caller, filter);
  const [[session], parts] = await database.read([
    standing(caller, now),
    page(source, json(base), newestFirst, start, limit),
  ]);
  return { standing: stands(session), ...pageOf(parts, limit) };
};

/** One order as the wire's JSON text, or null when it is not there for the caller. */
export const showOrder = (database: Database, json: OrderJson = orderJson) =>
async (
  caller: Caller,
  id: number,
  base: string,
  now: string,
): Promise<{ standing: Standing; order: string | null }> => {
  const [[session], [row]] = await database.read([
    standing(caller, now),
    sql<{ body: string }>`SELECT ${json(base)} AS body FROM orders o WHERE o.id = ${id} AND ${visible(caller)}`,
  ]);
  return { standing: stands(session), order: row?.body ?? null };
};
