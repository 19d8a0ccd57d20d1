import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { type Database, raw, sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { cancelOrderStore } from "../../../src/adapters/libsql/orders/cancel_order.ts";
import { changeOrderStore } from "../../../src/adapters/libsql/orders/change_order.ts";
import { checkoutStore } from "../../../src/adapters/libsql/orders/checkout.ts";
import { showOrders } from "../../../src/adapters/libsql/orders/show_orders.ts";
import { moneyText } from "../../../src/adapters/libsql/wire_json.ts";
import type { Caller } from "../../../src/core/customers/session.ts";
import { cancelOrder } from "../../../src/core/orders/cancel_order.ts";
import { type ChangeOrder, changeOrder, decideChangeOrder } from "../../../src/core/orders/change_order.ts";
import { checkout } from "../../../src/core/orders/checkout.ts";
import { stale } from "../../../src/core/use_case.ts";
import { PRICE_MAX, TOTAL_MAX } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";
import { add, everything, moment, now, only, open, shopper, sized, thing } from "./given.ts";
import { idsIn } from "./pages.ts";

const BASE = "https://shop.example";

const command = (caller: Caller, given: Partial<ChangeOrder>): ChangeOrder => ({
  caller,
  order: 1,
  status: null,
  address: null,
  isPaid: null,
  ...given,
});

const change = (db: Database, caller: Caller, given: Partial<ChangeOrder>) =>
  changeOrder(changeOrderStore(db, BASE))(command(caller, given), moment());

const cancel = (db: Database, caller: Caller) => cancelOrder(cancelOrderStore(db))({ caller, order: 1 }, moment());

/** Loads and decides a change, and hands back its commit. */
async function decided(db: Database, caller: Caller, given: Partial<ChangeOrder>) {
  const store = changeOrderStore(db, BASE);
  const wish = command(caller, given);
  const decision = decideChangeOrder(await store.load(wish, moment()), wish, { now });
  assert.ok(decision.do === "commit");
  return () => store.commit(decision.change);
}

/** An order of what lies in the cart. */
const buy = (db: Database, caller: Caller) =>
  checkout(checkoutStore(db, "NPR"))({
    caller,
    cart: "default",
    address: null,
    phone: null,
    email: null,
    paymentMode: "cod",
    expectedTotal: null,
    idempotency: null,
  }, moment());

/** A shop with one order, of two lamps. */
async function anOrder(db: Database): Promise<{ owner: Caller; staff: Caller }> {
  await open(db, thing("lamp", 10));
  const owner = await shopper(db, "nur");
  await add(db, owner, 1, 2);
  assert.ok((await buy(db, owner)).ok);
  return { owner, staff: await shopper(db, "admin", true) };
}

const theOrder = (db: Database) =>
  only(
    db,
    sql<{ status: string; address: string; is_paid: number }>`
      SELECT status, shipping_address ->> '$' AS address, is_paid FROM orders WHERE id = 1`,
  );

onEachDriver("changes of different fields decided at once are all kept", async (db) => {
  const { owner, staff } = await anOrder(db);
  const commits = [
    await decided(db, owner, { address: "Pokhara" }),
    await decided(db, staff, { isPaid: true }),
    await decided(db, staff, { status: "Processing" }),
  ];
  for (const commit of commits) assert.notEqual(await commit(), stale);
  assert.deepEqual({ ...await theOrder(db) }, { status: "Processing", address: "Pokhara", is_paid: 1 });
});

onEachDriver("an address decided while the order was pending is not written once it is in work", async (db) => {
  const { owner, staff } = await anOrder(db);
  const late = await decided(db, owner, { address: "Pokhara" });
  assert.ok((await change(db, staff, { status: "Processing" })).ok);
  assert.equal(await late(), stale);
  const again = await change(db, owner, { address: "Pokhara" });
  assert.deepEqual(again, { ok: false, error: { type: "order_locked", status: "Processing" } });
});

/** What may change between load and commit, and makes staff's commit stale. */
const meanwhile: Readonly<Record<string, Statement>> = {
  "the order was cancelled": sql`UPDATE orders SET status = 'Cancelled'`,
  "the staff right was lost": sql`UPDATE users SET is_staff = 0`,
  "the session was ended": sql`DELETE FROM sessions`,
};

for (const [what, happening] of Object.entries(meanwhile)) {
  onEachDriver(`a change by staff commits nothing when ${what} after it was decided`, async (db) => {
    const { staff } = await anOrder(db);
    await db.write([sql`UPDATE orders SET user_id = ${staff.user}`]);
    const commit = await decided(db, staff, { status: "Processing", isPaid: true });
    await db.write([happening]);
    const before = await everything(db);
    assert.equal(await commit(), stale);
    assert.deepEqual(await everything(db), before);
  });
}

onEachDriver("six cancel at once: the stock returns once, to archived variants too", async (db) => {
  await open(db, sized("coat", { S: 5, M: 5 }), thing("lamp", 9));
  const caller = await shopper(db, "nur");
  const into = (variant: number) =>
    sql`INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at)
        SELECT id, ${variant}, 2, ${now}, ${now} FROM carts`;
  await db.write([1, 2, 3].map(into));
  assert.ok((await buy(db, caller)).ok);
  await db.write([
    sql`UPDATE variants SET archived = 1 WHERE id = 1`,
    sql`UPDATE products SET stock = 3 WHERE id = 1`,
  ]);
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => cancel(db, caller)));
  const refusals = outcomes.flatMap((outcome) => outcome.ok ? [] : [outcome.error]);
  assert.deepEqual(refusals, Array(5).fill({ type: "illegal_transition", from: "Cancelled", to: "Cancelled" }));
  const [variants, products] = await db.read([
    sql<{ stock: number }>`SELECT stock FROM variants ORDER BY id`,
    sql<{ stock: number; on_sale: number }>`
      SELECT stock, (SELECT sum(stock) FROM variants WHERE product_id = products.id AND archived = 0) AS on_sale
      FROM products ORDER BY id`,
  ]);
  assert.deepEqual(variants.map(({ stock }) => stock), [5, 5, 9]);
  assert.deepEqual(products.map(({ stock, on_sale }) => [stock, on_sale]), [[5, 5], [9, 9]]);
});

onEachDriver("staff see one user's orders; who lost the right sees their own, whoever is asked for", async (db) => {
  const { owner, staff } = await anOrder(db);
  await add(db, staff, 1, 1);
  assert.ok((await buy(db, staff)).ok);
  const list = async (caller: Caller, user?: number) =>
    idsIn(await showOrders(db)(caller, { user }, { after: null }, 10, BASE, now));
  assert.deepEqual(await list(staff), [2, 1]);
  assert.deepEqual(await list(staff, owner.user), [1]);
  assert.deepEqual(await list(owner, staff.user), [1]);
  await db.write([sql`UPDATE users SET is_staff = 0`]);
  assert.deepEqual([await list(staff), await list(staff, owner.user)], [[2], [2]]);
});

onEachDriver("an order's amounts are exact up to the largest", async (db) => {
  await open(db, thing("villa", 1_000_000, PRICE_MAX));
  const caller = await shopper(db, "nur");
  await add(db, caller, 1, 899_999);
  assert.ok((await buy(db, caller)).ok);
  const { results } = await showOrders(db)(caller, {}, { after: null }, 10, BASE, now);
  assert.match(results, /"total_price":"89999899991000\.01".*"subtotal":89999899991000\.01,/);
});

onEachDriver("the database writes every amount to its last hundredth", async (db) => {
  const amounts = fc.sample(fc.maxSafeNat().map((amount) => amount % (TOTAL_MAX + 1)), 300).concat(0, 5, 99, TOTAL_MAX);
  const rows = (await db.read([sql<{ amount: number; text: string }>`
    SELECT value AS amount, ${raw(moneyText("value"))} AS text FROM json_each(${JSON.stringify(amounts)})`]))[0];
  assert.equal(rows.length, amounts.length);
  for (const { amount, text } of rows) {
    assert.match(text, /^\d+\.\d\d$/);
    assert.equal(BigInt(text.replace(".", "")), BigInt(amount));
  }
});
