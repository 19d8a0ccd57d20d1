import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import type { Write } from "../src/adapters/libsql/commit.ts";
import { type Database, DatabaseUnavailable } from "../src/adapters/libsql/database.ts";
import { arrange, send } from "./blackbox/arrange.ts";
import { assemble, newActor } from "./blackbox/cast.ts";
import { documentOf, promised } from "./blackbox/documented.ts";
import { STAFF_PASSWORD } from "./blackbox/targets.ts";
import { onEachDriver } from "./drivers.ts";
import { quickPasswords, serveShop } from "./in_process.ts";

type Fault = "none" | "stale" | "lost" | "lost at commit" | "broken";

/** The real database, until told to fail: guards refuse, or nothing comes back, or something is wrong with it. */
function failing(real: Database): Database & { fault: Fault; refusals: number } {
  const own = {
    fault: "none" as Fault,
    refusals: 0,
    read: ((statements) => {
      if (own.fault === "lost") throw new DatabaseUnavailable("the socket is closed");
      if (own.fault === "broken") throw new Error("no such table: secrets");
      return real.read(statements);
    }) as Database["read"],
    write: ((statements) => {
      if (own.fault === "lost" || own.fault === "lost at commit") throw new DatabaseUnavailable("the socket is closed");
      if (own.fault === "broken") throw new Error("no such table: secrets");
      const guard = statements.findIndex((statement: Write) => statement.stale === true);
      if (own.fault !== "stale" || guard < 0) return real.write(statements);
      own.refusals++;
      return Promise.resolve({ done: false, refused: guard, reason: "stale" });
    }) as Database["write"],
    close: () => real.close(),
  };
  return own;
}

const expected: readonly (readonly [Fault, status: number, code: string])[] = [
  ["stale", 409, "conflict"],
  ["lost", 503, "unavailable"],
  ["lost at commit", 503, "unavailable"],
  ["broken", 500, "internal_error"],
];

onEachDriver("every operation says what it must of a database that fails, and nothing of its inside", async (real) => {
  const database = failing(real);
  const variables = { ADMIN_PASSWORD: STAFF_PASSWORD, AUTH_SECRET_KEY: freshSeed(), LOGIN_RATE_LIMIT: "off" };
  const shop = await serveShop(database, { ...variables, DEMO_DATA: "on" }, { passwords: quickPasswords });
  try {
    const [cast, document] = [await assemble(shop), await documentOf(shop.url)];
    const promises = new Set(promised(document));
    for (const operation of document.operations) {
      const { id, method, documented } = operation;
      for (const [fault, status, code] of expected) {
        const sender = documented["x-access"].callers === "staff" ? cast.staff : await newActor(shop.url);
        const arranged = await arrange(cast, operation, sender, null, "own");
        Object.assign(database, { fault, refusals: 0 });
        const answer = await send(shop.url, method, arranged);
        database.fault = "none";
        const fails = fault === "stale" ? database.refusals === 2 : method !== "GET" || fault !== "lost at commit";
        if (fails) assert.deepEqual([answer.status, answer.body?.code], [status, code], `${id}, ${fault}`);
        else assert.ok(answer.status < 300, `${id}, ${fault}`);
        assert.equal(promises.has(`${id} ${status} ${code}`), fails || fault === "lost at commit", `${id}, ${fault}`);
        assert.doesNotMatch(answer.text, /secrets|socket/);
        assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
        assert.match(answer.headers.get("content-security-policy") ?? "", /^default-src 'none'/);
        if (status >= 500 && fails) assert.equal(answer.body.request_id, answer.headers.get("x-request-id"));
        if (status === 503 && fails) assert.ok(Number(answer.headers.get("retry-after")) >= 1);
      }
    }
  } finally {
    await shop.close();
  }
});
