import assert from "node:assert/strict";
import { createClient } from "@libsql/client/http";
import { type DatabaseServer, serveDatabase, type ServeOptions } from "../../tools/db_serve.ts";

type Client = ReturnType<typeof createClient>;
type Served = { readonly server: DatabaseServer; readonly client: Client };

/** A test against a server of its own, with a table `t (id, v >= 0)` that holds 25. */
const served = (name: string, test: (served: Served) => Promise<void>, options: Partial<ServeOptions> = {}) =>
  Deno.test(`db:serve ${name}`, async () => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const server = serveDatabase({ path: `${folder}/server.db`, ...options });
    const authToken = options.token;
    const client = createClient({
      url: server.url,
      intMode: "bigint",
      ...(authToken === undefined ? {} : { authToken }),
    });
    try {
      await client.batch([
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER CHECK (v >= 0))",
        "INSERT INTO t VALUES (1, 25)",
      ], "write");
      await test({ server, client });
    } finally {
      client.close();
      await server.close();
      await Deno.remove(folder, { recursive: true });
    }
  });

type Step = Readonly<Record<string, unknown>>;

const pipeline = async (server: DatabaseServer, requests: readonly Step[], baton: string | null = null) => {
  const response = await fetch(`${server.url}/v2/pipeline`, {
    method: "POST",
    body: JSON.stringify({ baton, requests }),
  });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith("{") ? JSON.parse(text) : null };
};

const execute = (sql: string, args: readonly Step[] = []): Step => ({ type: "execute", stmt: { sql, args } });

const value = async (client: Client): Promise<bigint> =>
  (await client.execute("SELECT v FROM t WHERE id = 1")).rows[0]?.v as bigint;

served("runs a batch as one transaction, and tells which statement failed and why", async ({ client }) => {
  const failing = client.batch([
    "UPDATE t SET v = 7",
    { sql: "UPDATE t SET v = v - ?", args: [8n] },
    "UPDATE t SET v = 9",
  ], "write");
  await assert.rejects(failing, (error: { statementIndex: number; code: string; message: string }) => {
    assert.equal(error.statementIndex, 1);
    assert.equal(error.code, "SQLITE_CONSTRAINT");
    assert.match(error.message, /SQLite error: CHECK constraint failed: v >= 0/);
    return true;
  });
  assert.equal(await value(client), 25n);
});

served("keeps integers exact, floats, texts, blobs and null as they are", async ({ client }) => {
  const given = [9007199254740993n, 1.5, "ढाका", new Uint8Array([0, 1, 255]), null];
  const { rows } = await client.execute({ sql: "SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e", args: given });
  assert.deepEqual([rows[0]?.a, rows[0]?.b, rows[0]?.c, rows[0]?.e], [given[0], given[1], given[2], null]);
  assert.deepEqual([...new Uint8Array(rows[0]?.d as ArrayBuffer)], [0, 1, 255]);
});

served("reports rows changed, the last id, and rows of RETURNING", async ({ client }) => {
  const inserted = await client.execute("INSERT INTO t VALUES (5, 1)");
  assert.deepEqual([inserted.rowsAffected, inserted.lastInsertRowid], [1, 5n]);
  const returned = await client.execute("UPDATE t SET v = v + 1 RETURNING id, v");
  assert.deepEqual([returned.rowsAffected, returned.columns], [2, ["id", "v"]]);
});

served("names errors as sqld does", async ({ server }) => {
  const cases: [string, string, RegExp][] = [
    ["SELEC 1", "SQL_PARSE_ERROR", /syntax error/],
    ["SELECT * FROM none", "SQLITE_UNKNOWN", /no such table: none/],
    ["SELECT 1; SELECT 2", "SQL_MANY_STATEMENTS", /more than one/],
    ["INSERT INTO t VALUES (1, 1)", "SQLITE_CONSTRAINT", /UNIQUE constraint failed: t\.id/],
    ["COMMIT", "SQLITE_UNKNOWN", /no transaction is active/],
  ];
  const { status, body } = await pipeline(server, [...cases.map(([sql]) => execute(sql)), execute("SELECT 1"), {
    type: "close",
  }]);
  assert.equal(status, 200);
  for (const [index, [, code, message]] of cases.entries()) {
    const { type, error } = body.results[index];
    assert.deepEqual([type, error.code], ["error", code]);
    assert.match(error.message, message);
  }
  assert.equal(body.results[cases.length].type, "ok", "later requests of a pipeline still run");
});

served("refuses a baton that was used, is unknown, or was closed", async ({ server }) => {
  const first = await pipeline(server, [execute("BEGIN IMMEDIATE")]);
  const second = await pipeline(server, [execute("UPDATE t SET v = 1")], first.body.baton);
  assert.equal(second.status, 200);
  const used = await pipeline(server, [execute("COMMIT")], first.body.baton);
  assert.deepEqual([used.status, used.text], [400, "Received a baton that has already been used"]);
  const unknown = await pipeline(server, [execute("COMMIT")], "nobody's");
  assert.deepEqual([unknown.status, unknown.text], [400, "Received an invalid baton"]);
  const last = await pipeline(server, [execute("COMMIT"), { type: "close" }], second.body.baton);
  assert.equal(last.body.baton, null);
});

served("rolls back a stream that was idle too long", async ({ server, client }) => {
  const { body } = await pipeline(server, [execute("BEGIN IMMEDIATE"), execute("UPDATE t SET v = 1")]);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const late = await pipeline(server, [execute("COMMIT")], body.baton);
  assert.deepEqual([late.status, late.body.code], [400, "STREAM_EXPIRED"]);
  assert.equal(await value(client), 25n);
}, { idleSeconds: 0.1 });

served("makes writers wait in line, readers never", async ({ client }) => {
  const holder = await client.transaction("write");
  await holder.execute("UPDATE t SET v = v - 1");
  const waiting = [1, 2, 3].map((n) =>
    client.batch([`UPDATE t SET v = v - ${n} WHERE id = 1`, `INSERT INTO t VALUES (${n + 10}, 0)`], "write")
  );
  assert.equal(await value(client), 25n);
  await holder.commit();
  await Promise.all(waiting);
  assert.equal(await value(client), 18n);
  assert.deepEqual((await client.execute("SELECT id FROM t WHERE id > 10 ORDER BY rowid")).rows.length, 3);
});

served(
  "takes the lock from a transaction that is too old, tells it once, and then autocommits",
  async ({ server, client }) => {
    const old = await pipeline(server, [execute("BEGIN IMMEDIATE"), execute("UPDATE t SET v = 1")]);
    await client.batch(["UPDATE t SET v = v - 5"], "write");
    assert.equal(await value(client), 20n);
    const told = await pipeline(server, [execute("UPDATE t SET v = 2")], old.body.baton);
    assert.equal(told.body.results[0].error.code, "TRANSACTION_TIMEOUT");
    const after = await pipeline(server, [execute("UPDATE t SET v = 3"), { type: "close" }], told.body.baton);
    assert.equal(after.body.results[0].type, "ok");
    assert.equal(await value(client), 3n);
  },
  { transactionSeconds: 0.2 },
);

served("lets sixty guarded writes at once take 25 units", async ({ server, client }) => {
  const before = server.requests();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 60 }, () => client.batch(["UPDATE t SET v = v - 1 WHERE id = 1"], "write")),
  );
  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 25);
  assert.equal(await value(client), 0n);
  assert.equal(server.requests() - before, 61, "one batch is one request");
});

served("refuses a client without its token", async ({ server }) => {
  assert.equal((await pipeline(server, [execute("SELECT 1")])).status, 401);
  const client = createClient({ url: server.url, authToken: "wrong" });
  await assert.rejects(client.execute("SELECT 1"), /SERVER_ERROR/);
  client.close();
}, { token: "the right one" });

served("refuses a row over 5 MB, an answer over 10 MB, and half of a character", async ({ server, client }) => {
  const text = (megabytes: number): Step => ({ type: "text", value: "x".repeat(megabytes * 1_000_000) });
  const megabytes = (each: number, rows: number) =>
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
     SELECT printf('%.*c', ${each * 1_000_000}, 'x') FROM n`;
  const { body } = await pipeline(server, [
    execute("SELECT length(?)", [text(4)]),
    execute("SELECT length(?)", [text(6)]),
    execute(megabytes(6, 1)),
    execute(megabytes(4, 2)),
    execute(megabytes(4, 3)),
    { type: "close" },
  ]);
  assert.deepEqual(
    body.results.map((result: { error?: { code: string } }) => result.error?.code ?? "ok"),
    ["ok", "SQLITE_TOOBIG", "SQLITE_TOOBIG", "ok", "RESPONSE_TOO_LARGE", "ok"],
  );
  const half = await pipeline(server, [
    execute("UPDATE t SET v = 1"),
    execute("SELECT ?", [{ type: "text", value: "\ud800" }]),
  ]);
  assert.equal(half.status, 400);
  assert.equal(await value(client), 25n, "nothing of such a request is run");
});

served("answers as late as it is told to", async ({ server }) => {
  const begun = performance.now();
  await pipeline(server, [execute("SELECT 1"), { type: "close" }]);
  assert.ok(performance.now() - begun >= 60);
}, { delay: 60 });
