import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { raw, sql } from "../src/adapters/libsql/database.ts";
import { assemble } from "./blackbox/cast.ts";
import { documentOf } from "./blackbox/documented.ts";
import { STAFF_PASSWORD } from "./blackbox/targets.ts";
import { drivers } from "./drivers.ts";
import { quickPasswords, serveShop } from "./in_process.ts";
import { excessOf, left } from "./query_plan.ts";
import { recorder } from "./recorder.ts";
import { tour } from "./tour.ts";

Deno.test("no statement of any operation scans or sorts what grows, but for what is listed with its bound", async () => {
  const { database, close } = await drivers.embedded();
  const { on, within, statements } = recorder();
  const variables = { ADMIN_PASSWORD: STAFF_PASSWORD, AUTH_SECRET_KEY: freshSeed(), DEMO_DATA: "on" };
  const shop = await serveShop(on(database), variables, { passwords: quickPasswords, within });
  try {
    for await (const { send } of tour(await assemble(shop), (await documentOf(shop.url)).operations)) await send();
    const listed = Object.fromEntries(Object.entries(left).map(([step, { by }]) => [step, by]));
    assert.deepEqual(await excessOf(database, await statements(shop.url)), listed);
  } finally {
    await shop.close();
    await close();
  }
});

type ForeignKey = { readonly table_name: string; readonly parent: string; readonly columns: string };

Deno.test("whatever points to a row is found by an index when the row goes", async () => {
  const { database, close } = await drivers.embedded();
  const [keys] = await database.read([sql<ForeignKey>`
    SELECT t.name AS table_name, k."table" AS parent, group_concat(k."from") AS columns
    FROM sqlite_schema t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table' GROUP BY t.name, k.id`]);
  const plans = await Promise.all(keys.map(async ({ table_name: table, columns }) => {
    const condition = columns.split(",").map((column) => `${column} = 1`).join(" AND ");
    const [plan] = await database.read([sql<{ detail: string }>`
      EXPLAIN QUERY PLAN SELECT 1 FROM ${raw(table)} WHERE ${raw(condition)}`]);
    return plan.map(({ detail }) => detail).join();
  }));
  await close();
  assert.ok(keys.length >= 15);
  assert.deepEqual(plans.filter((plan) => !plan.startsWith("SEARCH")), []);
});
