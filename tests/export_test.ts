import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { type Database, sql } from "../src/adapters/libsql/database.ts";
import { newActor } from "./blackbox/cast.ts";
import { call } from "./blackbox/client.ts";
import { STAFF_PASSWORD } from "./blackbox/targets.ts";
import { onEachDriver } from "./drivers.ts";
import { quickPasswords, serveShop } from "./in_process.ts";

const time = "2026-01-02T03:04:05.000Z";

/** So many orders with long addresses, ratings of as many products, and more sessions than a page shows. */
async function fill(db: Database, user: number, orders: number, sessions: number): Promise<void> {
  const numbers = (count: number) => JSON.stringify(Array.from({ length: count }, (_, i) => i));
  const written = await db.write([
    sql`INSERT INTO orders (ref, user_id, user_name, total, currency, shipping_address, phone, email, payment_mode,
                            created_at, updated_at)
        SELECT 'much-' || value, ${user}, 'Nur', 100, 'NPR', json_quote(${"Kohalpur ".repeat(400)}), '', '', 'cod',
               ${time}, ${time} FROM json_each(${numbers(orders)})`,
    sql`INSERT INTO ratings (product_id, user_id, stars, comment, created_at)
        SELECT id, ${user}, 4, '', ${time} FROM products`,
    sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
        SELECT printf('%08d-0000-4000-8000-000000000000', value), ${user}, ${time}, ${time}, ${time}, ''
        FROM json_each(${numbers(sessions)})`,
  ]);
  assert.ok(written.done);
}

type Page = Readonly<Record<"orders" | "carts" | "ratings" | "sessions", readonly { readonly id: number | string }[]>>;

onEachDriver("an export too long for one page goes on at its next until everything was there once", async (db) => {
  const variables = { ADMIN_PASSWORD: STAFF_PASSWORD, AUTH_SECRET_KEY: freshSeed(), DEMO_DATA: "on" };
  const shop = await serveShop(db, variables, { passwords: quickPasswords });
  try {
    const me = await newActor(shop.url);
    await fill(db, me.id, 1001, 501);
    const pages: Page[] = [];
    let next: string | null = `${shop.url}/api/users/${me.id}/export/`;
    while (next !== null) {
      const { status, body, text } = await call(next, "GET", "", me);
      assert.equal(status, 200, text);
      assert.ok(text.length < 4_500_000);
      assert.equal(body.user.id, me.id);
      pages.push(body);
      next = body.next;
      assert.ok(next === null || next.startsWith(`${shop.url}/api/users/${me.id}/export/?cursor=`));
    }
    const all = (name: keyof Page) => pages.flatMap((page) => page[name].map(({ id }) => id));
    const [orders, products, sessions] = await db.read([
      sql<{ id: number }>`SELECT id FROM orders WHERE user_id = ${me.id} ORDER BY id DESC`,
      sql`SELECT 1 FROM products`,
      sql<{ id: string }>`SELECT id FROM sessions WHERE user_id = ${me.id} ORDER BY created_at DESC, id DESC`,
    ]);
    assert.deepEqual(all("orders"), orders.map(({ id }) => id));
    assert.deepEqual(all("sessions"), sessions.map(({ id }) => id));
    assert.deepEqual([all("carts").length, all("ratings").length, all("orders").length], [1, products.length, 1001]);
    assert.equal(pages[0]?.sessions.length, 500);
    assert.ok(pages.every((page) => page.orders.length < 500), "their long addresses end a page earlier");
    assert.equal(pages[1]?.ratings.length, 0);
  } finally {
    await shop.close();
  }
});
