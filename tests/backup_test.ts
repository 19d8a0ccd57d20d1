import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { type Database, sql } from "../src/adapters/libsql/database.ts";
import { openEmbedded } from "../src/adapters/libsql/embedded.ts";
import { migrate } from "../src/adapters/libsql/migrate.ts";
import { readMigrations } from "../src/prepare.ts";
import { open, sized, thing } from "./adapters/libsql/given.ts";
import { everyRow } from "./every_row.ts";
import { enrol, type Member } from "./enrol.ts";
import { assertInvariants, supplied } from "./invariants.ts";
import { runTask, startBare, startTask } from "./process.ts";

/** Registers a test with a new folder in which a shop's database stands, and the settings of a shop that serves it. */
const withShop = (
  name: string,
  test: (at: {
    readonly folder: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly buyers: readonly Member[];
  }) => Promise<void>,
) =>
  Deno.test({
    name,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
      const seed = freshSeed();
      const made = `${folder}/made.db`;
      const database = openEmbedded(made);
      await migrate(database, readMigrations(), new Date().toISOString());
      await open(database, thing("coat", 1_000_000), sized("shirt", { S: 1_000_000 }));
      await enrol(database, seed, ["keeper"], true);
      const buyers = await enrol(database, seed, ["ann", "bob", "cy", "dee"]);
      database.close();
      // The engine lets go of a file late: the shop's own is one that this process never had open.
      await Deno.copyFile(made, `${folder}/kiosk.db`);
      const environment = { DATABASE_URL: `file:${folder}/kiosk.db`, AUTH_SECRET_KEY: seed, DEMO_DATA: "off" };
      try {
        await test({ folder, environment, buyers });
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });

/** Every row of the database in a file. */
const rowsOf = (path: string) => withFile(path, everyRow);

async function withFile<T>(path: string, use: (database: Database) => Promise<T>): Promise<T> {
  const database = openEmbedded(path);
  try {
    return await use(database);
  } finally {
    database.close();
  }
}

/** Buys until told to stop, or once; the ids of the orders that were answered. */
async function buy(url: string, { token }: Member, orders: number[], goesOn: () => boolean): Promise<void> {
  const post = async (path: string, json: object) => {
    const headers = { "Content-Type": "application/json", Authorization: `Token ${token}` };
    const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(json) });
    assert.equal(response.status, 201);
    return await response.json();
  };
  do {
    await post("/api/cart/add_item/", { product_id: 1, quantity: 2 });
    await post("/api/cart/add_item/", { product_id: 2 });
    orders.push((await post("/api/cart/checkout/", {})).order_id);
  } while (goesOn());
}

withShop("a back-up made under load is one moment of the shop, and comes back row by row", async (it) => {
  const { folder, environment, buyers } = it;
  const [copy, other] = [`${folder}/copy.db`, `${folder}/other.db`];
  const supply = await withFile(`${folder}/kiosk.db`, supplied);
  const shop = await startTask("start", environment);
  const told: number[] = [];
  let goesOn = true;
  await Promise.all(buyers.map((buyer) => buy(shop.url, buyer, told, () => false)));
  const load = buyers.map((buyer) => buy(shop.url, buyer, told, () => goesOn));

  const before = [...told];
  const backup = await runTask("backup", environment, [copy]);
  assert.deepEqual([backup.code, backup.errors], [0, []]);
  assert.match(backup.out, /^Backed up to .*copy\.db: \d+ orders, checked\.$/m);
  const during = told.length;
  const restored = { ...environment, DATABASE_URL: `file:${other}` };
  const restore = await runTask("restore", restored, [copy]);
  assert.deepEqual([restore.code, restore.errors], [0, []]);
  goesOn = false;
  await Promise.all(load);
  assert.ok(during > before.length, "the shop sold while it was copied");

  const rows = await rowsOf(other);
  assert.deepEqual(rows, await rowsOf(copy));
  await withFile(other, (database) => assertInvariants(database, supply));
  const original = await rowsOf(`${folder}/kiosk.db`);
  for (const table of ["orders", "order_items"]) {
    assert.deepEqual(rows[table], original[table]?.slice(0, rows[table]?.length), table);
  }
  const kept = new Set(rows.orders?.map((row) => (row as { id: number }).id));
  assert.deepEqual(before.filter((order) => !kept.has(order)), []);
  assert.equal(await shop.stop("SIGTERM"), 0);

  const again = await startTask("start", restored);
  const headers = { Authorization: `Token ${buyers[0]?.token}` };
  const orders = await (await fetch(`${again.url}/api/orders/`, { headers })).json();
  assert.ok(orders.length > 0);
  await buy(again.url, buyers[0]!, told, () => false);
  assert.equal(await again.stop("SIGTERM"), 0);
});

withShop("a shop at rest comes back as it was, and what stood in its place is kept", async (it) => {
  const { folder, environment, buyers } = it;
  const copy = `${folder}/copy.db`;
  const rows = await rowsOf(`${folder}/made.db`);
  assert.equal((await runTask("backup", environment, [copy])).code, 0);
  assert.deepEqual(await rowsOf(copy), rows);
  const shop = await startBare("start", environment);
  const orders: number[] = [];
  await buy(shop.url, buyers[0]!, orders, () => false);
  await shop.kill();
  const { code, out, errors } = await runTask("restore", environment, [copy]);
  assert.deepEqual([code, errors], [0, []]);
  assert.deepEqual(await rowsOf(`${folder}/kiosk.db`), rows);
  const [, replaced = ""] = /What was there is kept as (\S+)\.$/m.exec(out) ?? [];
  const kept = (await rowsOf(replaced)).orders?.map((row) => (row as { id: number }).id);
  assert.deepEqual(kept, orders, "what only the killed shop's log held is kept too");
});

withShop("what cannot be backed up or restored is refused in one line, and changes nothing", async (it) => {
  const { folder, environment } = it;
  const copy = `${folder}/copy.db`;
  assert.equal((await runTask("backup", environment, [copy])).code, 0);
  const bytes = await Deno.readFile(copy);
  await Deno.writeFile(`${folder}/damaged.db`, bytes.map((byte, at) => at > 5000 && at < 60_000 ? 7 : byte));
  await Deno.writeTextFile(`${folder}/letter.txt`, "Dear shop, this is no database. ".repeat(50));
  await Deno.copyFile(copy, `${folder}/newer.db`);
  await withFile(
    `${folder}/newer.db`,
    (database) => database.write([sql`INSERT INTO migrations (version, applied_at) VALUES (999, '')`]),
  );
  const elsewhere = { ...environment, DATABASE_URL: `file:${folder}/none.db` };
  const server = { ...environment, DATABASE_URL: "http://127.0.0.1:9" };
  const shop = await startTask("start", environment);
  const names = () =>
    [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => !/-(shm|wal)$/.test(name)).toSorted();
  const present = names();
  const refused: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[], RegExp])[] = [
    ["backup", environment, [], /say where to: deno task backup FILE/],
    ["backup", environment, [copy], /copy\.db is there already/],
    ["backup", environment, [`${folder}/none/copy.db`], /unable to open/],
    ["backup", elsewhere, [`${folder}/new.db`], /none\.db is not there/],
    ["backup", server, [`${folder}/new.db`], /DATABASE_URL: a server's database is copied by its server/],
    ["restore", environment, [copy], /a shop serves .*kiosk\.db: stop it first/],
    ["restore", elsewhere, [], /say where from: deno task restore FILE/],
    ["restore", elsewhere, [`${folder}/new.db`], /new\.db is not there/],
    ["restore", elsewhere, [`${folder}/damaged.db`], /the copy is damaged: /],
    ["restore", elsewhere, [`${folder}/letter.txt`], /the copy is damaged: .*not a database/],
    ["restore", elsewhere, [`${folder}/newer.db`], /its schema 999 is newer/],
    ["restore", elsewhere, [`${folder}/kiosk.db`], /kiosk\.db is a database in use, and no back-up/],
    ["restore", server, [copy], /DATABASE_URL: a server's database/],
  ];
  for (const [task, settings, args, line] of refused) {
    const { code, out, errors } = await runTask(task, settings, args);
    assert.deepEqual([code, out, errors.length], [1, "", 1], `${task} ${args}: ${errors.join("\n")}`);
    assert.match(errors[0] ?? "", line);
    assert.deepEqual(names(), present, `${task} ${args}`);
  }
  assert.equal((await fetch(`${shop.url}/readyz`)).status, 200);
  assert.equal(await shop.stop("SIGTERM"), 0);
});
