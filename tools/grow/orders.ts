import { orderHasMoved } from "../../src/adapters/libsql/events.ts";
import { sql, type Statement } from "../../src/adapters/libsql/database.ts";
import { after } from "../../src/core/customers/session.ts";
import { orderMoved } from "../../src/core/events/event.ts";
import { orderStatuses } from "../../src/core/values.ts";
import type { Size } from "./shop.ts";
import type { Drawn } from "./catalogue.ts";
import { type Dice, dice } from "./dice.ts";

/** What orders take their items from: products by id, and the id of each one's first variant. */
export type Stall = { readonly draw: (id: number) => Drawn; readonly variants: Int32Array };

type Item = {
  readonly variant: number;
  readonly product: number;
  readonly name: string;
  readonly size: string | null;
  readonly price: number;
};

const wanted = (random: Dice, { products }: Size, { draw, variants }: Stall): readonly Item[] => {
  const items = new Map<number, Item>();
  for (let count = 1 + random.low(4); count > 0; count--) {
    const product = 1 + random.low(products);
    const { name, ways } = draw(product);
    const place = random.int(ways.length);
    const { size, price } = ways[place] ?? { size: null, price: 0 };
    const variant = (variants[product] ?? 0) + place;
    items.set(variant, { variant, product, name, size, price });
  }
  return [...items.values()];
};

const optionsOf = (size: string | null): string | null => size === null ? null : JSON.stringify({ size });

/** An order as a checkout leaves it, with the cart that it took, and what became of it since. */
export function insertOrder(
  id: number,
  cart: number,
  seed: number,
  size: Size,
  stall: Stall,
  at: string,
): readonly Statement[] {
  const random = dice(seed, "order", id);
  const user = 1 + random.int(size.customers);
  const items = wanted(random, size, stall).map((item) => ({ ...item, quantity: 1 + random.low(3) }));
  const total = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const cancelled = random.often(0.05);
  const moves = id > 0.98 * size.orders ? random.int(3) : 3;
  const states = cancelled ? ["Pending", "Cancelled"] as const : orderStatuses.slice(0, moves + 1);
  const last = after(at, states.length - 1);
  return [
    sql`INSERT INTO carts (id, user_id, state, is_default, version, created_at, updated_at)
        VALUES (${cart}, ${user}, 'checked_out', 1, ${1 + items.length}, ${at}, ${at})`,
    sql`INSERT INTO orders (ref, user_id, user_name, cart_id, status, total, currency, shipping_address, phone, email,
                            payment_mode, created_at, updated_at)
        VALUES (${`grown-${id}`}, ${user}, 'Nur Pratap Karki', ${cart}, ${states.at(-1) ?? "Pending"}, ${total}, 'NPR',
                '"Kohalpur"', '', ${`shopper${user}@example.com`}, 'cod', ${at}, ${last})`,
    ...items.map(({ variant, product, name, size, price, quantity }) =>
      sql`INSERT INTO order_items (order_id, variant_id, product_id, name, options, price, quantity)
          VALUES (${id}, ${variant}, ${product}, ${name}, ${optionsOf(size)}, ${price}, ${quantity})`
    ),
    sql`INSERT INTO events (type, at, data) VALUES ('order.placed', ${at}, json_object('order', ${id}))`,
    ...states.slice(1).map((to, index) =>
      orderHasMoved(orderMoved(id, states[index] ?? "Pending", to), after(at, index + 1))
    ),
  ];
}
