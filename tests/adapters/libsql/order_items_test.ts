import assert from "node:assert/strict";
import { counted, type Database, sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { cancelOrderStore } from "../../../src/adapters/libsql/orders/cancel_order.ts";
import { checkoutStore } from "../../../src/adapters/libsql/orders/checkout.ts";
import { orderItemsStore } from "../../../src/adapters/libsql/orders/order_items.ts";
import { ordersTill } from "../../../src/adapters/libsql/orders/purchase.ts";
import type { Caller } from "../../../src/core/customers/session.ts";
import { cancelOrder } from "../../../src/core/orders/cancel_order.ts";
import { checkout } from "../../../src/core/orders/checkout.ts";
import { decideOrderItems, type OrderItems, orderItems } from "../../../src/core/orders/order_items.ts";
import type { Purchase } from "../../../src/core/orders/purchase.ts";
import { stale } from "../../../src/core/use_case.ts";
import { quantity } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";
import { add, everything, moment, only, open, shopper, sized, thing } from "./given.ts";

const BASE = "https://shop.example";

type Row = readonly [product: number, units: number, variant?: number];

const purchase = (caller: Caller, given: Partial<Purchase> = {}): Purchase => ({
  caller,
  address: null,
  phone: null,
  email: null,
  paymentMode: "cod",
  expectedTotal: null,
  idempotency: null,
  ...given,
});

const wish = (caller: Caller, rows: readonly Row[], given: Partial<Purchase> = {}): OrderItems => ({
  ...purchase(caller, given),
  cart: "default",
  items: rows.map(([product, units, variant = null]) => ({ product, variant, quantity: quantity(units) })),
});

const store = (db: Database) => orderItemsStore(db, "NPR", ordersTill(BASE));

const order = (db: Database, caller: Caller, rows: readonly Row[], given: Partial<Purchase> = {}) =>
  orderItems(store(db))(wish(caller, rows, given), moment());

const stocks = async (db: Database) => {
  const [variants, products] = await db.read([
    sql<{ stock: number }>`SELECT stock FROM variants ORDER BY id`,
    sql<{ stock: number }>`SELECT stock FROM products ORDER BY id`,
  ]);
  return [variants.map(({ stock }) => stock), products.map(({ stock }) => stock)];
};

onEachDriver("listed items are bought, rows of one thing together, and the cart is left alone", async (db) => {
  await open(db, thing("lamp", 9), sized("coat", { S: 5, M: 5 }));
  const caller = await shopper(db, "nur");
  await add(db, caller, 1, 2);
  const placed = await order(db, caller, [[2, 1], [1, 2], [2, 2, 2], [2, 1, 3], [1, 1]]);
  assert.ok(placed.ok);
  const { order_items: items, total_price } = JSON.parse(placed.value.answer);
  assert.deepEqual(
    items.map((item: Record<string, unknown>) => [item.product, item.variant, item.variant_options, item.quantity]),
    [[2, 2, { size: "S" }, 3], [1, null, null, 3], [2, 3, { size: "M" }, 1]],
  );
  assert.equal(total_price, "700.00");
  assert.equal(items[0].product_image, `${BASE}/media/coat.svg`);
  assert.deepEqual(await stocks(db), [[6, 2, 4], [6, 6]]);
  const { units } = await only(db, sql<{ units: number }>`SELECT sum(quantity) AS units FROM cart_lines`);
  assert.equal(units, 2);
});

onEachDriver("what is off sale is told from what never was", async (db) => {
  await open(db, thing("lamp", 9), sized("coat", { S: 5, M: 5 }), sized("hat", { S: 5 }));
  await db.write([
    sql`UPDATE variants SET archived = 1 WHERE id IN (2, 4)`,
    sql`UPDATE products SET archived = 1 WHERE id = 3`,
  ]);
  const caller = await shopper(db, "nur");
  const refused = async (...rows: readonly Row[]) => {
    const outcome = await order(db, caller, rows);
    return outcome.ok ? JSON.parse(outcome.value.answer).order_items[0].variant : outcome.error;
  };
  assert.equal(await refused([2, 1]), 3);
  assert.deepEqual(await refused([2, 1, 2]), { type: "product_unavailable", product: 2 });
  assert.deepEqual(await refused([3, 1]), { type: "product_unavailable", product: 3 });
  assert.deepEqual(await refused([1, 1], [1, 1, 1], [2, 1, 4], [9, 1]), {
    type: "wrong_items",
    rows: [
      null,
      { type: "variant_not_found", variant: 1 },
      { type: "variant_not_found", variant: 4 },
      { type: "unknown_product", product: 9 },
    ],
  });
});

/** What may change between load and commit, and makes the commit stale. */
const meanwhile: Readonly<Record<string, Statement>> = {
  "one of them sold out": sql`UPDATE variants SET stock = 0 WHERE product_id = 2`,
  "a price changed": sql`UPDATE variants SET price = price - 1 WHERE product_id = 1`,
  "one of them went off sale": sql`UPDATE variants SET archived = 1 WHERE product_id = 2`,
  "the session was ended": sql`DELETE FROM sessions`,
};

for (const [what, change] of Object.entries(meanwhile)) {
  onEachDriver(`an order of items commits nothing when ${what} after it was decided`, async (db) => {
    await open(db, thing("lamp", 5), thing("rug", 5));
    const command = wish(await shopper(db, "nur"), [[1, 2], [2, 2]]);
    const decision = decideOrderItems(await store(db).load(command, moment()), command, moment());
    assert.ok(decision.do === "commit");
    await db.write([change]);
    const before = await everything(db);
    assert.equal(await store(db).commit(decision.change), stale);
    assert.deepEqual(await everything(db), before);
  });
}

onEachDriver("an order of 200 items costs two round trips, as one of 1 does", async (db) => {
  await open(db, ...Array.from({ length: 200 }, (_, i) => thing(`thing${i}`, 100)));
  const caller = await shopper(db, "nur");
  for (const length of [1, 200]) {
    const own = counted(db);
    const placed = await order(own, caller, Array.from({ length }, (_, i) => [i + 1, 1] as const));
    assert.ok(placed.ok);
    assert.equal(JSON.parse(placed.value.answer).order_items.length, length);
    assert.equal(own.roundTrips(), 2);
  }
});

onEachDriver("twelve at once over a stock of five: five orders, seven clear refusals", async (db) => {
  await open(db, thing("lamp", 5), thing("rug", 100));
  const callers = await Promise.all(Array.from({ length: 12 }, (_, i) => shopper(db, `shopper${i}`)));
  const outcomes = await Promise.all(callers.map((caller) => order(db, caller, [[2, 1], [1, 1]])));
  const refusals = outcomes.flatMap((outcome) => outcome.ok ? [] : [outcome.error.type]);
  assert.deepEqual(refusals, Array(7).fill("out_of_stock"));
  assert.deepEqual(await stocks(db), [[0, 95], [0, 95]]);
});

onEachDriver("twins at once make one order, which is told in the first words for ever", async (db) => {
  await open(db, thing("lamp", 10));
  const caller = await shopper(db, "nur");
  const given = { idempotency: { key: "k", fingerprint: "f" } };
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => order(db, caller, [[1, 2]], given)));
  const placed = outcomes.flatMap((outcome) => outcome.ok ? [outcome.value] : []);
  assert.deepEqual(placed.map(({ replayed }) => replayed).toSorted(), [false, true, true, true]);
  const [first = ""] = new Set(placed.map(({ answer }) => answer));
  assert.deepEqual(placed.map(({ answer }) => answer), Array(4).fill(first));
  assert.deepEqual(await stocks(db), [[8], [8]]);

  const { id } = JSON.parse(first);
  assert.ok((await cancelOrder(cancelOrderStore(db))({ caller, order: id }, moment())).ok);
  assert.deepEqual(await order(db, caller, [[1, 2]], given), { ok: true, value: { answer: first, replayed: true } });
  const other = await order(db, caller, [[1, 2]], { idempotency: { key: "k", fingerprint: "g" } });
  assert.equal(other.ok === false && other.error.type, "idempotency_key_reused");
});

onEachDriver("a key is one customer's at one endpoint, and a failed attempt leaves it free", async (db) => {
  await open(db, thing("lamp", 10));
  const [one, two] = await Promise.all([shopper(db, "one"), shopper(db, "two")]);
  const given = { idempotency: { key: "k", fingerprint: "f" } };
  const failed = await order(db, one, [[1, 11]], given);
  assert.equal(failed.ok === false && failed.error.type, "out_of_stock");
  await add(db, one, 1, 1);
  const attempts = [
    await order(db, one, [[1, 1]], given),
    await order(db, two, [[1, 1]], given),
    await checkout(checkoutStore(db, "NPR"))({ ...purchase(one, given), cart: "default" }, moment()),
  ];
  assert.deepEqual(attempts.map((outcome) => outcome.ok && outcome.value.replayed), [false, false, false]);
  const { orders } = await only(db, sql<{ orders: number }>`SELECT count(*) AS orders FROM orders`);
  assert.equal(orders, 3);
});
