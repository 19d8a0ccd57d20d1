import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { sql } from "../src/adapters/libsql/database.ts";
import { openEmbedded } from "../src/adapters/libsql/embedded.ts";
import { migrate } from "../src/adapters/libsql/migrate.ts";
import { readMigrations } from "../src/prepare.ts";
import { open, thing } from "./adapters/libsql/given.ts";
import { drivers } from "./drivers.ts";
import { enrol } from "./enrol.ts";
import { startBare } from "./process.ts";

/** SQLite's names: 2 is FULL, which flushes the log to the disk at every commit. */
Deno.test("the writer commits to a write-ahead log with synchronous = FULL", async () => {
  const { database, close } = await drivers.embedded();
  const [[synchronous], [journal]] = await database.read([
    sql<{ synchronous: number }>`PRAGMA synchronous`,
    sql<{ journal_mode: string }>`PRAGMA journal_mode`,
  ]);
  assert.deepEqual([synchronous?.synchronous, journal?.journal_mode], [2, "wal"]);
  await close();
});

const hasStrace = await new Deno.Command("strace", { args: ["-V"], stdout: "null", stderr: "null" }).output()
  .then(({ success }) => success, () => false);
if (!hasStrace) console.log("strace is not there: that the disk is flushed before the answer was not looked at");

Deno.test({
  name: "an order is answered only once the disk has been told to flush it, as the kernel saw it",
  ignore: !hasStrace,
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const seed = freshSeed();
    const database = openEmbedded(`${folder}/kiosk.db`);
    await migrate(database, readMigrations(), new Date().toISOString());
    await open(database, thing("coat", 10));
    await enrol(database, seed, ["keeper"], true);
    const [buyer] = await enrol(database, seed, ["buyer"]);
    database.close();
    const environment = { DATABASE_URL: `file:${folder}/kiosk.db`, AUTH_SECRET_KEY: seed, DEMO_DATA: "off" };
    const calls = "trace=read,recvfrom,readv,recvmsg,write,writev,sendto,sendmsg,fsync,fdatasync";
    const strace = ["strace", "-D", "-f", "-y", "-s", "200", "-o", `${folder}/calls.txt`, "-e", calls];
    const shop = await startBare("start", environment, strace);
    const post = async (path: string, json: object) => {
      const headers = { "Content-Type": "application/json", Authorization: `Token ${buyer?.token}` };
      const answer = await fetch(shop.url + path, { method: "POST", headers, body: JSON.stringify(json) });
      assert.equal(answer.status, 201, await answer.text());
    };
    await post("/api/cart/add_item/", { product_id: 1 });
    await post("/api/cart/checkout/", {});
    await shop.stop("SIGTERM");

    const seen = (await Deno.readTextFile(`${folder}/calls.txt`)).split("\n");
    const after = (from: number, pattern: RegExp) => seen.findIndex((line, at) => at >= from && pattern.test(line));
    const asked = after(0, /(read|recv)\w*\(.*"POST \/api\/cart\/checkout\//);
    const flushing = after(asked, /f(data)?sync\(\d+<.*kiosk\.db-wal>/);
    const thread = /^\d+/.exec(seen[flushing] ?? "")?.[0];
    const flushed = after(flushing, new RegExp(`^${thread} .*sync.*\\) += 0$`));
    const answered = after(asked, /(write|send)\w*\(.*"HTTP\/1\.1 201 /);
    const order = [asked, flushing, flushed, answered];
    assert.ok(asked >= 0 && asked < flushing && flushing <= flushed && flushed < answered, order.join(", "));
    await Deno.remove(folder, { recursive: true });
  },
});
