import assert from "node:assert/strict";
import { call, shopper, staffToken } from "./blackbox/client.ts";
import { STAFF_PASSWORD } from "./blackbox/targets.ts";
import { startTask } from "./process.ts";

type Event = { readonly id: number; readonly type: string; readonly data: { readonly order?: number } };

// The engine's native handles outlive the processes' pipes.
Deno.test({
  name: "eight write in two processes on one file: who reads on the way gets every event, in order, without a gap",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const variables = { DATABASE_URL: `file:${folder}/kiosk.db`, ADMIN_PASSWORD: STAFF_PASSWORD };
    const shops = [await startTask("start", variables), await startTask("start", variables)];
    try {
      const [first, second] = shops.map(({ url }) => url) as [string, string];
      const staff = { token: await staffToken(first, STAFF_PASSWORD) };
      const thing = { name: "Lamp", price: "5.00", category: 1, stock: 40 };
      const { id: product } = (await call(first, "POST", "/api/products/", { ...staff, json: thing })).body;
      const { token } = await shopper(first);
      const seen: Event[] = [];
      const read = async (url: string) => {
        const answer = await call(url, "GET", `/api/events/?limit=500&after=${seen.at(-1)?.id ?? 0}`, staff);
        assert.equal(answer.status, 200, answer.text);
        seen.push(...answer.body);
      };
      const statuses: number[] = [];
      const writer = async (url: string) => {
        for (let turn = 0; turn < 8; turn++) {
          const json = { shipping_address: "Kohalpur", items: [{ product, quantity: 1 }] };
          statuses.push((await call(url, "POST", "/api/orders/", { token, json })).status);
        }
      };
      let writing = true;
      const reader = (async () => {
        while (writing) for (const url of [first, second]) await read(url);
      })();
      await Promise.all([first, second].flatMap((url) => [1, 2, 3, 4].map(() => writer(url))));
      writing = false;
      await reader;
      await read(second);
      const count = (status: number) => statuses.filter((each) => each === status).length;
      assert.deepEqual([count(201), count(400)], [40, 24], `${statuses}`);
      assert.deepEqual(seen.map(({ id }) => id), Array.from({ length: 41 }, (_, i) => i + 1));
      const orders = seen.flatMap(({ type, data }) => type === "order.placed" ? [data.order ?? 0] : []);
      assert.deepEqual(orders, orders.toSorted((a, b) => a - b));
      assert.equal(orders.length, 40);
    } finally {
      for (const shop of shops) await shop.stop("SIGTERM");
      await Deno.remove(folder, { recursive: true });
    }
  },
});
