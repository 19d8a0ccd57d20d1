import type { Checkout, CheckoutPort } from "../../../core/orders/checkout.ts";
import { quantity } from "../../../core/values.ts";
import { thisCart } from "../cart/carts.ts";
import { openCartOf } from "../cart/lines.ts";
import { type Database, raw, sql } from "../database.ts";
import {
  buyer,
  checkoutTill,
  offer,
  offerColumns,
  type OfferRow,
  placeOrder,
  purchaseFacts,
  type Till,
} from "./purchase.ts";

type LineRow = OfferRow & { readonly quantity: number; readonly view: string | null };

/** The lines' JSON is made only for who may be told that the price changed. */
const theLines = ({ caller, cart, expectedTotal }: Checkout, { line }: Till, now: string) =>
  sql<LineRow>`
    SELECT ${offerColumns}, l.quantity, ${expectedTotal === null ? raw("NULL") : line} AS view
    FROM carts c JOIN cart_lines l ON l.cart_id = c.id
      JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
    WHERE ${thisCart({ type: "customer", caller, cart }, now)} ORDER BY l.id`;

export const checkoutStore = (
  database: Database,
  currency: string,
  till = checkoutTill,
): CheckoutPort<string> => ({
  load: async (command, at) => {
    const { caller, cart } = command;
    const [[session], [user], [earlier], [found], lines] = await database.read([
      ...buyer(command, till, at.now),
      openCartOf({ type: "customer", caller, cart }, at.now),
      theLines(command, till, at.now),
    ]);
    return {
      ...purchaseFacts(session, user, earlier),
      cart: found === undefined ? null : { id: found.id, version: found.version, isDefault: found.is_default === 1 },
      lines: lines.map((line) => ({ ...offer(line), quantity: quantity(line.quantity), view: line.view ?? "" })),
    };
  },
  commit: placeOrder(database, currency, till),
});
