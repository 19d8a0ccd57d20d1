import assert from "node:assert/strict";
import { changed, commitBatch, orStale } from "../../../src/adapters/libsql/commit.ts";
import { counted, join, one, raw, sql } from "../../../src/adapters/libsql/database.ts";
import { stale } from "../../../src/core/use_case.ts";
import { onEachDriver } from "../../drivers.ts";

Deno.test("a template's text follows from what each of its places holds, a value or a part", () => {
  const between = (one: Parameters<typeof sql>[1], other: Parameters<typeof sql>[1]) => sql`${one} AND ${other}`;
  const part = sql`stock > ${3}`;
  assert.deepEqual(between(part, 5), { sql: "stock > ? AND ?", args: [3, 5] });
  assert.deepEqual(between(5, part), { sql: "? AND stock > ?", args: [5, 3] });
  assert.deepEqual(between(part, 5), { sql: "stock > ? AND ?", args: [3, 5] });
});

const table =
  sql`CREATE TABLE things (id INTEGER PRIMARY KEY AUTOINCREMENT, stock INTEGER CHECK (stock >= 0), note TEXT) STRICT`;

Deno.test("a statement's values become arguments, its parts become text", () => {
  const part = sql`stock > ${3}`;
  const statement = sql`SELECT * FROM things WHERE ${part} AND ${join([sql`id = ${1}`, raw("1")], " OR ")}`;
  assert.equal(statement.sql, "SELECT * FROM things WHERE stock > ? AND id = ? OR 1");
  assert.deepEqual(statement.args, [3, 1]);
});

onEachDriver("a write is all or nothing and tells which statement refused", async (db) => {
  await db.write([table, sql`INSERT INTO things (stock) VALUES (${5})`]);
  const written = await db.write([
    sql`INSERT INTO things (stock) VALUES (${7})`,
    sql`UPDATE things SET stock = stock - ${6} WHERE id = 1`,
    sql`INSERT INTO things (stock) VALUES (${8})`,
  ]);
  assert.equal(written.done, false);
  assert.equal(written.done === false && written.refused, 1);
  assert.match(written.done === false ? written.reason : "", /CHECK constraint failed/);
  const [rows] = await db.read([sql<{ stock: number }>`SELECT stock FROM things ORDER BY id`]);
  assert.deepEqual(rows.map((row) => row.stock), [5]);
});

onEachDriver("integers stay integers and exact", async (db) => {
  const large = Number.MAX_SAFE_INTEGER;
  const [[row]] = await db.read([
    sql<{ kind: string; json: string; large: number; none: null }>`
      SELECT typeof(${6}) AS kind, json_object('a', ${6}) AS json, ${large} AS large, ${null} AS none`,
  ]);
  assert.equal(row?.kind, "integer");
  assert.equal(row?.json, '{"a":6}');
  assert.equal(row?.large, large);
  assert.equal(row?.none, null);
});

onEachDriver("a number that is no integer is refused before it is sent", async (db) => {
  await assert.rejects(db.read([sql`SELECT ${1.5}`]), RangeError);
});

onEachDriver("texts of any script come back as they were", async (db) => {
  const text = "ढाका टोपी — crème 🎂 '\"\\ \u0001";
  const [[row]] = await db.read([sql<{ text: string }>`SELECT ${text} AS text`]);
  assert.equal(row?.text, text);
});

onEachDriver("foreign keys are enforced", async (db) => {
  const written = await db.write([
    sql`CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT`,
    sql`CREATE TABLE children (parent INTEGER REFERENCES parents (id)) STRICT`,
    sql`INSERT INTO children VALUES (${9})`,
  ]);
  assert.equal(written.done === false && written.refused, 2);
});

onEachDriver("a guard makes a commit stale, any other refusal is thrown", async (db) => {
  await db.write([table, sql`INSERT INTO things (stock) VALUES (${5})`]);
  const take = (units: number) => sql`UPDATE things SET stock = stock - ${units} WHERE id = 1 AND stock >= ${units}`;
  const left = sql<{ stock: number }>`SELECT stock FROM things WHERE id = 1`;
  assert.deepEqual({ ...(await commitBatch(db, [take(3), changed(1)], left) as object) }, { stock: 2 });
  assert.equal(await commitBatch(db, [take(3), changed(1)], left), stale);
  assert.equal(await commitBatch(db, [orStale(sql`UPDATE things SET stock = ${-1}`)], left), stale);
  await assert.rejects(commitBatch(db, [sql`UPDATE things SET stock = ${-1}`], left), /statement 0: .*CHECK/);
});

onEachDriver("sixty guarded writes at once over a stock of 25: exactly 25 go through", async (db) => {
  await db.write([table, sql`INSERT INTO things (stock) VALUES (${25})`]);
  const take = () =>
    commitBatch(
      db,
      [sql`UPDATE things SET stock = stock - 1 WHERE id = 1 AND stock >= 1`, changed(1)],
      sql`SELECT stock FROM things`,
    );
  const outcomes = await Promise.all(Array.from({ length: 60 }, take));
  assert.equal(outcomes.filter((outcome) => outcome === stale).length, 35);
  const [[row]] = await db.read([sql<{ stock: number }>`SELECT stock FROM things`]);
  assert.equal(row?.stock, 0);
});

onEachDriver("a read that cannot run throws and says which statement", async (db) => {
  await assert.rejects(db.read([sql`SELECT 1`, sql`SELECT nowhere`]), /statement 1: .*no such column/);
});

onEachDriver("round trips are counted, one for each batch however long", async (db) => {
  const own = counted(db);
  await own.read([sql`SELECT 1`, sql`SELECT 2`, sql`SELECT 3`]);
  await own.write([table, sql`INSERT INTO things (stock) VALUES (${5})`]);
  assert.equal(own.roundTrips(), 2);
});

onEachDriver("a statement that refused once counts what it is given the next time", async (db) => {
  await db.write([sql`CREATE TABLE things (stock INTEGER) STRICT`, sql`INSERT INTO things VALUES (${1}), (${2})`]);
  const changedAre = (expected: number) => one(sql`SELECT CASE WHEN changes() = ${expected} THEN 1 ELSE json('x') END`);
  const add = (upTo: number, expected: number) =>
    db.write([sql`UPDATE things SET stock = stock WHERE stock <= ${upTo}`, changedAre(expected)]);
  const told: boolean[] = [];
  for (const [upTo, expected] of [[2, 2], [2, 1], [1, 2], [1, 1], [1, 2], [1, 2], [1, 1], [2, 2]] as const) {
    told.push((await add(upTo, expected)).done);
  }
  assert.deepEqual(told, [true, false, false, true, false, false, true, true]);
}, false);
