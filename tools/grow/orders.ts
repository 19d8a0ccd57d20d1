import { after } from "../../src/core/customers/session.ts";
import { orderMoved } from "../../src/core/events/event.ts";
import { orderStatuses } from "../../src/core/values.ts";
import type { Bulk } from "./bulk.ts";
import type { Drawn } from "./catalogue.ts";
import { type Dice, dice } from "./dice.ts";
import type { Size } from "./shop.ts";

/** What orders take their items from: products by id, and the id of each one's first variant. */
export type Stall = { readonly draw: (id: number) => Drawn; readonly variants: Int32Array };

type Item = {
  readonly variant: number;
  readonly product: number;
  readonly name: string;
  readonly size: string | null;
  readonly price: number;
  readonly quantity: number;
};

function itemsOf(random: Dice, { products }: Size, { draw, variants }: Stall): readonly Item[] {
  const items = new Map<number, Item>();
  for (let count = 1 + random.low(4); count > 0; count--) {
    const product = 1 + random.low(products);
    const { name, ways } = draw(product);
    const place = random.int(ways.length);
    const { size, price } = ways[place]!;
    const variant = variants[product]! + place;
    items.set(variant, { variant, product, name, size, price, quantity: 1 + random.low(3) });
  }
  return [...items.values()];
}

/** Of the last orders in a hundred, some are still on their way. */
const ON_THEIR_WAY = 0.02;

/** An order as a checkout leaves it, with the cart that it took, what became of it since, and what was told of that. */
export function addOrder(bulk: Bulk, id: number, seed: number, size: Size, stall: Stall, at: string): void {
  const random = dice(seed, "order", id);
  const user = 1 + random.int(size.customers);
  const cart = size.customers + id;
  const items = itemsOf(random, size, stall);
  const moves = id > (1 - ON_THEIR_WAY) * size.orders ? random.int(3) : 3;
  const states = random.often(0.05) ? ["Pending", "Cancelled"] as const : orderStatuses.slice(0, moves + 1);
  const last = after(at, states.length - 1);
  const version = 1 + items.length;
  const times = { created_at: at, updated_at: at };
  bulk.add("carts", { id: cart, user_id: user, state: "checked_out", is_default: 1, version, ...times });
  bulk.add("orders", {
    id,
    ref: `grown-${id}`,
    user_id: user,
    user_name: "Nur Pratap Karki",
    cart_id: cart,
    status: states.at(-1) ?? "Pending",
    total: items.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    currency: "NPR",
    shipping_address: '"Kohalpur"',
    phone: "",
    email: `shopper${user}@example.com`,
    payment_mode: "cod",
    created_at: at,
    updated_at: last,
  });
  items.forEach(({ variant, product, name, size, price, quantity }, place) => {
    bulk.add("order_items", {
      order_id: id,
      id: 1000 * id + 1 + place,
      variant_id: variant,
      product_id: product,
      name,
      options: size === null ? null : JSON.stringify({ size }),
      price,
      quantity,
    });
  });
  bulk.add("events", { type: "order.placed", at, data: JSON.stringify({ order: id }) });
  states.slice(1).forEach((to, index) => {
    const { type, ...data } = orderMoved(id, states[index] ?? "Pending", to);
    bulk.add("events", { type, at: after(at, index + 1), data: JSON.stringify(data) });
  });
}
