import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { openEmbedded } from "../src/adapters/libsql/embedded.ts";
import { enrol } from "./enrol.ts";
import { serveShop, type Shop } from "./in_process.ts";
import { isLong } from "./long.ts";

const RUNS = isLong ? 300 : 15;

/** What anyone may read, of things that the changes below change. */
const reads = [
  "/api/products/1/",
  "/api/products/2/",
  "/api/products/?limit=3",
  "/api/products/?ordering=-price&limit=5",
  "/api/products/?search=jacket&limit=5",
  "/api/products/?page=1&page_size=2",
  "/api/categories/",
  "/api/ratings/?product=1",
];

/** What staff and shoppers do, on the first or on the second connection. */
const changes = fc.record({
  on: fc.constantFrom(0, 1),
  what: fc.oneof(
    fc.record({ do: fc.constant("price" as const), product: fc.integer({ min: 1, max: 2 }), value: fc.nat(9) }),
    fc.record({ do: fc.constant("rate" as const), product: fc.integer({ min: 1, max: 2 }), value: fc.nat(4) }),
    fc.record({ do: fc.constant("buy" as const), product: fc.integer({ min: 1, max: 2 }), value: fc.nat(2) }),
    fc.record({ do: fc.constant("name" as const), product: fc.constant(1), value: fc.nat(9) }),
  ),
  read: fc.array(fc.constantFrom(...reads), { minLength: 1, maxLength: 4 }),
});

Deno.test({
  name: "what is kept of public reads is what a reader without it gets, whichever connection changed something",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const seed = freshSeed();
    const settings = { AUTH_SECRET_KEY: seed, ADMIN_PASSWORD: "the first of the staff", LOGIN_RATE_LIMIT: "off" };
    const databases = [1, 2, 3].map(() => openEmbedded(`${folder}/kiosk.db`));
    const [first, second, third] = databases;
    assert.ok(first && second && third);
    const { version: _, ...keepsNothing } = third;
    const shops: Shop[] = [];
    for (const database of [first, second, keepsNothing]) shops.push(await serveShop(database, settings));
    const [staff] = await enrol(first, seed, ["keeper"], true);
    const send = async (on: number, method: string, path: string, json?: object) => {
      const response = await fetch(`${shops[on]?.url}${path}`, {
        method,
        headers: {
          ...(json === undefined ? {} : { "Content-Type": "application/json", Authorization: `Token ${staff?.token}` }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
      const { origin } = new URL(response.url);
      return { status: response.status, text: (await response.text()).replaceAll(origin, "") };
    };
    const change = async (on: number, { do: what, product, value }: { do: string; product: number; value: number }) => {
      const path = `/api/products/${product}/`;
      const told = what === "price"
        ? await send(on, "PATCH", path, { price: `${10 + value}.00` })
        : what === "rate"
        ? await send(on, "POST", `${path}rate/`, { rating: 1 + value })
        : what === "buy"
        ? await send(on, "POST", "/api/orders/", { items: [{ product, quantity: 1 + value }] })
        : await send(on, "PATCH", "/api/categories/1/", { name: `Jackets ${value}` });
      assert.ok(told.status < 300 || told.text.includes("out_of_stock"), told.text);
    };
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 6 }), async (steps) => {
          for (const { on, what, read } of steps) {
            await change(on, what);
            for (const path of [...read, ...read, ...read]) {
              const [fresh, one, other] = await Promise.all([2, 0, 1].map((shop) => send(shop, "GET", path)));
              assert.deepEqual(one, fresh, path);
              assert.deepEqual(other, fresh, path);
            }
          }
        }),
        { numRuns: RUNS },
      );
    } finally {
      for (const shop of shops) await shop.close();
      for (const database of databases) database.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
