import type { OrderItemsPort, WantedItem } from "../../../core/orders/order_items.ts";
import { openCartOf } from "../cart/lines.ts";
import { type Database, sql } from "../database.ts";
import { buyer, offer, offerColumns, type OfferRow, placeOrder, purchaseFacts, type Till } from "./purchase.ts";

/** `known` is the product's id, null when there is none; the rest is null when it has no such variant. */
type ItemRow = { readonly known: number | null } & (OfferRow | { readonly variant: null });

/** A row for each item, in their order. What is on sale comes before what is not, where no variant is named. */
const theOffers = (items: readonly WantedItem[]) =>
  sql<ItemRow>`
    SELECT p.id AS known, ${offerColumns}
    FROM json_each(${JSON.stringify(items)}) AS item
      LEFT JOIN products p ON p.id = item.value ->> 'product'
      LEFT JOIN variants v ON v.id = (
        SELECT id FROM variants
        WHERE product_id = p.id AND (item.value ->> 'variant' IS NULL OR (plain = 0 AND id = item.value ->> 'variant'))
        ORDER BY archived, position LIMIT 1)`;

export const orderItemsStore = (database: Database, currency: string, till: Till): OrderItemsPort => ({
  load: async (command, at) => {
    const { caller, cart } = command;
    const [[session], [user], [earlier], [open], found] = await database.read([
      ...buyer(command, till, at.now),
      openCartOf({ type: "customer", caller, cart }, at.now),
      theOffers(command.items),
    ]);
    return {
      ...purchaseFacts(session, user, earlier),
      cart: open === undefined ? null : { id: open.id, version: open.version },
      items: command.items.map((item, index) => {
        const row = found[index];
        if (row === undefined) throw new Error("a row for each item");
        return { ...item, isProduct: row.known !== null, offer: row.variant === null ? null : offer(row) };
      }),
    };
  },
  commit: placeOrder(database, currency, till),
});
