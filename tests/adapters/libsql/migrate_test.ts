import assert from "node:assert/strict";
import { sql } from "../../../src/adapters/libsql/database.ts";
import { openEmbedded } from "../../../src/adapters/libsql/embedded.ts";
import { isReady, migrate, MigrationRefused, SCHEMA_VERSION } from "../../../src/adapters/libsql/migrate.ts";
import { readMigrations } from "../../../src/prepare.ts";
import { onEachDriver } from "../../drivers.ts";

const now = "2026-01-02T03:04:05.000Z";
const unmigrated = false;

Deno.test("the code's schema is the last migration's, and migrations are numbered without a gap", () =>
  assert.deepEqual(readMigrations().map((it) => it.version), Array.from({ length: SCHEMA_VERSION }, (_, i) => i + 1)));

onEachDriver("migrating brings an empty database to this schema, once", async (db) => {
  assert.equal(await isReady(db)(), false);
  assert.equal(await migrate(db, readMigrations(), now), SCHEMA_VERSION);
  assert.equal(await migrate(db, readMigrations(), now), 0);
  assert.equal(await isReady(db)(), true);
}, unmigrated);

onEachDriver("two that migrate at once end with one schema", async (db) => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(db, readMigrations(), now)));
  assert.deepEqual(applied.toSorted(), [0, 0, SCHEMA_VERSION]);
}, unmigrated);

onEachDriver("a migration that fails leaves nothing", async (db) => {
  const broken = [...readMigrations(), { version: SCHEMA_VERSION + 1, text: "CREATE TABLE users (id TEXT);\n" }];
  await assert.rejects(migrate(db, broken, now), /already exists/);
  const [tables] = await db.read([sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'users'`]);
  assert.deepEqual(tables.length, 0);
}, unmigrated);

onEachDriver("a database that is newer than the code is refused and is not ready", async (db) => {
  await db.write([sql`INSERT INTO migrations (version, applied_at) VALUES (${SCHEMA_VERSION + 1}, ${now})`]);
  await assert.rejects(migrate(db, readMigrations(), now), MigrationRefused);
  assert.equal(await isReady(db)(), false);
});

Deno.test("two connections that migrate one file at once end with one schema", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const connections = [1, 2, 3].map(() => openEmbedded(`${folder}/kiosk.db`));
  const applied = await Promise.all(connections.map((db) => migrate(db, readMigrations(), now)));
  assert.deepEqual(applied.toSorted(), [0, 0, SCHEMA_VERSION]);
  connections.forEach((db) => db.close());
  await Deno.remove(folder, { recursive: true });
});

const guards: Readonly<Record<string, ReturnType<typeof sql>>> = {
  "stock cannot go below 0": sql`UPDATE variants SET stock = -1`,
  "a product's stock cannot go below 0": sql`UPDATE products SET stock = -1`,
  "a customer has one default cart": sql`
    INSERT INTO carts (user_id, is_default, created_at, updated_at) VALUES (1, 1, ${now}, ${now})`,
  "a checked-out cart has one order": sql`
    INSERT INTO orders (ref, user_id, user_name, cart_id, total, currency, shipping_address, phone, email, payment_mode,
                        created_at, updated_at)
    SELECT 'again', user_id, user_name, cart_id, total, currency, shipping_address, phone, email, payment_mode,
           created_at, updated_at FROM orders`,
  "a line holds 1 to 1,000,000": sql`UPDATE cart_lines SET quantity = 0`,
  "a line is of something that is sold": sql`UPDATE cart_lines SET variant_id = 99`,
  "a login name is one user's": sql`INSERT INTO login_names (name, user_id) VALUES ('nur', 1)`,
  "an order has one of the five states": sql`UPDATE orders SET status = 'Lost'`,
};

onEachDriver("the schema is the last guard", async (db) => {
  const made = await db.write([
    sql`INSERT INTO users (username, email, password, first_name, last_name, address, created_at)
        VALUES ('nur', 'nur@example.com', 'x', '', '', '', ${now})`,
    sql`INSERT INTO login_names VALUES ('nur', 1)`,
    sql`INSERT INTO categories (name, slug, created_at) VALUES ('Jackets', 'jackets', ${now})`,
    sql`INSERT INTO products (category_id, name, name_key, description, color, size, price, stock, created_at)
        VALUES (1, 'Jacket', 'jacket', '', '', '', 100, 5, ${now})`,
    sql`INSERT INTO variants (product_id, plain, position, options, options_key, price, stock)
        VALUES (1, 1, 0, '{}', '', 100, 5)`,
    sql`INSERT INTO carts (user_id, is_default, created_at, updated_at) VALUES (1, 1, ${now}, ${now})`,
    sql`INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at) VALUES (1, 1, 1, ${now}, ${now})`,
    sql`INSERT INTO orders (ref, user_id, user_name, cart_id, total, currency, shipping_address, phone, email,
                            payment_mode, created_at, updated_at)
        VALUES ('one', 1, 'Nur', 1, 100, 'NPR', '""', '', '', 'cod', ${now}, ${now})`,
  ]);
  assert.equal(made.done, true, JSON.stringify(made));
  for (const [promise, attack] of Object.entries(guards)) {
    const written = await db.write([attack]);
    assert.equal(written.done, false, promise);
    assert.match(written.done === false ? written.reason : "", /constraint failed/i, promise);
  }
});
