import assert from "node:assert/strict";
import { edDsaTokens, freshSeed } from "../../src/adapters/crypto/tokens.ts";
import { unindexProduct } from "../../src/adapters/libsql/catalog/index_product.ts";
import { insertProduct } from "../../src/adapters/libsql/catalog/insert_product.ts";
import { type Database, raw, sql } from "../../src/adapters/libsql/database.ts";
import { openEmbedded } from "../../src/adapters/libsql/embedded.ts";
import { after } from "../../src/core/customers/session.ts";
import { money } from "../../src/core/values.ts";
import { drawing, type Drawn } from "../../tools/grow/catalogue.ts";
import { sessionOf } from "../../tools/grow/customers.ts";
import { grow } from "../../tools/grow/shop.ts";
import { call } from "../blackbox/client.ts";
import { drivers } from "../drivers.ts";
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

/** A drawn product, made by the statements with which staff make one. */
const insertDrawn = ({ name, description, category, color, ways }: Drawn, created: string) =>
  insertProduct(
    sql`${category}`,
    {
      name,
      description: description(),
      color,
      size: "",
      image: null,
      price: money(ways[0]?.price ?? 0),
      stock: ways[0]?.stock ?? 0,
      variants: ways.flatMap(({ size, price, stock }, position) =>
        size === null ? [] : [{ position, sku: null, options: { size }, price: money(price), stock }]
      ),
    },
    created,
  );

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

/** What a product is, what is sold of it, and what finds it: the words of the index with how many products have each. */
async function catalogueOf(database: Database): Promise<readonly unknown[]> {
  await database.write([sql`CREATE VIRTUAL TABLE vocabulary USING fts5vocab (product_words, row)`]);
  return await database.read([
    sql`SELECT id, category_id, name, name_key, description, color, size, image, price, stock, varied, archived, created_at
        FROM products ORDER BY id`,
    sql`SELECT * FROM variants ORDER BY id`,
    sql`SELECT * FROM product_options`,
    sql`SELECT term, doc FROM vocabulary`,
  ]);
}

Deno.test("grown products are what staff would have made of them, one after the other", async () => {
  const made = await drivers.embedded();
  const draw = drawing(2, size);
  await made.database.write(
    Array.from({ length: 10 }, (_, n) => sql`INSERT INTO categories (name, slug, created_at) VALUES ('', ${n}, '')`),
  );
  await grown(2, at, async (database) => {
    const [grownOnes] = await database.read([sql<{ created_at: string }>`SELECT created_at FROM products ORDER BY id`]);
    for (const [index, { created_at }] of grownOnes.entries()) {
      await made.database.write([...insertDrawn(draw(index + 1), created_at)]);
      if (draw(index + 1).archived) {
        await made.database.write([
          ...unindexProduct(index + 1),
          sql`UPDATE products SET archived = 1 WHERE id = ${index + 1}`,
          sql`UPDATE variants SET archived = 1 WHERE product_id = ${index + 1}`,
        ]);
      }
    }
    assert.deepEqual(await catalogueOf(database), await catalogueOf(made.database));
  });
  await made.close();
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
