import assert from "node:assert/strict";
import { type Database, sql } from "../../../src/adapters/libsql/database.ts";
import { showEvents } from "../../../src/adapters/libsql/events.ts";
import { cancelOrderStore } from "../../../src/adapters/libsql/orders/cancel_order.ts";
import { changeOrderStore } from "../../../src/adapters/libsql/orders/change_order.ts";
import type { Caller } from "../../../src/core/customers/session.ts";
import { cancelOrder } from "../../../src/core/orders/cancel_order.ts";
import { changeOrder } from "../../../src/core/orders/change_order.ts";
import type { OrderStatus } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";
import { everything, moment, now, open, order, shopper, sized, thing } from "./given.ts";
import { change, fresh, kept } from "./stock_room.ts";

type Event = { readonly id: number; readonly type: string; readonly at: string; readonly data: object };

const events = async (db: Database, after = 0): Promise<readonly Event[]> => {
  const nobody: Caller = { user: 0, session: "", staff: false };
  const { rows } = await showEvents(db)(nobody, after, 1000, now);
  return rows.map(({ body }) => JSON.parse(body));
};

/** What was told since, each as its type and data. */
const told = async (db: Database, after = 0) => (await events(db, after)).map(({ type, data }) => [type, data]);

const low = (product: number, variant: number | null, stock: number) => ["stock.low", { product, variant, stock }];

const move = (db: Database, caller: Caller, status: OrderStatus) =>
  changeOrder(changeOrderStore(db, "https://shop.example"))(
    { caller, order: 1, status, address: null, isPaid: null },
    moment(),
  );

onEachDriver(
  "an order tells that it was placed, and of each stock that it takes from above five to five",
  async (db) => {
    await open(db, thing("lamp", 8), sized("coat", { S: 6, M: 9 }), thing("pen", 20));
    const nur = await shopper(db, "nur");
    assert.ok((await order(db, nur, { 1: 2, 2: 2, 3: 1 })).ok);
    assert.deepEqual(await events(db), [
      { id: 1, type: "order.placed", at: now, data: { order: 1 } },
      { id: 2, type: "stock.low", at: now, data: { product: 2, variant: 2, stock: 4 } },
    ]);
    assert.ok((await order(db, nur, { 1: 6, 2: 1 })).ok, "the coat is low already");
    assert.deepEqual(await told(db, 2), [["order.placed", { order: 2 }], low(1, null, 0)]);
    assert.ok(!(await order(db, nur, { 1: 1, 3: 16 })).ok);
    assert.equal((await events(db)).length, 4, "what is refused is not told");
  },
);

onEachDriver("a stock that staff take from above five to five is told, whatever else they change", async (db) => {
  await open(db, thing("lamp", 8), sized("coat", { S: 6, M: 9, L: 7 }));
  const boss = await shopper(db, "boss", true);
  const edit = async (given: Parameters<typeof change>[2]) => {
    const before = (await events(db)).length;
    const outcome = await change(db, boss, given);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return await told(db, before);
  };
  assert.deepEqual(await edit({ stock: 6 }), []);
  assert.deepEqual(await edit({ texts: { name: "Lamp" }, stock: 5 }), [low(1, null, 5)]);
  assert.deepEqual(await edit({ stock: 3 }), []);
  assert.deepEqual(await edit({ texts: { color: "red" } }), []);
  assert.deepEqual(await edit({ stock: 900 }), []);
  assert.deepEqual(await edit({ stock: 0 }), [low(1, null, 0)], "again, once it was above");
  const rows = [kept(2, { stock: 5 }), kept(3), kept(4, { stock: 0 }), fresh({ size: "XL" }, { stock: 1 })];
  assert.deepEqual(await edit({ product: 2, variants: rows }), [low(2, 2, 5), low(2, 4, 0)]);
  assert.deepEqual(await edit({ product: 2, variants: [kept(3, { options: { size: "m" } })] }), [], "taken off sale");
  assert.deepEqual(await edit({ variants: [fresh({ size: "S" }, { stock: 2 })] }), [], "the first variants it has");
});

onEachDriver("each move of an order is told once, by whomever it is made; what moves nothing is not", async (db) => {
  await open(db, thing("lamp", 30));
  const [nur, boss] = [await shopper(db, "nur"), await shopper(db, "boss", true)];
  for (const _ of [1, 2]) assert.ok((await order(db, nur, { 1: 1 })).ok);
  assert.ok((await move(db, boss, "Processing")).ok);
  assert.ok((await move(db, boss, "Processing")).ok);
  assert.ok(!(await move(db, boss, "Delivered")).ok);
  const paid = { caller: boss, order: 1, status: null, address: "Pokhara", isPaid: true };
  assert.ok((await changeOrder(changeOrderStore(db, ""))(paid, moment())).ok);
  const six = Array.from({ length: 6 }, () => move(db, nur, "Cancelled"));
  assert.ok((await Promise.all(six)).every((outcome) => outcome.ok), "who comes too late finds it as wished");
  assert.ok((await cancelOrder(cancelOrderStore(db))({ caller: nur, order: 2 }, moment())).ok);
  assert.deepEqual(await told(db, 2), [
    ["order.status_changed", { order: 1, from: "Pending", to: "Processing" }],
    ["order.cancelled", { order: 1, from: "Processing", to: "Cancelled" }],
    ["order.cancelled", { order: 2, from: "Pending", to: "Cancelled" }],
  ]);
});

onEachDriver("eight write at once: a reader on the way gets every event, in order and without a gap", async (db) => {
  await open(db, thing("lamp", 40));
  const buyers = await Promise.all(Array.from({ length: 8 }, (_, i) => shopper(db, `nur${i}`)));
  const seen: Event[] = [];
  const read = async () => void seen.push(...await events(db, seen.at(-1)?.id ?? 0));
  let writing = true;
  const reader = (async () => {
    while (writing) await read();
  })();
  // Each key is sent twice at once: the second order is rolled back after its events were written.
  const attempts = buyers.flatMap((buyer) =>
    ["a", "b", "c", "d", "e", "f"].flatMap((key) => [key, key].map((twin) => order(db, buyer, { 1: 1 }, twin)))
  );
  const placed = (await Promise.all(attempts)).filter((outcome) => outcome.ok && !outcome.value.replayed);
  writing = false;
  await reader;
  await read();
  assert.equal(placed.length, 40);
  assert.deepEqual(seen.map(({ id }) => id), Array.from({ length: 41 }, (_, i) => i + 1));
  const orders = seen.flatMap(({ type, data }) => type === "order.placed" ? [(data as { order: number }).order] : []);
  assert.deepEqual(orders, Array.from({ length: 40 }, (_, i) => i + 1));
  assert.deepEqual(seen.filter(({ type }) => type === "stock.low").map(({ data }) => data), [
    { product: 1, variant: null, stock: 5 },
  ]);
});

onEachDriver("a write that is rolled back after it told of itself leaves no gap", async (db) => {
  const tell = sql`INSERT INTO events (type, at, data) VALUES ('order.placed', ${now}, '{"order":1}')`;
  assert.ok((await db.write([tell])).done);
  for (const failing of [sql`SELECT json('stale')`, sql`INSERT INTO events (type, at, data) VALUES ('x', '', '{}')`]) {
    assert.ok(!(await db.write([tell, tell, failing])).done);
  }
  assert.ok((await db.write([tell])).done);
  assert.deepEqual((await events(db)).map(({ id }) => id), [1, 2]);
});

onEachDriver("what cannot be told does not happen", async (db) => {
  await open(db, thing("lamp", 8));
  const [nur, boss] = [await shopper(db, "nur"), await shopper(db, "boss", true)];
  assert.ok((await order(db, nur, { 1: 1 })).ok);
  await db.write([sql`ALTER TABLE events RENAME TO gone`, sql`CREATE TABLE events (id INTEGER PRIMARY KEY) STRICT`]);
  const before = await everything(db);
  await assert.rejects(order(db, nur, { 1: 1 }), /no column/);
  await assert.rejects(move(db, boss, "Processing"), /no column/);
  await assert.rejects(change(db, boss, { stock: 1 }), /no column/);
  assert.deepEqual(await everything(db), before);
});
