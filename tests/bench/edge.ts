import { freshSeed } from "../../src/adapters/crypto/tokens.ts";
import { furnishCatalog } from "../../src/adapters/libsql/furnish.ts";
import { openRemote } from "../../src/adapters/libsql/remote.ts";
import type { DemoProduct } from "../../src/demo/product.ts";
import { demoCategories } from "../../src/demo/shop.ts";
import { serveDatabase } from "../../tools/db_serve.ts";
import { buildWorker } from "../../tools/worker_build.ts";
import { runWorker } from "../../tools/workerd.ts";
import { call, shopper } from "../blackbox/client.ts";
import { quickPasswords, serveShop } from "../in_process.ts";

// What a shopper waits for when the database is far away: the Worker in workerd, each database request 60 ms late.
const DELAY = 60;
const ROUNDS = 15;

const LINES = 50;

const products: readonly DemoProduct[] = Array.from({ length: LINES }, (_, index) => ({
  name: `White Jacket ${index + 1}`,
  category: "jackets",
  description: "Plain.",
  price: 140_000,
  stock: 1_000_000,
  color: "White",
  size: "S",
  picture: "/media/white-jacket.svg",
  variants: [],
}));

const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
const path = `${folder}/server.db`;
const near = serveDatabase({ path });
const far = serveDatabase({ path, delay: DELAY });
const variables = { AUTH_SECRET_KEY: freshSeed(), ADMIN_PASSWORD: freshSeed(), DEMO_DATA: "off" };

// Carts are filled by a shop that is near the same database.
const database = openRemote(near.url, undefined);
const shop = await serveShop(database, variables, { passwords: quickPasswords });
await furnishCatalog(database, demoCategories, products, new Date().toISOString());
await buildWorker();
const worker = await runWorker({ ...variables, DATABASE_URL: far.url }, 0, false);

const ids: readonly number[] = (await call(shop.url, "GET", "/api/products/?limit=500")).body
  .map((product: { id: number }) => product.id);
const { token } = await shopper(shop.url);

async function fill(lines: number): Promise<void> {
  for (const product_id of ids.slice(0, lines)) {
    const { status, text } = await call(shop.url, "POST", "/api/cart/add_item/", { token, json: { product_id } });
    if (status !== 201) throw new Error(text);
  }
}

/** Milliseconds that each request took, the least first. The first request is not counted: it opens the connections. */
async function times(status: number, prepare: () => Promise<void>, method: string, target: string): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await prepare();
    const begun = performance.now();
    const answer = await fetch(worker.url + target, { method, headers: { Authorization: `Token ${token}` } });
    const text = await answer.text();
    if (answer.status !== status) throw new Error(text);
    if (round > 0) taken.push(performance.now() - begun);
  }
  return taken.sort((a, b) => a - b);
}

const page = await times(200, () => Promise.resolve(), "GET", `/api/products/${ids[0]}/`);
const short = await times(201, () => fill(1), "POST", "/api/cart/checkout/");
const long = await times(201, () => fill(LINES), "POST", "/api/cart/checkout/");

const results: readonly (readonly [name: string, taken: readonly number[], budget: number])[] = [
  ["product page", page, DELAY + 25],
  ["checkout, 1 line", short, 2 * DELAY + 40],
  [`checkout, ${LINES} lines`, long, 2 * DELAY + 40],
];
let over = 0;
console.log(`Each database request ${DELAY} ms late; ${ROUNDS} requests each, in milliseconds`);
for (const [name, taken, budget] of results) {
  const median = taken[Math.floor(taken.length / 2)] ?? Infinity;
  if (median >= budget) over++;
  const worst = taken.at(-1)?.toFixed(1);
  console.log(`${name.padEnd(20)} median ${median.toFixed(1).padStart(6)}   worst ${worst}   budget ${budget}`);
}

await worker.close();
await shop.close();
await near.close();
await far.close();
await Deno.remove(folder, { recursive: true });
Deno.exit(over > 0 ? 1 : 0);
