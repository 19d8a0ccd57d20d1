import assert from "node:assert/strict";
import Libsql from "libsql";
import { type Database, sql } from "../../../src/adapters/libsql/database.ts";
import { openEmbedded } from "../../../src/adapters/libsql/embedded.ts";

/** A database, and a connection that stands for another process on the same file. */
async function besideAnother(test: (database: Database, other: Libsql.Database) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const database = openEmbedded(`${folder}/kiosk.db`);
  const other = new Libsql(`${folder}/kiosk.db`, { timeout: 0 });
  try {
    await database.write([sql`CREATE TABLE things (stock INTEGER) STRICT`, sql`INSERT INTO things VALUES (${5})`]);
    await test(database, other);
  } finally {
    other.close();
    database.close();
    await Deno.remove(folder, { recursive: true });
  }
}

const sum = sql<{ sum: number }>`SELECT sum(stock) AS sum FROM things`;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

Deno.test("while another process writes, a write waits for it and a read does not", () =>
  besideAnother(async (database, other) => {
    other.exec("BEGIN IMMEDIATE");
    other.exec("INSERT INTO things VALUES (7)");
    const write = database.write([sql`INSERT INTO things VALUES (${11})`, sum]);
    await pause(20);
    assert.equal((await database.read([sum]))[0][0]?.sum, 5);
    other.exec("COMMIT");
    const written = await write;
    assert.equal(written.done && (written.rows[1]?.[0] as { sum: number }).sum, 23);
    assert.equal((await database.read([sum]))[0][0]?.sum, 23);
  }));

Deno.test("a write that gives up is undone, and all goes on once the other process is through", () =>
  besideAnother(async (database, other) => {
    other.exec("BEGIN IMMEDIATE");
    other.exec("INSERT INTO things VALUES (7)");
    await assert.rejects(database.write([sql`INSERT INTO things VALUES (${11})`]), { name: "DatabaseUnavailable" });
    assert.equal((await database.read([sum]))[0][0]?.sum, 5);
    other.exec("COMMIT");
    assert.equal((await database.read([sum]))[0][0]?.sum, 12);
    assert.equal((await database.write([sql`INSERT INTO things VALUES (${13})`])).done, true);
    assert.equal((await database.read([sum]))[0][0]?.sum, 25);
  }));

Deno.test("writes that come at once share a commit, and one that refuses undoes itself alone", () =>
  besideAnother(async (database, other) => {
    const before = database.version?.() ?? 0;
    let told = 0;
    const write = (stock: number, fails = false) => {
      const written = database.write([
        sql`INSERT INTO things VALUES (${stock})`,
        fails ? sql`SELECT json('no')` : sql`SELECT count(*) AS count FROM things`,
      ]);
      written.then(() => told++);
      return written;
    };
    const writes = [write(1), write(2, true), write(3), write(4, true), write(5)];
    await Promise.resolve();
    assert.deepEqual([told, other.prepare("SELECT sum(stock) AS sum FROM things").all()], [0, [{ sum: 5 }]]);
    const outcomes = await Promise.all(writes);
    assert.deepEqual(outcomes.map(({ done }) => done), [true, false, true, false, true]);
    assert.deepEqual(outcomes.flatMap((it) => it.done ? [it.rows[1]?.[0]] : []), [2, 3, 4].map((count) => ({ count })));
    assert.equal(database.version?.(), before + 1);
    assert.deepEqual(other.prepare("SELECT sum(stock) AS sum FROM things").all(), [{ sum: 14 }]);
  }));

Deno.test("the version is another after a commit of this connection and of any other, and after nothing else", () =>
  besideAnother(async (database, other) => {
    const seen = [database.version?.()];
    await database.read([sum]);
    assert.equal(database.version?.(), seen[0]);
    await database.write([sql`INSERT INTO things VALUES (${1})`]);
    seen.push(database.version?.());
    other.exec("INSERT INTO things VALUES (2)");
    await Promise.resolve("what others do in a turn is known in the next one");
    seen.push(database.version?.());
    await database.write([sql`INSERT INTO things VALUES (${3})`]);
    seen.push(database.version?.());
    assert.equal(new Set(seen).size, 4, seen.join());
  }));

Deno.test("a write that waits for its turn when the database is closed is told so", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const database = openEmbedded(`${folder}/kiosk.db`);
  const write = database.write([sql`CREATE TABLE things (stock INTEGER) STRICT`]);
  database.close();
  await assert.rejects(write, { name: "DatabaseUnavailable" });
  await Deno.remove(folder, { recursive: true });
});
