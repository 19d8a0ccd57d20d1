import assert from "node:assert/strict";
import { edDsaTokens, freshSeed } from "../../src/adapters/crypto/tokens.ts";
import { showProducts } from "../../src/adapters/libsql/catalog/show_products.ts";
import { type Database, raw, sql } from "../../src/adapters/libsql/database.ts";
import { openEmbedded } from "../../src/adapters/libsql/embedded.ts";
import { after } from "../../src/core/customers/session.ts";
import { sessionOf } from "../../tools/grow/customers.ts";
import { grow } from "../../tools/grow/shop.ts";
import { call } from "../blackbox/client.ts";
import { serveShop } from "../in_process.ts";
import { assertInvariants } from "../invariants.ts";

const size = { products: 300, customers: 40, orders: 1000 };

/** A shop grown for a test, and how far its progress told it had come each time. */
async function grown(
  seed: number,
  at: string,
  test: (database: Database, progress: readonly number[]) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const progress: number[] = [];
  await grow(`${folder}/kiosk.db`, size, seed, at, (_what, _made, done) => progress.push(done));
  const database = openEmbedded(`${folder}/kiosk.db`);
  try {
    await test(database, progress);
  } finally {
    database.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Every row of every table, the index of words aside. */
async function everything(database: Database): Promise<readonly unknown[]> {
  const [tables] = await database.read([sql<{ name: string }>`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'product_words%' ORDER BY name`]);
  return await database.read(tables.map(({ name }) => raw(`SELECT * FROM ${name}`)));
}

const at = "2026-01-02T03:04:05.000Z";

Deno.test("a grown shop is as its own commits would have left it, and of the size that was asked for", async () => {
  await grown(1, at, async (database, progress) => {
    await assertInvariants(database);
    const [[counts]] = await database.read([sql`
      SELECT (SELECT count(*) FROM products) AS products, (SELECT count(*) FROM users) AS customers,
             (SELECT count(*) FROM orders) AS orders, (SELECT max(id) - count(*) FROM events) AS gaps`]);
    assert.deepEqual({ ...counts as object }, { ...size, gaps: 0 });
    assert.ok(progress.length > 0 && progress.every((done, index) => done > (progress[index - 1] ?? 0) && done <= 1));
  });
});

Deno.test("every grown product on sale is found by its name, and no other", async () => {
  await grown(2, at, async (database) => {
    const [products] = await database.read([
      sql<{ id: number; name: string; archived: number }>`SELECT id, name, archived FROM products`,
    ]);
    assert.ok(products.some(({ archived }) => archived === 1));
    const list = showProducts(database);
    for (const { id, name, archived } of products) {
      const { rows } = await list({ search: name }, { by: "id", descending: false }, { after: null }, 10, "");
      assert.deepEqual(rows.map((row) => row.id), archived === 1 ? [] : [id], name);
    }
  });
});

Deno.test("a shop grows the same from the same seed, and another from another", async () => {
  await grown(3, at, async (database) => {
    const first = await everything(database);
    await grown(3, at, async (again) => assert.deepEqual(await everything(again), first));
    await grown(4, at, async (other) => assert.notDeepEqual(await everything(other), first));
  });
});

Deno.test("who was grown is signed in, sees their orders and buys; the first is of the staff", async () => {
  const now = new Date().toISOString();
  await grown(5, now, async (database) => {
    const seed = freshSeed();
    const shop = await serveShop(database, { AUTH_SECRET_KEY: seed, DEMO_DATA: "off" });
    const tokens = await edDsaTokens([seed]);
    const tokenOf = (user: number) =>
      tokens.issue({ user, session: sessionOf(5, user), staff: user === 1 }, now, after(now, 3600));
    try {
      const token = await tokenOf(2);
      const before = await call(shop.url, "GET", "/api/orders/", { token });
      assert.ok(before.body.length > 5);
      const [{ id }] = (await call(shop.url, "GET", "/api/products/?in_stock=1&limit=1")).body;
      await call(shop.url, "POST", "/api/cart/add_item/", { token, json: { product_id: id } });
      assert.equal((await call(shop.url, "POST", "/api/cart/checkout/", { token, json: {} })).status, 201);
      const all = await call(shop.url, "GET", "/api/orders/?page=1", { token: await tokenOf(1) });
      assert.equal(all.body.count, size.orders + 1);
      await assertInvariants(database);
    } finally {
      await shop.close();
    }
  });
});
