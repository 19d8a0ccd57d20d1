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
