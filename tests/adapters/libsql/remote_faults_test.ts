import assert from "node:assert/strict";
import {
  askingAgain,
  counted,
  type Database,
  DatabaseUnavailable,
  LostInTransit,
  sql,
} from "../../../src/adapters/libsql/database.ts";
import { openRemote } from "../../../src/adapters/libsql/remote.ts";
import { faults } from "../../../tools/db_serve/faults.ts";
import { type FaultyServer, serveFaulty } from "../../edge/faulty.ts";

const PATIENCE = 300;

const take = [sql`UPDATE things SET stock = stock - 1`];
const look = [sql<{ stock: number }>`SELECT stock FROM things`] as const;
const stock = async (database: Database) => (await database.read(look))[0][0]?.stock;

/** A test against a server that can fail, with 25 things in stock. */
const faulty = (
  name: string,
  test: (database: Database, server: FaultyServer, impatient: Database) => Promise<void>,
) =>
  Deno.test(`remote: ${name}`, async () => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const server = serveFaulty({ path: `${folder}/server.db` });
    const database = openRemote(server.url, undefined);
    const impatient = openRemote(server.url, undefined, PATIENCE);
    try {
      await database.write([sql`CREATE TABLE things (stock INTEGER) STRICT`, sql`INSERT INTO things VALUES (25)`]);
      await test(database, server, impatient);
    } finally {
      await server.close();
      await Deno.remove(folder, { recursive: true });
    }
  });

faulty(
  "a read that is lost is asked once more, and counted; lost twice, the database is unavailable",
  async (database, server) => {
    for (const fault of faults.filter((each) => each !== "slow")) {
      const own = counted(database);
      server.meet(fault);
      assert.equal(await stock(askingAgain(own)), 25, fault);
      assert.equal(own.roundTrips(), 2, fault);
      server.meet(fault, fault);
      await assert.rejects(stock(askingAgain(own)), LostInTransit, fault);
      assert.equal(await stock(database), 25, "it recovers by itself");
    }
  },
);

faulty("a write that is lost is sent once, whether it was done or not", async (database, server, impatient) => {
  const done: Record<string, boolean> = {};
  for (const fault of faults) {
    const [before, sent] = [await stock(database) ?? 0, server.requests()];
    server.meet(fault);
    await assert.rejects(askingAgain(fault === "slow" ? impatient : database).write(take), DatabaseUnavailable, fault);
    assert.equal(server.requests() - sent, 1, fault);
    done[fault] = await stock(database) === before - 1;
  }
  assert.deepEqual(done, {
    "drop before": false,
    "drop after": true,
    "502 before": false,
    "502 after": true,
    cut: true,
    slow: true,
  });
});

faulty(
  "what does not come in time is given up, a read too, and not asked again",
  async (_database, server, impatient) => {
    const sent = server.requests();
    const begun = performance.now();
    server.meet("slow");
    await assert.rejects(stock(askingAgain(impatient)), (error) => {
      assert.ok(error instanceof DatabaseUnavailable && !(error instanceof LostInTransit));
      return true;
    });
    assert.ok(performance.now() - begun >= PATIENCE);
    assert.equal(server.requests() - sent, 1);
  },
);

Deno.test("remote: a server that is not there, and one that refuses the token, are unavailable", async () => {
  await assert.rejects(stock(openRemote("http://127.0.0.1:9", undefined)), LostInTransit);
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const server = serveFaulty({ path: `${folder}/server.db`, token: "right" });
  await assert.rejects(stock(openRemote(server.url, "wrong")), DatabaseUnavailable);
  await server.close();
  await Deno.remove(folder, { recursive: true });
});
