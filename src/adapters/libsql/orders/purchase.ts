import { displayName } from "../../../core/customers/customer.ts";
import type { NewOrder, Offer, Placed, Purchase, PurchaseFacts } from "../../../core/orders/purchase.ts";
import { type Stale, stale } from "../../../core/use_case.ts";
import { money } from "../../../core/values.ts";
import { insertDefaultCart, sameCart } from "../cart/carts.ts";
import { changed, commitBatch, standing, stands, stillStanding, type Write } from "../commit.ts";
import { customer, type UserRow } from "../customers/customers.ts";
import { type Database, raw, sql, type Statement } from "../database.ts";
import { orderPlaced, stockIsLow } from "../events.ts";
import { earlierAnswer, keepAnswer } from "../idempotency.ts";
import { lineJson } from "../wire_json.ts";
import { orderJson } from "./show_orders.ts";

/**
 * An endpoint that makes orders: its name, to which idempotency keys belong, and SQL for how it shows a cart's line (as
 * `lineJson` is) and the order (over orders `o`), both as JSON.
 */
export type Till = { readonly endpoint: string; readonly line: Statement; readonly order: Statement };

export const checkoutTill: Till = {
  endpoint: "checkout",
  line: lineJson,
  order: raw("json_object('message', 'Order created successfully', 'order_id', o.id)"),
};

export const ordersTill = (base: string): Till => ({ endpoint: "orders", line: lineJson, order: orderJson(base) });

/** What is known of who buys, as three facts of a load. */
export const buyer = ({ caller, idempotency }: Purchase, { endpoint }: Till, now: string) =>
  [
    standing(caller, now),
    sql<UserRow>`SELECT * FROM users WHERE id = ${caller.user}`,
    earlierAnswer(caller.user, endpoint, idempotency?.key ?? null),
  ] as const;

/** The facts that `buyer` found. */
export const purchaseFacts = (
  session: { readonly is_staff: number } | undefined,
  user: UserRow | undefined,
  earlier: PurchaseFacts["earlier"] | undefined,
): PurchaseFacts => ({
  standing: stands(session),
  customer: user === undefined ? null : {
    name: displayName(customer(user)),
    address: user.address,
    phone: user.phone ?? "",
    email: user.email,
  },
  earlier: earlier ?? null,
});

export type OfferRow = {
  readonly product: number;
  readonly variant: number;
  readonly plain: number;
  readonly name: string;
  readonly image: string | null;
  readonly options: string | null;
  readonly price: number;
  readonly stock: number;
  readonly archived: number;
};

/** SQL for a thing as it is sold now, over variants `v` and products `p`. */
export const offerColumns = raw(`p.id AS product, v.id AS variant, v.plain, p.name, p.image,
  iif(v.plain, NULL, v.options) AS options, v.price, v.stock, v.archived`);

export const offer = (row: OfferRow): Offer => ({
  product: row.product,
  variant: row.variant,
  shown: row.plain === 1 ? null : row.variant,
  name: row.name,
  image: row.image,
  options: row.options,
  price: money(row.price),
  stock: row.stock,
  archived: row.archived === 1,
});

/** The items as one argument, whatever their number. */
const itemsJson = (order: NewOrder): string => JSON.stringify(order.items);

/** How much of each product is sold, whatever its variants. */
function soldJson(order: NewOrder): string {
  const sold = new Map<number, number>();
  for (const { product, quantity } of order.items) sold.set(product, (sold.get(product) ?? 0) + quantity);
  return JSON.stringify([...sold]);
}

/** How much of each variant is taken, in the order of their ids. */
const takenJson = ({ items }: NewOrder): string =>
  JSON.stringify(items.map(({ variant, quantity }) => [variant, quantity]).sort(([a = 0], [b = 0]) => a - b));

const takeStock = (order: NewOrder): readonly Write[] => [
  sql`UPDATE variants SET stock = stock - item.quantity
      FROM (SELECT value ->> 'variant' AS variant, value ->> 'quantity' AS quantity, value ->> 'price' AS price
            FROM json_each(${itemsJson(order)})) AS item
      WHERE variants.id = item.variant AND variants.price = item.price AND stock >= item.quantity AND archived = 0`,
  changed(order.items.length),
  sql`UPDATE products SET stock = stock - item.quantity
      FROM (SELECT value ->> 0 AS product, value ->> 1 AS quantity FROM json_each(${soldJson(order)})) AS item
      WHERE products.id = item.product`,
];

const closeCart = ({ cart, caller, at }: NewOrder): readonly Write[] =>
  cart === null ? [] : [
    ...sameCart(cart, at),
    sql`UPDATE carts SET state = 'checked_out' WHERE id = ${cart.id}`,
    sql`DELETE FROM cart_lines WHERE cart_id = ${cart.id}`,
    ...(cart.isDefault ? [insertDefaultCart(caller.user, at)] : []),
  ];

const insertOrder = (order: NewOrder, currency: string): readonly Write[] => [
  sql`INSERT INTO orders (ref, user_id, user_name, cart_id, total, currency, shipping_address, phone, email,
                          payment_mode, created_at, updated_at)
      VALUES (${order.ref}, ${order.caller.user}, ${order.customerName}, ${order.cart?.id ?? null}, ${order.total},
              ${currency}, ${JSON.stringify(order.address)}, ${order.phone}, ${order.email}, ${order.paymentMode},
              ${order.at}, ${order.at})`,
  sql`INSERT INTO order_items (order_id, id, variant_id, product_id, name, image, options, price, quantity)
      SELECT o.id, 1000 * o.id + 1 + item.key, item.value ->> 'variant', item.value ->> 'product',
             item.value ->> 'name', item.value ->> 'image', item.value ->> 'options', item.value ->> 'price',
             item.value ->> 'quantity'
      FROM orders o CROSS JOIN json_each(${itemsJson(order)}) AS item
      WHERE o.ref = ${order.ref}`,
];

/** What the outside hears of an order: that it was placed, and which stocks it has made low. */
const tell = (order: NewOrder): readonly Write[] => [
  orderPlaced(order.ref, order.at),
  stockIsLow(
    sql`json_each(${takenJson(order)}) taken CROSS JOIN variants v ON v.id = taken.value ->> 0`,
    raw("v.stock + (taken.value ->> 1)"),
    raw("v.stock"),
    order.at,
  ),
];

/** Writes an order with all that it changes, and tells of it. */
export const placeOrder =
  (database: Database, currency: string, { endpoint, order: shown }: Till) =>
  async (order: NewOrder): Promise<Placed | Stale> => {
    const answer = sql<{ answer: string }>`SELECT ${shown} AS answer FROM orders o WHERE o.ref = ${order.ref}`;
    const receipt = await commitBatch(database, [
      ...stillStanding(order.caller, order.at),
      ...closeCart(order),
      ...takeStock(order),
      ...insertOrder(order, currency),
      ...tell(order),
      ...(order.idempotency === null
        ? []
        : keepAnswer(order.caller.user, endpoint, order.idempotency, answer, order.at)),
    ], answer);
    return receipt === stale ? stale : { answer: receipt.answer, replayed: false };
  };
