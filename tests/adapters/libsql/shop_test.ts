import assert from "node:assert/strict";
import { addItemStore } from "../../../src/adapters/libsql/cart/add_item.ts";
import { emptyCartStore } from "../../../src/adapters/libsql/cart/empty_cart.ts";
import { mergeCartsStore } from "../../../src/adapters/libsql/cart/merge_carts.ts";
import { openCartStore } from "../../../src/adapters/libsql/cart/open_cart.ts";
import { showCart } from "../../../src/adapters/libsql/cart/show_cart.ts";
import { counted, type Database, sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { checkoutStore } from "../../../src/adapters/libsql/orders/checkout.ts";
import { addItem } from "../../../src/core/cart/add_item.ts";
import { emptyCart } from "../../../src/core/cart/empty_cart.ts";
import { decideMergeCarts, mergeCarts } from "../../../src/core/cart/merge_carts.ts";
import { openCart } from "../../../src/core/cart/open_cart.ts";
import type { CartRef } from "../../../src/core/cart/cart.ts";
import type { Caller } from "../../../src/core/customers/session.ts";
import { type Checkout, checkout } from "../../../src/core/orders/checkout.ts";
import type { NewOrder } from "../../../src/core/orders/purchase.ts";
import { stale } from "../../../src/core/use_case.ts";
import { money, PRICE_MAX, quantity } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";
import { add, everything, mine, moment, now, only, open, shopper, thing } from "./given.ts";

const command = (caller: Caller, given: Partial<Checkout> = {}): Checkout => ({
  caller,
  cart: "default",
  address: null,
  phone: null,
  email: null,
  paymentMode: "cod",
  expectedTotal: null,
  idempotency: null,
  ...given,
});

const buy = (db: Database, caller: Caller, given: Partial<Checkout> = {}) =>
  checkout(checkoutStore(db, "NPR"))(command(caller, given), moment());

onEachDriver(
  "60 checkouts at once over a stock of 25: 25 orders, stock 0, 35 clear refusals, no conflict",
  async (db) => {
    await open(db, thing("lamp", 25), thing("rug", 1000));
    const callers = await Promise.all(Array.from({ length: 60 }, (_, i) => shopper(db, `shopper${i}`)));
    await Promise.all(callers.map(async (caller) => {
      assert.ok((await add(db, caller, 2, 2)).ok);
      assert.ok((await add(db, caller, 1, 1)).ok);
    }));
    const outcomes = await Promise.all(callers.map((caller) => buy(db, caller)));
    const refusals = outcomes.flatMap((outcome) => outcome.ok ? [] : [outcome.error]);
    assert.equal(outcomes.length - refusals.length, 25);
    const shortage = { product: 1, variant: null, available: 0, requested: 1 };
    for (const error of refusals) assert.deepEqual(error, { type: "out_of_stock", ...shortage, items: [shortage] });
    const sums = await only(
      db,
      sql<{ orders: number; sold: number; lamps: number; rugs: number; lines: number; shown: number; carts: number }>`
      SELECT (SELECT count(*) FROM orders) AS orders,
        (SELECT sum(quantity) FROM order_items) AS sold,
        (SELECT stock FROM variants WHERE product_id = 1) AS lamps,
        (SELECT stock FROM variants WHERE product_id = 2) AS rugs,
        (SELECT count(*) FROM cart_lines) AS lines,
        (SELECT stock FROM products WHERE id = 2) AS shown,
        (SELECT count(*) FROM carts WHERE state = 'open' AND is_default = 1) AS carts`,
    );
    assert.deepEqual({ ...sums }, { orders: 25, sold: 75, lamps: 0, rugs: 950, lines: 70, shown: 950, carts: 60 });
  },
);

onEachDriver("a checkout whose last line is short leaves no row changed", async (db) => {
  await open(db, thing("lamp", 5), thing("rug", 5), thing("vase", 5));
  const caller = await shopper(db, "nur");
  for (const product of [1, 2, 3]) assert.ok((await add(db, caller, product, 5)).ok);
  await db.write([
    sql`UPDATE variants SET stock = 4 WHERE product_id = 3`,
    sql`UPDATE products SET stock = 4 WHERE id = 3`,
  ]);
  const before = await everything(db);
  const outcome = await buy(db, caller);
  assert.equal(outcome.ok === false && outcome.error.type, "out_of_stock");
  assert.deepEqual(await everything(db), before);
});

const chosen: Omit<NewOrder, "cart" | "caller" | "items" | "total"> = {
  ref: "5e0c6b61-7a4e-4f5b-8f0e-2d1c7b8f9a01",
  customerName: "nur",
  address: "",
  phone: "",
  email: "",
  paymentMode: "cod",
  idempotency: null,
  at: now,
};

/** What may change between load and commit, and makes the commit stale. */
const meanwhile: Readonly<Record<string, Statement>> = {
  "the last line sold out": sql`UPDATE variants SET stock = 0 WHERE product_id = 2`,
  "a price changed": sql`UPDATE variants SET price = price + 1 WHERE product_id = 2`,
  "a line went off sale": sql`UPDATE variants SET archived = 1 WHERE product_id = 1`,
  "the cart changed": sql`UPDATE carts SET version = version + 1`,
  "the cart was checked out": sql`UPDATE carts SET state = 'checked_out'`,
  "the session was ended": sql`DELETE FROM sessions`,
};

for (const [what, change] of Object.entries(meanwhile)) {
  onEachDriver(`a checkout commits nothing when ${what} after it was decided`, async (db) => {
    await open(db, thing("lamp", 5), thing("rug", 5));
    const caller = await shopper(db, "nur");
    for (const product of [1, 2]) await add(db, caller, product, 2);
    const store = checkoutStore(db, "NPR");
    const { cart, lines } = await store.load(command(caller), moment());
    await db.write([change]);
    const before = await everything(db);
    const items = lines.map(({ product, variant, name, image, options, price, quantity: units }) => ({
      product,
      variant,
      name,
      image,
      options,
      price,
      quantity: units,
    }));
    const outcome = await store.commit({ ...chosen, caller, cart: cart!, items, total: money(40_000) });
    assert.equal(typeof outcome, "symbol");
    assert.deepEqual(await everything(db), before);
  });
}

onEachDriver("a checkout costs two round trips, whether the cart has 1 line or 50", async (db) => {
  await open(db, ...Array.from({ length: 50 }, (_, i) => thing(`thing${i}`, 100)));
  for (const [name, lines] of [["one", 1], ["fifty", 50]] as const) {
    const caller = await shopper(db, name);
    for (let product = 1; product <= lines; product++) {
      const own = counted(db);
      assert.ok((await add(own, caller, product, 1)).ok);
      assert.equal(own.roundTrips(), 2);
    }
    const own = counted(db);
    assert.ok((await buy(own, caller)).ok);
    assert.equal(own.roundTrips(), 2);
  }
});

onEachDriver("a checkout that lost a race is decided again, in four round trips", async (db) => {
  await open(db, thing("lamp", 1));
  const callers = await Promise.all(["first", "second"].map((name) => shopper(db, name)));
  for (const caller of callers) await add(db, caller, 1, 1);
  const own = callers.map(() => counted(db));
  const outcomes = await Promise.all(callers.map((caller, i) => buy(own[i]!, caller)));
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 1);
  assert.deepEqual(own.map((each) => each.roundTrips()).toSorted(), [2, 3]);
});

onEachDriver("16 at once add one thing to one cart: exactly the stock, and no conflict", async (db) => {
  await open(db, thing("lamp", 10));
  const caller = await shopper(db, "nur");
  const outcomes = await Promise.all(Array.from({ length: 16 }, () => add(db, caller, 1, 1)));
  assert.equal(outcomes.filter((outcome) => outcome.ok).length, 10);
  for (const outcome of outcomes) if (!outcome.ok) assert.equal(outcome.error.type, "out_of_stock");
  const { cart } = await showCart(db, "NPR")(mine(caller), now);
  assert.equal(JSON.parse(cart ?? "").items[0].quantity, 10);
});

onEachDriver("four twins with one key make one order and are told of it", async (db) => {
  await open(db, thing("lamp", 10));
  const caller = await shopper(db, "nur");
  await add(db, caller, 1, 1);
  const idempotency = { key: "k", fingerprint: "f" };
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => buy(db, caller, { idempotency })));
  const placed = outcomes.map((outcome) => outcome.ok ? outcome.value : null);
  assert.equal(new Set(placed.map((each) => each?.answer)).size, 1);
  assert.deepEqual(placed.map((each) => each?.replayed).toSorted(), [false, true, true, true]);
  assert.equal((await only(db, sql<{ n: number }>`SELECT count(*) AS n FROM orders`)).n, 1);
  const other = await buy(db, caller, { idempotency: { key: "k", fingerprint: "g" } });
  assert.equal(other.ok === false && other.error.type, "idempotency_key_reused");
});

onEachDriver("a failed attempt leaves its key free", async (db) => {
  await open(db, thing("lamp", 10));
  const caller = await shopper(db, "nur");
  const idempotency = { key: "k", fingerprint: "f" };
  const empty = await buy(db, caller, { idempotency });
  assert.equal(empty.ok === false && empty.error.type, "cart_empty");
  await add(db, caller, 1, 1);
  assert.ok((await buy(db, caller, { idempotency })).ok);
});

const openFor = (db: Database, caller: Caller) =>
  openCart(openCartStore(db, "NPR"))({ owner: { type: "customer", caller } }, moment());

const merge = (db: Database, caller: Caller, source: number, cart: CartRef = "default") =>
  mergeCarts(mergeCartsStore(db))({ caller, cart, source, tokenDigest: null }, moment());

/** Units of the product in the customer's open carts. */
const held = (db: Database, caller: Caller) =>
  only(
    db,
    sql<{ units: number; carts: number }>`
      SELECT coalesce((SELECT sum(l.quantity) FROM cart_lines l JOIN carts c ON c.id = l.cart_id
                       WHERE c.user_id = ${caller.user} AND c.state = 'open'), 0) AS units,
        (SELECT count(*) FROM carts WHERE user_id = ${caller.user} AND state = 'open' AND is_default = 1) AS carts`,
  );

onEachDriver("merges and additions at once lose no unit and double none", async (db) => {
  await open(db, thing("lamp", 1000));
  const caller = await shopper(db, "nur");
  const opened = await Promise.all([1, 2, 3].map(() => openFor(db, caller)));
  const ids = opened.map((cart) => cart.ok ? JSON.parse(cart.value).id as number : 0);
  const put = (cart: CartRef) =>
    addItem(addItemStore(db))(
      { owner: mine(caller, cart), product: 1, variant: null, quantity: quantity(1) },
      moment(),
    );
  for (const id of ids) assert.ok((await put(id)).ok);
  const outcomes = await Promise.all([
    ...ids.map((id) => merge(db, caller, id)),
    ...ids.map((id) => merge(db, caller, id)),
    put("default"),
    put("default"),
  ]);
  const added = outcomes.slice(6).filter((outcome) => outcome.ok).length;
  assert.deepEqual({ ...await held(db, caller) }, { units: 3 + added, carts: 1 });
});

onEachDriver("ten deletions of the default cart at once all go through and leave a new, empty one", async (db) => {
  await open(db, thing("lamp", 10));
  const caller = await shopper(db, "nur");
  assert.ok((await add(db, caller, 1, 2)).ok);
  const emptied = emptyCart(emptyCartStore(db));
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => emptied({ owner: mine(caller), keep: false }, moment())),
  );
  assert.deepEqual(outcomes, Array.from({ length: 10 }, () => ({ ok: true, value: null })));
  const carts = await only(
    db,
    sql<{ carts: number; lines: number }>`
      SELECT count(*) AS carts, (SELECT count(*) FROM cart_lines) AS lines FROM carts WHERE is_default = 1`,
  );
  assert.deepEqual({ ...carts }, { carts: 1, lines: 0 });
});

onEachDriver("a merge and a checkout of the same cart at once end as if one had come after the other", async (db) => {
  await open(db, thing("lamp", 1000));
  const caller = await shopper(db, "nur");
  const opened = await openFor(db, caller);
  const id = opened.ok ? JSON.parse(opened.value).id as number : 0;
  await addItem(addItemStore(db))(
    { owner: mine(caller, id), product: 1, variant: null, quantity: quantity(2) },
    moment(),
  );
  const [merged, bought] = await Promise.all([merge(db, caller, id), buy(db, caller, { cart: id })]);
  assert.notEqual(merged.ok, bought.ok);
  const { units, carts } = await held(db, caller);
  assert.deepEqual([units, carts], [merged.ok ? 2 : 0, 1]);
});

onEachDriver("merging the default cart away leaves a new, empty one", async (db) => {
  await open(db, thing("lamp", 1000));
  const caller = await shopper(db, "nur");
  await add(db, caller, 1, 2);
  const { cart: shown } = await showCart(db, "NPR")(mine(caller), now);
  const opened = await openFor(db, caller);
  const target = opened.ok ? JSON.parse(opened.value).id as number : 0;
  assert.ok((await merge(db, caller, JSON.parse(shown ?? "").id, target)).ok);
  assert.deepEqual({ ...await held(db, caller) }, { units: 2, carts: 1 });
  assert.deepEqual(JSON.parse((await showCart(db, "NPR")(mine(caller), now)).cart ?? "").items, []);
});

onEachDriver("a merge that would exceed the stock leaves no row changed", async (db) => {
  await open(db, thing("lamp", 3), thing("rug", 3));
  const caller = await shopper(db, "nur");
  const opened = await openFor(db, caller);
  const id = opened.ok ? JSON.parse(opened.value).id as number : 0;
  for (const [product, cart] of [[1, id], [2, id], [2, "default"]] as const) {
    const owner = mine(caller, cart);
    await addItem(addItemStore(db))({ owner, product, variant: null, quantity: quantity(2) }, moment());
  }
  const before = await everything(db);
  const outcome = await merge(db, caller, id);
  assert.equal(outcome.ok === false && outcome.error.type, "out_of_stock");
  assert.deepEqual(await everything(db), before);
});

onEachDriver(
  "a merge commits nothing when dearer prices take the total beyond all bounds after it was decided",
  async (db) => {
    await open(db, thing("lamp", 1_000_000, PRICE_MAX), thing("rug", 1_000_000, 1));
    const caller = await shopper(db, "nur");
    const opened = await openFor(db, caller);
    const source = opened.ok ? JSON.parse(opened.value).id as number : 0;
    assert.ok((await add(db, caller, 1, 899_000)).ok);
    const owner = mine(caller, source);
    assert.ok(
      (await addItem(addItemStore(db))({ owner, product: 2, variant: null, quantity: quantity(2000) }, moment())).ok,
    );
    const store = mergeCartsStore(db);
    const wish = { caller, cart: "default", source, tokenDigest: null } as const;
    const decision = decideMergeCarts(await store.load(wish, moment()), wish, { now });
    assert.ok(decision.do === "commit");
    await db.write([sql`UPDATE variants SET price = ${PRICE_MAX} WHERE product_id = 2`]);
    const before = await everything(db);
    assert.equal(await store.commit(decision.change), stale);
    assert.deepEqual(await everything(db), before);
    const again = await merge(db, caller, source);
    assert.equal(again.ok === false && again.error.type, "total_too_large");
    await db.write([sql`UPDATE variants SET price = 1 WHERE product_id = 2`]);
    assert.ok((await merge(db, caller, source)).ok);
  },
);
