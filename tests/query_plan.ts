import assert from "node:assert/strict";
import Libsql from "libsql";
import { type Database, sql } from "../src/adapters/libsql/database.ts";
import type { Recorded } from "./recorder.ts";

/** What an operation's statements do beyond looking up by an index, as `EXPLAIN QUERY PLAN` tells it. */
export type Excess = Readonly<Record<string, readonly string[]>>;

/**
 * Steps that do not grow with the shop: what a query in brackets has made before, at most a page; rows of constants; a
 * request's own JSON; a row for each of nine tables; a search by its words, or a product's words by its id.
 */
const harmless =
  /^SCAN (\(subquery-\d+\)|late|(\d+ )?CONSTANT ROWS?|(?!product_words)\w+ VIRTUAL TABLE INDEX \d+:|sqlite_sequence|product_words VIRTUAL TABLE INDEX \d+:(=|M1[<>]?))$/;

/** A numbered page, which comes with the count of all that pass. */
const isCount = (text: string): boolean => text.includes("json_array(id) AS ids");

/**
 * What the statements do that grows, or could: each scan, sort and index made on the fly, with the operations that sent
 * it. The plans are the engine's without statistics, as in production: nothing ever runs ANALYZE.
 */
export async function excessOf(database: Database, statements: readonly Recorded[]): Promise<Excess> {
  const [[file], statistics] = await database.read([
    sql<{ file: string }>`PRAGMA database_list`,
    sql`SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'`,
  ]);
  assert.deepEqual(statistics, []);
  const engine = new Libsql(file?.file ?? "");
  const excess = new Map<string, Set<string>>();
  for (const { sql: text, args, operations } of statements) {
    const plan = engine.prepare(`EXPLAIN QUERY PLAN ${text}`).all([...args]) as readonly { detail: string }[];
    const steps = plan.map(({ detail }) => detail).filter((it) => /SCAN|TEMP|AUTOMATIC/.test(it) && !harmless.test(it));
    const found = isCount(text) ? ["count"] : [...new Set(steps)];
    for (const step of found) excess.set(step, new Set([...excess.get(step) ?? [], ...operations]));
  }
  engine.close();
  return Object.fromEntries([...excess].map(([step, operations]) => [step, [...operations].sort()]));
}

/** A walk along an ordering: it ends with the page when nothing is filtered, else when the page is full. */
const walk =
  "the page; beside a filter that more than 1,000 pass: until the page is full, at worst every product on sale";

/** Everything that is left, with what bounds it. */
export const left: Readonly<Record<string, { readonly bound: string; readonly by: readonly string[] }>> = {
  count: {
    bound: "a numbered page (`?page=`) tells how many rows pass, and steps over each in an index; a cursor does not",
    by: [
      "listAudit",
      "listCakeItems",
      "listCakeOrders",
      "listCakes",
      "listCarts",
      "listCategories",
      "listCategoryProducts",
      "listOrders",
      "listProducts",
      "listRatings",
      "listSessions",
      "listUsers",
    ],
  },
  "USE TEMP B-TREE FOR ORDER BY": {
    bound: "a search in another order than by id sorts all that its words find; a filter that few pass, 1,000 of them",
    by: ["listCategoryProducts", "listProducts"],
  },
  "SCAN p USING INDEX products_by_id": { bound: walk, by: ["listProducts"] },
  "SCAN p USING INDEX products_by_price": { bound: walk, by: ["listProducts"] },
  "SCAN p USING INDEX products_by_name": { bound: walk, by: ["listProducts"] },
  "SCAN p USING INDEX products_by_created": { bound: walk, by: ["listProducts"] },
  "SCAN p USING INDEX products_by_average": { bound: walk, by: ["listProducts"] },
  "SCAN a": { bound: "the page: rows by id, newest first", by: ["listAudit"] },
  "SCAN c": { bound: "the page: rows by id", by: ["listCategories"] },
  "SCAN o": { bound: "the page: rows by id, newest first, for staff", by: ["listOrders"] },
  "SCAN r": { bound: "the page: rows by id, newest first", by: ["listRatings"] },
  "SCAN u": { bound: "the page: rows by id, for staff", by: ["listUsers"] },
  "SCAN tried": {
    bound: "names made before of the same text: -2, -3 …",
    by: ["changeProduct", "createCategory", "createProduct", "replaceProduct"],
  },
  "SCAN users USING COVERING INDEX users_staff": {
    bound: "two members of the staff",
    by: ["changeMe", "changeUser", "deleteMe", "deleteUser", "replaceMe", "replaceUser"],
  },
};
