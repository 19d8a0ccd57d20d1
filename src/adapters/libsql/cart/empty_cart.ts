import type { EmptiedCart, EmptyCartPort } from "../../../core/cart/empty_cart.ts";
import { stale } from "../../../core/use_case.ts";
import { changed, commitBatch, standing, stands, stillStanding, type Write } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { insertDefaultCart, thisCart } from "./carts.ts";
import { openCartOf } from "./lines.ts";

/** Neither depends on what the cart holds: only on its being open. */
const emptied = ({ owner, isDefault, keep, at }: EmptiedCart): readonly Write[] => {
  const cart = sql`(SELECT c.id FROM carts c WHERE ${thisCart(owner, at)})`;
  return keep
    ? [
      sql`UPDATE carts SET version = version + 1, updated_at = ${at} WHERE id = ${cart}`,
      changed(1),
      sql`DELETE FROM cart_lines WHERE cart_id = ${cart}`,
    ]
    : [
      sql`DELETE FROM carts WHERE id = ${cart}`,
      changed(1),
      ...(isDefault && owner.type === "customer" ? [insertDefaultCart(owner.caller.user, at)] : []),
    ];
};

export const emptyCartStore = (database: Database): EmptyCartPort => ({
  load: async ({ owner }, { now }) => {
    const [[session], [cart]] = await database.read([standing(owner, now), openCartOf(owner, now)]);
    return {
      standing: stands(session),
      cart: cart === undefined ? null : { isDefault: cart.is_default === 1 },
    };
  },
  commit: async (change) => {
    const writes = [...stillStanding(change.owner, change.at), ...emptied(change)];
    return await commitBatch(database, writes, sql`SELECT 1`) === stale ? stale : null;
  },
});
