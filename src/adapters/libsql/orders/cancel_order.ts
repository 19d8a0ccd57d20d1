import type { CancelOrderPort } from "../../../core/orders/cancel_order.ts";
import { stale } from "../../../core/use_case.ts";
import type { OrderStatus } from "../../../core/values.ts";
import { commitBatch, standing, stands } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { updateOrder } from "./change_order.ts";
import { visible } from "./show_orders.ts";

export const cancelOrderStore = (database: Database): CancelOrderPort => ({
  load: async ({ caller, order }, { now }) => {
    const [[session], [found]] = await database.read([
      standing(caller, now),
      sql<{ id: number; status: OrderStatus }>`
        SELECT o.id, o.status FROM orders o WHERE o.id = ${order} AND ${visible(caller)}`,
    ]);
    return { standing: stands(session), order: found ?? null };
  },
  commit: async (change) => {
    const receipt = await commitBatch(database, updateOrder(change), sql`SELECT 1`);
    return receipt === stale ? stale : null;
  },
});
