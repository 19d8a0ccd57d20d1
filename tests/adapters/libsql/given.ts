import assert from "node:assert/strict";
import { addItemStore } from "../../../src/adapters/libsql/cart/add_item.ts";
import { insertCustomer } from "../../../src/adapters/libsql/customers/customers.ts";
import { type Database, sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { furnishCatalog, type FurnishedProduct } from "../../../src/adapters/libsql/furnish.ts";
import { orderItemsStore } from "../../../src/adapters/libsql/orders/order_items.ts";
import { ordersTill } from "../../../src/adapters/libsql/orders/purchase.ts";
import { addItem } from "../../../src/core/cart/add_item.ts";
import type { CartOwner, CartRef } from "../../../src/core/cart/cart.ts";
import type { Caller } from "../../../src/core/customers/session.ts";
import { orderItems } from "../../../src/core/orders/order_items.ts";
import { quantity } from "../../../src/core/values.ts";

export const now = "2026-01-02T03:04:05.000Z";
export const moment = () => ({ now, id: crypto.randomUUID() });

/** What a test's shop sells: each with that stock and price. */
export const thing = (name: string, stock: number, price = 10_000): FurnishedProduct => ({
  name,
  category: "things",
  description: "",
  price,
  stock,
  color: "",
  size: "",
  picture: `/media/${name}.svg`,
  variants: [],
});

/** The same in several sizes, each with that stock, at one price. */
export const sized = (name: string, stocks: Readonly<Record<string, number>>, price = 10_000): FurnishedProduct => ({
  ...thing(name, Object.values(stocks).reduce((sum, stock) => sum + stock, 0), price),
  variants: Object.entries(stocks).map(([size, stock]) => ({ options: { size }, price, stock })),
});

export const open = (db: Database, ...things: readonly FurnishedProduct[]) =>
  furnishCatalog(db, [{ name: "Things", slug: "things", picture: "" }], things, now);

/** A signed-in customer, without the slow work on passwords. */
export async function shopper(db: Database, name: string, staff = false): Promise<Caller> {
  const session = crypto.randomUUID();
  const written = await db.write([
    ...insertCustomer({
      username: name,
      email: `${name}@example.com`,
      firstName: "",
      lastName: "",
      phone: null,
      address: "",
      staff,
      createdAt: now,
      passwordHash: "x",
      loginNames: [name, `${name}@example.com`],
    }),
    sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
        SELECT ${session}, id, ${now}, ${now}, '2027-01-01T00:00:00.000Z', '' FROM users WHERE username = ${name}`,
    sql`SELECT id FROM users WHERE username = ${name}`,
  ]);
  assert.ok(written.done);
  return { user: (written.rows.at(-1)![0] as { id: number }).id, session, staff };
}

export const mine = (caller: Caller, cart: CartRef = "default"): CartOwner => ({ type: "customer", caller, cart });

export const add = (db: Database, caller: Caller, product: number, units: number) =>
  addItem(addItemStore(db))({ owner: mine(caller), product, variant: null, quantity: quantity(units) }, moment());

/** An order of so many units of things without variants, or of default ones, cart or no cart. */
export const order = (
  db: Database,
  caller: Caller,
  units: Readonly<Record<number, number>>,
  key: string | null = null,
) =>
  orderItems(orderItemsStore(db, "NPR", ordersTill("https://shop.example")))({
    caller,
    cart: "default",
    items: Object.entries(units).map(([product, count]) => ({
      product: Number(product),
      variant: null,
      quantity: quantity(count),
    })),
    address: null,
    phone: null,
    email: null,
    paymentMode: "cod",
    expectedTotal: null,
    idempotency: key === null ? null : { key, fingerprint: key },
  }, moment());

export async function only<R>(db: Database, statement: Statement<R>): Promise<R> {
  const [[row]] = await db.read([statement]);
  assert.ok(row !== undefined);
  return row as R;
}

const tables = [
  "users",
  "sessions",
  "products",
  "variants",
  "carts",
  "cart_lines",
  "orders",
  "order_items",
  "idempotency_keys",
  "events",
  "audit",
];

/** Every row of the shop, to see that nothing changed. */
export const everything = (db: Database) =>
  db.read(tables.map((table) => ({ sql: `SELECT * FROM ${table}`, args: [] })));
