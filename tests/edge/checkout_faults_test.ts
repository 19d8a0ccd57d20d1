import assert from "node:assert/strict";
import { freshSeed } from "../../src/adapters/crypto/tokens.ts";
import type { LogEntry } from "../../src/adapters/http/service.ts";
import { openRemote } from "../../src/adapters/libsql/remote.ts";
import { parseConfig } from "../../src/config.ts";
import { prepare } from "../../src/prepare.ts";
import { type Fault, faults } from "../../tools/db_serve/faults.ts";
import { buildWorker } from "../../tools/worker_build.ts";
import { runWorker } from "../../tools/workerd.ts";
import { type Answer, call, shopper } from "../blackbox/client.ts";
import { STAFF_PASSWORD } from "../blackbox/targets.ts";
import { quickPasswords, serveShop } from "../in_process.ts";
import { type FaultyServer, serveFaulty } from "./faulty.ts";

type Point = "load" | "commit";

/** What a checkout comes to that meets a fault at one of its two points: its answer, and whether an order was made. */
const outcomeOf = (fault: Fault, point: Point): { readonly status: 201 | 503; readonly bought: boolean } => {
  if (point === "load") return fault === "slow" ? { status: 503, bought: false } : { status: 201, bought: true };
  return { status: 503, bought: fault !== "drop before" && fault !== "502 before" };
};

/** Checks out through every fault, with an idempotency key and without, and says what the shop holds afterwards. */
async function checkOutThrough(url: string, server: FaultyServer, met: readonly Fault[]): Promise<void> {
  const { token } = await shopper(url);
  const orders = async (): Promise<number> => (await call(url, "GET", "/api/orders/?limit=500", { token })).body.length;
  const stock = async (): Promise<number> => (await call(url, "GET", "/api/products/1/")).body.stock;
  const lines = async (): Promise<number> => (await call(url, "GET", "/api/cart/items/", { token })).body.items.length;
  const checkOut = (key: string | null): Promise<Answer> =>
    call(url, "POST", "/api/cart/checkout/", {
      token,
      ...(key === null ? {} : { headers: { "Idempotency-Key": key } }),
    });

  for (const fault of met) {
    for (const point of ["load", "commit"] as const) {
      for (const key of [crypto.randomUUID(), null]) {
        const what = `${fault} at ${point}, ${key === null ? "no key" : "with a key"}`;
        await call(url, "POST", "/api/cart/clear/", { token });
        await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: 1, quantity: 2 } });
        const [ordersBefore, stockBefore] = [await orders(), await stock()];

        const { status, bought } = outcomeOf(fault, point);
        server.meet(...(point === "load" ? [fault] : [null, fault]));
        const first = await checkOut(key);
        assert.equal(first.status, status, `${what}: ${first.text}`);
        if (status === 503) assert.ok(Number(first.headers.get("retry-after")) >= 1, what);
        const expected = bought ? [1, -2, 0] : [0, 0, 1];
        assert.deepEqual([await orders() - ordersBefore, await stock() - stockBefore, await lines()], expected, what);

        const again = await checkOut(key);
        const replayed = again.headers.get("idempotency-replayed") === "true";
        if (bought && key === null) assert.deepEqual([again.status, again.body.code], [400, "cart_empty"], what);
        else assert.deepEqual([again.status, replayed], [201, bought], `${what}: ${again.text}`);
        assert.deepEqual([await orders() - ordersBefore, await stock() - stockBefore, await lines()], [1, -2, 0], what);
      }
    }
  }
}

/** A demo shop's database on a server that can fail. */
async function demoServer() {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const server = serveFaulty({ path: `${folder}/server.db` });
  const variables = {
    DATABASE_URL: server.url,
    AUTH_SECRET_KEY: freshSeed(),
    ADMIN_PASSWORD: STAFF_PASSWORD,
    DEMO_DATA: "on",
  };
  const close = async () => {
    await server.close();
    await Deno.remove(folder, { recursive: true });
  };
  return { server, variables, close };
}

Deno.test("Deno: a checkout that meets any fault of the database ends whole or not at all", async () => {
  const { server, variables, close } = await demoServer();
  const entries: LogEntry[] = [];
  const shop = await serveShop(openRemote(server.url, undefined, 1000), variables, {
    passwords: quickPasswords,
    log: (entry) => entries.push(entry),
  });
  try {
    await checkOutThrough(shop.url, server, faults);
    const trips = entries.filter(({ route, status }) => route === "/api/cart/checkout/" && status === 201);
    assert.deepEqual([...new Set(trips.map((entry) => entry.roundTrips))].toSorted(), [1, 2, 3]);
  } finally {
    await shop.close();
    await close();
  }
});

// The Worker's patience is ten seconds: what is slow is left to the other test.
Deno.test({
  name: "the Worker: a checkout that meets a fault of the database ends whole or not at all",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const { server, variables, close } = await demoServer();
    await prepare(openRemote(server.url, undefined), parseConfig(variables), new Date().toISOString());
    await buildWorker();
    const worker = await runWorker(variables, 0, false);
    try {
      await checkOutThrough(worker.url, server, faults.filter((fault) => fault !== "slow"));
    } finally {
      await worker.close();
      await close();
    }
  },
});
