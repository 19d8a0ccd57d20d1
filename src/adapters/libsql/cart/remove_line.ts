import type { RemoveLinePort } from "../../../core/cart/remove_line.ts";
import { stale } from "../../../core/use_case.ts";
import { commitBatch, standing, stands } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { thisCart } from "./carts.ts";
import { openCartOf } from "./lines.ts";
import { deleteLine } from "./remove_item.ts";

export const removeLineStore = (database: Database): RemoveLinePort => ({
  load: async ({ owner, line }, { now }) => {
    const [[session], [cart], [found]] = await database.read([
      standing(owner, now),
      openCartOf(owner, now),
      sql<{ id: number; variant: number }>`
        SELECT l.id, l.variant_id AS variant FROM carts c JOIN cart_lines l ON l.cart_id = c.id
        WHERE ${thisCart(owner, now)} AND l.id = ${line}`,
    ]);
    return {
      standing: stands(session),
      cart: cart === undefined ? null : { id: cart.id, version: cart.version },
      line: found ?? null,
    };
  },
  commit: async (change) => await commitBatch(database, deleteLine(change), sql`SELECT 1`) === stale ? stale : null,
});
