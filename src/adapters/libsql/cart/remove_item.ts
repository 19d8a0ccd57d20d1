import type { RemovedItem, RemoveItemPort } from "../../../core/cart/remove_item.ts";
import { stale } from "../../../core/use_case.ts";
import { changed, commitBatch, standing, stands, stillStanding, type Write } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { touchCart } from "./carts.ts";
import { linesOf, openCartOf, productLine, variantOf } from "./lines.ts";

export const deleteLine = ({ owner, cart, line, variant, at }: RemovedItem): readonly Write[] => [
  ...stillStanding(owner, at),
  sql`DELETE FROM cart_lines WHERE id = ${line} AND cart_id = ${cart} AND variant_id = ${variant}`,
  changed(1),
  touchCart(cart, at),
];

export const removeItemStore = (database: Database): RemoveItemPort => ({
  load: async ({ owner, product, variant }, { now }) => {
    const [[session], [cart], lines, known] = await database.read([
      standing(owner, now),
      openCartOf(owner, now),
      linesOf(owner, product, now),
      variantOf(product, variant),
    ]);
    return {
      standing: stands(session),
      cart: cart === undefined ? null : { id: cart.id, version: cart.version },
      lines: lines.map(productLine),
      isVariant: known.length > 0,
    };
  },
  commit: async (change) => {
    return await commitBatch(database, deleteLine(change), sql`SELECT 1`) === stale ? stale : null;
  },
});
