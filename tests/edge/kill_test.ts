import assert from "node:assert/strict";
import { openRemote } from "../../src/adapters/libsql/remote.ts";
import { type Answer, call, type Shopper, shopper } from "../blackbox/client.ts";
import { STAFF_PASSWORD } from "../blackbox/targets.ts";
import { quickPasswords, serveShop } from "../in_process.ts";

const BUYERS = 4;

/** A database server in a process of its own, which can be killed; resolves when it answers. */
async function startServer(path: string, port: number): Promise<Deno.ChildProcess> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--frozen", "-A", "tools/db_serve.ts", "--path", path, "--port", String(port)],
    cwd: new URL("../../", import.meta.url),
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  const health = () => fetch(`http://127.0.0.1:${port}/health`).then((answer) => answer.text(), () => "");
  while (await health() !== "OK") await new Promise((resolve) => setTimeout(resolve, 20));
  return child;
}

async function kill(child: Deno.ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await child.status;
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return listener.addr.port;
}

Deno.test("a database server that is killed under load: 503 until it is back, and every order is made once", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const [path, port] = [`${folder}/server.db`, freePort()];
  let child = await startServer(path, port);
  const database = openRemote(`http://127.0.0.1:${port}`, undefined, 2000);
  const shop = await serveShop(database, { ADMIN_PASSWORD: STAFF_PASSWORD, DEMO_DATA: "on" }, {
    passwords: quickPasswords,
  });
  try {
    const stock = async () => (await call(shop.url, "GET", "/api/products/1/")).body.stock;
    const before = await stock();
    const buyers = await Promise.all(Array.from({ length: BUYERS }, () => shopper(shop.url)));
    const add = (token: string) =>
      call(shop.url, "POST", "/api/cart/add_item/", { token, json: { product_id: 1, quantity: 1 } });
    const buy = (token: string, key: string): Promise<Answer> =>
      call(shop.url, "POST", "/api/cart/checkout/", { token, headers: { "Idempotency-Key": key } });

    let bought = 0;
    let killing: Promise<void> | undefined;
    const failed: Answer[] = [];
    const unknown: [token: string, key: string][] = [];
    /** Buys one after the other until the server is gone. */
    const buyOn = async ({ token }: Shopper) => {
      for (;;) {
        const added = await add(token);
        if (added.status !== 201) return failed.push(added);
        const key = crypto.randomUUID();
        const placed = await buy(token, key);
        if (placed.status !== 201) {
          unknown.push([token, key]);
          return failed.push(placed);
        }
        if (++bought === BUYERS * 3) killing = kill(child);
      }
    };
    await Promise.all(buyers.map(buyOn));
    await killing;
    for (const { status, body, headers } of failed) {
      assert.deepEqual([status, body.code, headers.get("retry-after")], [503, "unavailable", "2"]);
    }
    const down = await call(shop.url, "GET", "/readyz");
    assert.deepEqual([down.status, down.body.code], [503, "not_ready"]);
    assert.equal((await call(shop.url, "GET", "/healthz")).status, 200);

    child = await startServer(path, port);
    assert.equal((await call(shop.url, "GET", "/readyz")).status, 200);
    for (const [token, key] of unknown) {
      const again = await buy(token, key);
      assert.equal(again.status, 201, again.text);
    }
    let [orders, units] = [0, 0];
    for (const { token } of buyers) {
      for (const { order_items: items } of (await call(shop.url, "GET", "/api/orders/?limit=500", { token })).body) {
        orders++;
        for (const { quantity } of items) units += quantity;
      }
    }
    assert.equal(orders, bought + unknown.length);
    assert.equal(before - await stock(), units);
  } finally {
    await shop.close();
    await kill(child);
    await Deno.remove(folder, { recursive: true });
  }
});
