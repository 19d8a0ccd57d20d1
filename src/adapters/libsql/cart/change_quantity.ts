import type { ChangeQuantityPort } from "../../../core/cart/change_quantity.ts";
import { stale } from "../../../core/use_case.ts";
import { money, TOTAL_MAX } from "../../../core/values.ts";
import { changed, commitBatch, standing, stands, stillStanding } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { lineJson } from "../wire_json.ts";
import { thisCart, touchCart } from "./carts.ts";
import { linesOf, openCartOf, productLine, variantOf } from "./lines.ts";

/** The line comes back as the JSON text of the wire. */
export const changeQuantityStore = (database: Database): ChangeQuantityPort<string> => ({
  load: async ({ owner, product, variant }, { now }) => {
    const [[session], [cart], lines, known, [rest]] = await database.read([
      standing(owner, now),
      openCartOf(owner, now),
      linesOf(owner, product, now),
      variantOf(product, variant),
      sql<{ total: number }>`
        SELECT min(coalesce(sum(v.price * l.quantity), 0), ${TOTAL_MAX + 1}) AS total
        FROM carts c JOIN cart_lines l ON l.cart_id = c.id JOIN variants v ON v.id = l.variant_id
        WHERE ${thisCart(owner, now)} AND v.product_id <> ${product}`,
    ]);
    const total = rest?.total ?? 0;
    return {
      standing: stands(session),
      cart: cart === undefined ? null : { id: cart.id, version: cart.version },
      lines: lines.map(productLine),
      isVariant: known.length > 0,
      rest: total > TOTAL_MAX ? null : money(total),
    };
  },
  commit: async ({ owner, cart, line, variant, quantity, at }) => {
    const receipt = await commitBatch(
      database,
      [
        ...stillStanding(owner, at),
        sql`UPDATE cart_lines SET quantity = ${quantity}, updated_at = ${at}
            WHERE id = ${line} AND cart_id = ${cart}
              AND EXISTS (SELECT 1 FROM carts WHERE id = ${cart} AND state = 'open')
              AND EXISTS (SELECT 1 FROM variants WHERE id = ${variant} AND archived = 0 AND stock >= ${quantity})
              AND (SELECT sum(iif(l.id = ${line}, ${quantity}, l.quantity) * v.price)
                   FROM cart_lines l JOIN variants v ON v.id = l.variant_id WHERE l.cart_id = ${cart}) <= ${TOTAL_MAX}`,
        changed(1),
        touchCart(cart, at),
      ],
      sql<{ line: string }>`
        SELECT ${lineJson} AS line
        FROM cart_lines l JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
        WHERE l.id = ${line}`,
    );
    return receipt === stale ? stale : receipt.line;
  },
});
