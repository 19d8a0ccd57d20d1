import type { ChangedQuantity, ChangeQuantityPort } from "../../../core/cart/change_quantity.ts";
import { stale } from "../../../core/use_case.ts";
import { commitBatch, standing, stands, stillStanding, type Write } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { lineJson } from "../wire_json.ts";
import { touchCart } from "./carts.ts";
import { linesOf, openCartOf, productLine, rest, restOf, setLine, shownLine, variantOf } from "./lines.ts";

/** Sets the quantity of a line, if it still holds the variant. */
export const setQuantity = (change: ChangedQuantity): readonly Write[] => [
  ...stillStanding(change.owner, change.at),
  ...setLine({ ...change, from: change.variant }),
  touchCart(change.cart, change.at),
];

/** The line comes back as the JSON text of the wire. */
export const changeQuantityStore = (database: Database): ChangeQuantityPort<string> => ({
  load: async ({ owner, product, variant }, { now }) => {
    const [[session], [cart], lines, known, [others]] = await database.read([
      standing(owner, now),
      openCartOf(owner, now),
      linesOf(owner, product, now),
      variantOf(product, variant),
      restOf(owner, product, now),
    ]);
    return {
      standing: stands(session),
      cart: cart === undefined ? null : { id: cart.id, version: cart.version },
      lines: lines.map(productLine),
      isVariant: known.length > 0,
      rest: rest(others),
    };
  },
  commit: async (change) => {
    const shown = shownLine(lineJson, sql`l.id = ${change.line}`);
    const receipt = await commitBatch(database, setQuantity(change), shown);
    return receipt === stale ? stale : receipt.line;
  },
});
