import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { type Database, sql } from "../src/adapters/libsql/database.ts";
import { openEmbedded } from "../src/adapters/libsql/embedded.ts";
import { migrate } from "../src/adapters/libsql/migrate.ts";
import { readMigrations } from "../src/prepare.ts";
import { open, sized, thing } from "./adapters/libsql/given.ts";
import { enrol, type Member } from "./enrol.ts";
import { assertInvariants, supplied } from "./invariants.ts";
import { isLong, seedFrom } from "./long.ts";
import { startBare } from "./process.ts";

const ROUNDS = isLong ? 60 : 3;
const SHOPPERS = 8;

/** What a shopper was told, and the key of a checkout that was never answered. */
type Shopper = Member & {
  readonly orders: Set<number>;
  readonly cancelled: Set<number>;
  keys: number;
  unanswered: string | null;
};

type Answer = { readonly status: number; readonly body: { readonly id?: number; readonly order_id?: number } | null };

async function send(url: string, { token }: Member, method: string, path: string, json?: object, key?: string) {
  const response = await fetch(url + path, {
    method,
    headers: {
      "Content-Type": "application/json",
      Authorization: `Token ${token}`,
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) } as Answer;
}

/** Sends the checkout of that key until it is answered, in this life of the shop or another. */
async function checkout(url: string, shopper: Shopper, key: string): Promise<number> {
  shopper.unanswered = key;
  const { status, body } = await send(url, shopper, "POST", "/api/cart/checkout/", {}, key);
  assert.equal(status, 201, JSON.stringify(body));
  const order = body?.order_id ?? 0;
  shopper.orders.add(order);
  shopper.unanswered = null;
  return order;
}

/** Buys, merges, rates and changes their mind until the shop is gone; `told` hears of each order. */
async function shopUntilTheEnd(url: string, shopper: Shopper, told: () => void): Promise<void> {
  const as = (method: string, path: string, json?: object) => send(url, shopper, method, path, json);
  const add = (product: number, quantity: number) =>
    as("POST", "/api/cart/add_item/", { product_id: product, quantity });
  try {
    if (shopper.unanswered !== null) await checkout(url, shopper, shopper.unanswered);
    for (;;) {
      const turn = ++shopper.keys;
      assert.equal((await add(1, 1 + turn % 3)).status, 201);
      if (turn % 2 === 0) assert.equal((await add(2, 1)).status, 201);
      if (turn % 5 === 0) {
        const { body } = await as("POST", "/api/cart/");
        assert.equal((await as("POST", "/api/cart/merge/", { cart_id: body?.id })).status, 200);
      }
      const order = await checkout(url, shopper, `key-${turn}`);
      told();
      if (turn % 3 === 0) {
        assert.equal((await as("DELETE", `/api/orders/${order}/`)).status, 204);
        shopper.cancelled.add(order);
      }
      if (turn % 4 === 0) assert.ok((await as("POST", "/api/products/1/rate/", { rating: 1 + turn % 5 })).status < 300);
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** The file is whole, the shop keeps its laws, and whatever a shopper was told is so. */
async function assertKept(database: Database, shoppers: readonly Shopper[], supply: Readonly<Record<number, number>>) {
  const [check, orders] = await database.read([
    sql<{ integrity_check: string }>`PRAGMA integrity_check`,
    sql<{ id: number; user_id: number; status: string }>`SELECT id, user_id, status FROM orders`,
  ]);
  assert.deepEqual(check.map((row) => row.integrity_check), ["ok"]);
  await assertInvariants(database, supply);
  const kept = new Map(orders.map(({ id, user_id, status }) => [id, { user: user_id, status }]));
  for (const { id, orders, cancelled } of shoppers) {
    for (const order of orders) assert.equal(kept.get(order)?.user, id, `order ${order} was answered 201`);
    for (const order of cancelled) assert.equal(kept.get(order)?.status, "Cancelled", `${order} was answered 204`);
  }
}

Deno.test({
  name: `a shop that is killed ${ROUNDS} times keeps every order that it told of, and is never half done`,
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const chosen = seedFrom("CRASH_SEED");
    console.log(`CRASH_SEED=${chosen}`);
    const moments = fc.sample(fc.noBias(fc.integer({ min: 0, max: 400 })), { seed: chosen, numRuns: ROUNDS });
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const path = `${folder}/kiosk.db`;
    const seed = freshSeed();
    const first = openEmbedded(path);
    await migrate(first, readMigrations(), new Date().toISOString());
    await open(first, thing("coat", 1_000_000), sized("shirt", { S: 1_000_000 }));
    await enrol(first, seed, ["keeper"], true);
    const names = Array.from({ length: SHOPPERS }, (_, n) => `shopper${n}`);
    const shoppers = (await enrol(first, seed, names)).map((member): Shopper => (
      { ...member, orders: new Set(), cancelled: new Set(), keys: 0, unanswered: null }
    ));
    const supply = await supplied(first);
    first.close();
    const environment = { DATABASE_URL: `file:${path}`, AUTH_SECRET_KEY: seed, LOGIN_RATE_LIMIT: "off" };
    let cut = 0;
    for (const moment of moments) {
      const shop = await startBare("start", { ...environment, DEMO_DATA: "off" });
      const { promise: firstOrder, resolve: told } = Promise.withResolvers<void>();
      const shopping = shoppers.map((shopper) => shopUntilTheEnd(shop.url, shopper, told));
      await firstOrder;
      await new Promise((resolve) => setTimeout(resolve, moment));
      await shop.kill();
      await Promise.all(shopping);
      cut += shoppers.filter(({ unanswered }) => unanswered !== null).length;
      const database = openEmbedded(path);
      await assertKept(database, shoppers, supply);
      database.close();
    }
    const orders = shoppers.reduce((sum, { orders }) => sum + orders.size, 0);
    console.log(`${orders} orders told of, ${cut} checkouts cut and asked again`);
    await Deno.remove(folder, { recursive: true });
  },
});
