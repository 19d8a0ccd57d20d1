import type { Checkout, CheckoutPort, NewOrder } from "../../../core/orders/checkout.ts";
import { displayName } from "../../../core/customers/customer.ts";
import { stale } from "../../../core/use_case.ts";
import { money, quantity } from "../../../core/values.ts";
import { insertDefaultCart, sameCart, thisCart } from "../cart/carts.ts";
import { changed, commitBatch, standing, stands, stillStanding, type Write } from "../commit.ts";
import { customer, type UserRow } from "../customers/customers.ts";
import { type Database, raw, sql, type Statement } from "../database.ts";
import { earlierAnswer, keepAnswer } from "../idempotency.ts";
import { lineJson } from "../wire_json.ts";

type LineRow = {
  readonly product: number;
  readonly variant: number;
  readonly plain: number;
  readonly name: string;
  readonly image: string | null;
  readonly options: string | null;
  readonly price: number;
  readonly stock: number;
  readonly archived: number;
  readonly quantity: number;
  readonly view: string | null;
};

/**
 * An endpoint that makes orders of carts: its name, and how it shows a line that `price_changed` tells of (SQL as
 * `lineJson` is) and the order (over orders `o`), both as JSON.
 */
export type Till = { readonly endpoint: string; readonly line: Statement; readonly order: Statement };

const shopTill: Till = {
  endpoint: "checkout",
  line: lineJson,
  order: sql`json_object('message', 'Order created successfully', 'order_id', o.id)`,
};

/** The lines' JSON is made only for who may be told that the price changed. */
const theLines = ({ caller, cart, expectedTotal }: Checkout, { line }: Till, now: string) =>
  sql<LineRow>`
    SELECT p.id AS product, v.id AS variant, v.plain, p.name, p.image, iif(v.plain, NULL, v.options) AS options,
      v.price, v.stock, v.archived, l.quantity, ${expectedTotal === null ? raw("NULL") : line} AS view
    FROM carts c JOIN cart_lines l ON l.cart_id = c.id
      JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
    WHERE ${thisCart({ type: "customer", caller, cart }, now)} ORDER BY l.id`;

/** The items as one argument, whatever their number. */
const itemsJson = (order: NewOrder): string => JSON.stringify(order.items);

const orderId = (order: NewOrder) => sql`(SELECT id FROM orders WHERE ref = ${order.ref})`;

const takeStock = (order: NewOrder): readonly Write[] => [
  sql`UPDATE variants SET stock = stock - item.quantity
      FROM (SELECT value ->> 'variant' AS variant, value ->> 'quantity' AS quantity, value ->> 'price' AS price
            FROM json_each(${itemsJson(order)})) AS item
      WHERE variants.id = item.variant AND variants.price = item.price AND stock >= item.quantity AND archived = 0`,
  changed(order.items.length),
  sql`UPDATE products SET stock = stock - item.quantity
      FROM (SELECT value ->> 'product' AS product, sum(value ->> 'quantity') AS quantity
            FROM json_each(${itemsJson(order)}) GROUP BY 1) AS item
      WHERE products.id = item.product`,
];

const closeCart = ({ cart, caller, at }: NewOrder): readonly Write[] => [
  ...sameCart(cart, at),
  sql`UPDATE carts SET state = 'checked_out' WHERE id = ${cart.id}`,
  sql`DELETE FROM cart_lines WHERE cart_id = ${cart.id}`,
  ...(cart.isDefault ? [insertDefaultCart(caller.user, at)] : []),
];

const insertOrder = (order: NewOrder, currency: string): readonly Write[] => [
  sql`INSERT INTO orders (ref, user_id, user_name, cart_id, total, currency, shipping_address, phone, email,
                          payment_mode, created_at, updated_at)
      VALUES (${order.ref}, ${order.caller.user}, ${order.customerName}, ${order.cart.id}, ${order.total}, ${currency},
              ${JSON.stringify(order.address)}, ${order.phone}, ${order.email}, ${order.paymentMode}, ${order.at},
              ${order.at})`,
  sql`INSERT INTO order_items (order_id, variant_id, name, image, options, price, quantity)
      SELECT ${orderId(order)}, value ->> 'variant', value ->> 'name', value ->> 'image', value ->> 'options',
             value ->> 'price', value ->> 'quantity'
      FROM json_each(${itemsJson(order)}) ORDER BY key`,
];

/** The order is told of as the JSON text of the wire. */
export const checkoutStore = (
  database: Database,
  currency: string,
  till: Till = shopTill,
): CheckoutPort<string, string> => ({
  load: async (command, at) => {
    const { caller, cart, idempotency } = command;
    const [[session], [user], [earlier], [found], lines] = await database.read([
      standing(caller, at.now),
      sql<UserRow>`SELECT * FROM users WHERE id = ${caller.user}`,
      earlierAnswer(caller.user, till.endpoint, idempotency?.key ?? null),
      sql<{ id: number; version: number; is_default: number }>`
        SELECT c.id, c.version, c.is_default FROM carts c WHERE ${
        thisCart({ type: "customer", caller, cart }, at.now)
      }`,
      theLines(command, till, at.now),
    ]);
    return {
      standing: stands(session),
      customer: user === undefined ? null : {
        name: displayName(customer(user)),
        address: user.address,
        phone: user.phone ?? "",
        email: user.email,
      },
      earlier: earlier ?? null,
      cart: found === undefined ? null : { id: found.id, version: found.version, isDefault: found.is_default === 1 },
      lines: lines.map((line) => ({
        product: line.product,
        variant: line.variant,
        shown: line.plain === 1 ? null : line.variant,
        name: line.name,
        image: line.image,
        options: line.options,
        price: money(line.price),
        stock: line.stock,
        archived: line.archived === 1,
        quantity: quantity(line.quantity),
        view: line.view ?? "",
      })),
    };
  },
  commit: async (order) => {
    const told = sql<{ answer: string }>`SELECT ${till.order} AS answer FROM orders o WHERE o.ref = ${order.ref}`;
    const receipt = await commitBatch(database, [
      ...stillStanding(order.caller, order.at),
      ...closeCart(order),
      ...takeStock(order),
      ...insertOrder(order, currency),
      ...(order.idempotency === null
        ? []
        : keepAnswer(order.caller.user, till.endpoint, order.idempotency, orderId(order), sql`(${told})`, order.at)),
    ], told);
    return receipt === stale ? stale : { answer: receipt.answer, replayed: false };
  },
});
