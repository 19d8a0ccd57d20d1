import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import type { Database } from "../src/adapters/libsql/database.ts";
import { openEmbedded } from "../src/adapters/libsql/embedded.ts";
import { open, sized, thing } from "./adapters/libsql/given.ts";
import { enrol, type Member } from "./enrol.ts";
import { assertInvariants, supplied } from "./invariants.ts";
import { isLong } from "./long.ts";
import { startTask } from "./process.ts";

const BUYERS = 60;
const STOCK = 25;
const ROUNDS = isLong ? 10 : 1;

type Shop = { readonly urls: readonly string[]; readonly database: Database; readonly seed: string };

/**
 * Starts so many processes at once on a new file, each of so many isolates, and hears afterwards that none of them had a
 * busy database.
 */
async function withProcesses(count: number, isolates: number, test: (shop: Shop) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const seed = freshSeed();
  const environment = {
    DATABASE_URL: `file:${folder}/kiosk.db`,
    AUTH_SECRET_KEY: seed,
    ADMIN_PASSWORD: "the first of the staff",
    LOGIN_RATE_LIMIT: "off",
    DEMO_DATA: "off",
    WORKERS: String(isolates),
  };
  const processes = await Promise.all(Array.from({ length: count }, () => startTask("start", environment)));
  const database = openEmbedded(`${folder}/kiosk.db`);
  try {
    const urls = processes.flatMap(({ url }) => Array<string>(isolates).fill(url));
    await test({ urls, database, seed });
  } finally {
    database.close();
    for (const process of processes) assert.equal(await process.stop("SIGTERM"), 0);
    await Deno.remove(folder, { recursive: true });
  }
  for (const process of processes) assert.doesNotMatch(process.printed(), /"status":5/);
}

async function post(url: string, path: string, { token }: Member, json: object, key?: string) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: `Token ${token}`,
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
    },
    body: JSON.stringify(json),
  });
  const { code = "", order_id = null } = await response.json();
  return { told: `${response.status} ${code}`.trim(), order: order_id as number | null };
}

/** How often each answer was given. */
const tally = (answers: readonly { readonly told: string }[]): Readonly<Record<string, number>> =>
  answers.reduce<Record<string, number>>((counts, { told }) => ({ ...counts, [told]: (counts[told] ?? 0) + 1 }), {});

/** The things of a round, which are furnished in this order; ids count up from 1. */
const things = (round: number) => [
  thing(`last ${round}`, STOCK),
  sized(`crossing ${round}`, { S: STOCK, M: STOCK }),
  thing(`plenty ${round}`, 1000),
];

/** One round of races, each buyer's requests spread over the processes. */
async function race({ urls, database, seed }: Shop, round: number): Promise<void> {
  const at = (index: number): string => urls[index % urls.length] ?? "";
  const [last, crossing, plenty] = [3 * round + 1, 3 * round + 2, 3 * round + 3];
  const sizes = [4 * round + 2, 4 * round + 3];
  const buyers = await enrol(database, seed, Array.from({ length: BUYERS }, (_, n) => `buyer${round}-${n}`));
  const each = <T>(what: (buyer: Member, index: number) => Promise<T>) => Promise.all(buyers.map(what));
  const add = (buyer: Member, index: number, product: number, variant: number | null = null) =>
    post(at(index), "/api/cart/add_item/", buyer, { product_id: product, variant_id: variant });
  const checkout = (buyer: Member, index: number) => post(at(index + 1), "/api/cart/checkout/", buyer, {});
  const clear = (buyer: Member, index: number) => post(at(index), "/api/cart/clear/", buyer, {});
  const halfSold = { "201": STOCK, "400 out_of_stock": BUYERS - STOCK };

  assert.deepEqual(tally(await each((buyer, index) => add(buyer, index, last))), { "201": BUYERS });
  assert.deepEqual(tally(await each(checkout)), halfSold, "the last units");
  assert.deepEqual(tally(await each(clear)), { "200": BUYERS });

  for (const turn of [0, 1]) {
    const added = await each((buyer, index) => add(buyer, index, crossing, sizes[(index + turn) % 2] ?? null));
    assert.deepEqual(tally(added), { "201": BUYERS });
  }
  assert.deepEqual(tally(await each(checkout)), halfSold, "carts that share variants, in opposite order");
  assert.deepEqual(tally(await each(clear)), { "200": BUYERS });

  const twins = await each(async (buyer, index) => {
    await add(buyer, index, plenty);
    return await Promise.all(urls.map((url) => post(url, "/api/cart/checkout/", buyer, {}, "once")));
  });
  for (const answers of twins) {
    assert.deepEqual(tally(answers), { "201": urls.length });
    assert.equal(new Set(answers.map(({ order }) => order)).size, 1, "one order for one key");
  }
}

for (const [count, isolates] of [[2, 1], [4, 1], [1, 4]] as const) {
  const those = isolates === 1 ? `${count} processes` : `${isolates} isolates of a process`;
  Deno.test({
    name: `${those} on one file: nothing is sold twice, nobody waits for ever, and nothing breaks`,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () =>
      withProcesses(count, isolates, async (shop) => {
        await open(shop.database, ...Array.from({ length: ROUNDS }, (_, round) => things(round)).flat());
        const supply = await supplied(shop.database);
        for (let round = 0; round < ROUNDS; round++) await race(shop, round);
        await assertInvariants(shop.database, supply);
      }),
  });
}
