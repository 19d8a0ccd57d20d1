import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { insertCustomer } from "../src/adapters/libsql/customers/customers.ts";
import { sql } from "../src/adapters/libsql/database.ts";
import { grow } from "../tools/grow/shop.ts";
import { assemble } from "./blackbox/cast.ts";
import { documentOf } from "./blackbox/documented.ts";
import { STAFF_PASSWORD } from "./blackbox/targets.ts";
import { quickPasswords, serveShop } from "./in_process.ts";
import { openMetered } from "./metered.ts";
import { tour } from "./tour.ts";

/** The engine's steps of each request of the tour, in a shop with so many times 600 products. */
async function stepsIn(times: number): Promise<ReadonlyMap<string, number>> {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const at = new Date().toISOString();
  await grow(`${folder}/kiosk.db`, { products: 600 * times, customers: 150 * times, orders: 600 * times }, 1, at);
  const database = openMetered(`${folder}/kiosk.db`);
  await database.write([
    sql`UPDATE categories SET slug = iif(id = 1, 'jackets', 'cakes') WHERE id <= 2`,
    sql`UPDATE products SET stock = 1000 WHERE id = 1`,
    sql`UPDATE variants SET stock = 1000 WHERE product_id = 1`,
    ...insertCustomer({
      username: "admin",
      email: "admin@example.com",
      firstName: "",
      lastName: "",
      phone: null,
      address: "",
      staff: true,
      createdAt: at,
      passwordHash: await quickPasswords.hash(STAFF_PASSWORD),
      loginNames: ["admin"],
    }),
  ]);
  const variables = { AUTH_SECRET_KEY: freshSeed(), DEMO_DATA: "off" };
  const shop = await serveShop(database, variables, { passwords: quickPasswords });
  const steps = new Map<string, number>();
  for await (const { name, send } of tour(await assemble(shop), (await documentOf(shop.url)).operations)) {
    database.steps();
    const { status, text } = await send();
    assert.ok(status < 300 || status === 409 || name.includes("wrong") || name === "nobody", `${name}: ${text}`);
    steps.set(name, database.steps());
  }
  await shop.close();
  database.close();
  await Deno.remove(folder, { recursive: true });
  return steps;
}

/** What is left, as query_plan.ts lists it: counts of numbered pages, and searches in another order than by id. */
const left = [/ page$/, /ordering=.*search=a/];

/** Steps that make no difference; more where up to 1,000 products that pass a filter are looked at, of 6,000. */
const slack = (name: string): number => /(color|size|price|stock)=/.test(name) ? 60_000 : 1500;

Deno.test("in a shop ten times as large no request takes more steps, but for what is listed", async () => {
  const [small, large] = [await stepsIn(1), await stepsIn(10)];
  const grown = [...small].filter(([name, steps]) => large.get(name)! > 1.5 * steps + slack(name)).map(([name]) =>
    name
  );
  assert.deepEqual(grown.filter((name) => !left.some((kind) => kind.test(name))), []);
  for (const kind of left) assert.ok(grown.some((name) => kind.test(name)), String(kind));
});
