import type { ChangedOrder, ChangeOrderPort } from "../../../core/orders/change_order.ts";
import { stale } from "../../../core/use_case.ts";
import type { OrderStatus } from "../../../core/values.ts";
import { audited } from "../audit.ts";
import { changed, commitBatch, isStaffNow, standing, stands, stillStanding, type Write } from "../commit.ts";
import { type Database, join, raw, sql } from "../database.ts";
import { orderHasMoved } from "../events.ts";
import { orderFieldsJson, orderJson, visible } from "./show_orders.ts";

type OrderRow = {
  readonly id: number;
  readonly status: OrderStatus;
  readonly shipping_address: string;
  readonly is_paid: number;
  readonly view: string;
};

/** Each variant gets back what was bought of it, on sale or not; the product shows what is on sale. */
const returnStock = (order: number): readonly Write[] => [
  sql`UPDATE variants SET stock = stock + item.quantity
      FROM (SELECT variant_id, quantity FROM order_items WHERE order_id = ${order}) AS item
      WHERE variants.id = item.variant_id`,
  sql`UPDATE products
      SET stock = (SELECT sum(v.stock) FROM variants v WHERE v.product_id = products.id AND v.archived = 0)
      WHERE id IN (SELECT v.product_id FROM order_items i JOIN variants v ON v.id = i.variant_id
                   WHERE i.order_id = ${order} AND v.archived = 0)`,
];

/** Only what changes is written, where the order still is as it must be for that, and the caller who they were. */
const update = (
  { caller, order, asStaff, from, status, address, isPaid, restock, at }: ChangedOrder,
): readonly Write[] => {
  const fields = [
    sql`updated_at = ${at}`,
    ...(status === null ? [] : [sql`status = ${status}`]),
    ...(address === null ? [] : [sql`shipping_address = ${JSON.stringify(address)}`]),
    ...(isPaid === null ? [] : [sql`is_paid = ${isPaid ? 1 : 0}`]),
  ];
  return [
    sql`UPDATE orders SET ${join(fields, ", ")}
        WHERE id = ${order} AND ${from === null ? raw("true") : sql`status = ${from}`}
          AND ${asStaff ? isStaffNow(caller) : sql`user_id = ${caller.user}`}`,
    changed(1),
    ...(restock ? returnStock(order) : []),
  ];
};

/** What becomes of the order, what is told of it, and, where staff do it, the audit's row. */
export const updateOrder = (change: ChangedOrder): readonly Write[] => {
  const { caller, order: id, asStaff, event, at } = change;
  const audit = {
    kind: "order" as const,
    id,
    view: sql`SELECT ${orderFieldsJson} FROM orders o WHERE o.id = ${id}`,
    person: sql`SELECT user_id FROM orders WHERE id = ${id}`,
  };
  return [
    ...stillStanding(caller, at),
    ...(asStaff ? audited(change, audit, update(change)) : update(change)),
    ...(event === null ? [] : [orderHasMoved(event, at)]),
  ];
};

/** The order comes back as the JSON text of the wire. */
export const changeOrderStore = (database: Database, base: string): ChangeOrderPort<string> => ({
  load: async ({ caller, order }, { now }) => {
    const [[session], [found]] = await database.read([
      standing(caller, now),
      sql<OrderRow>`
        SELECT o.id, o.status, o.shipping_address, o.is_paid, ${orderJson(base)} AS view
        FROM orders o WHERE o.id = ${order} AND ${visible(caller)}`,
    ]);
    return {
      standing: stands(session),
      order: found === undefined ? null : {
        id: found.id,
        status: found.status,
        address: JSON.parse(found.shipping_address),
        isPaid: found.is_paid === 1,
        view: found.view,
      },
    };
  },
  commit: async (change) => {
    const shown = sql<{ body: string }>`SELECT ${orderJson(base)} AS body FROM orders o WHERE o.id = ${change.order}`;
    const receipt = await commitBatch(database, updateOrder(change), shown);
    return receipt === stale ? stale : receipt.body;
  },
});
