import assert from "node:assert/strict";
import { argon2Hashes } from "../src/adapters/crypto/argon2.ts";
import { OWASP_COST, scryptPasswords } from "../src/adapters/crypto/passwords.ts";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { sql } from "../src/adapters/libsql/database.ts";
import { openRemote } from "../src/adapters/libsql/remote.ts";
import { parseConfig } from "../src/config.ts";
import { prepare } from "../src/prepare.ts";
import { serveDatabase } from "../tools/db_serve.ts";
import { buildWorker } from "../tools/worker_build.ts";
import { runWorker } from "../tools/workerd.ts";
import { call } from "./blackbox/client.ts";
import { drivers } from "./drivers.ts";
import { serveShop } from "./in_process.ts";

const PASSWORD = "a quiet monsoon";

/** One hash of each format that a shop may meet, at the cost that it comes with. */
const hashes: Readonly<Record<string, string>> = {
  "its own": await scryptPasswords().hash(PASSWORD),
  "Django's pbkdf2": "pbkdf2_sha256$1000000$9FXlJiaI2RnEhlmAepW0rJ$85FU4GJAov6xGxjU94z/sW7yrlXJ7hE5ujN6k7/7l84=",
  "Django's argon2":
    "argon2$argon2id$v=19$m=102400,t=2,p=8$TjY5SmVnajc5NW55RXBJQnU3NmcwSw$fJx4/7bgEn83K0lTS7gVFCztkCRosnbTkTH+FSKXoh8",
};

for (const [format, hash] of Object.entries(hashes)) {
  Deno.test(`other requests are answered while a password is verified: ${format}`, async () => {
    const { database, close } = await drivers.embedded();
    const passwords = scryptPasswords(OWASP_COST, [argon2Hashes()]);
    const shop = await serveShop(database, { ADMIN_PASSWORD: "first of the staff", DEMO_DATA: "off" }, { passwords });
    try {
      await database.write([sql`UPDATE users SET password = ${hash} WHERE username = 'admin'`]);
      await call(shop.url, "GET", "/api/products/");
      let pending = true;
      const json = { username: "admin", password: PASSWORD };
      const login = call(shop.url, "POST", "/api/auth/login/", { json }).finally(() => pending = false);
      let answered = 0;
      while (pending) {
        await call(shop.url, "GET", "/api/products/");
        if (pending) answered++;
      }
      assert.equal((await login).status, 200);
      // A verification on the requests' own thread lets one or two pass that were on their way.
      assert.ok(answered >= 10, `${answered} answered`);
    } finally {
      await shop.close();
      await close();
    }
  });
}

Deno.test({
  name: "a Worker verifies Django's pbkdf2 and scrypt, and takes a hash of argon2 for a wrong password",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const { database, url: server, close } = await serverReady();
    await buildWorker();
    const worker = await runWorker({ ...variables, DATABASE_URL: server }, 0, false);
    try {
      const expected: readonly (readonly [hash: string, status: number])[] = [
        ["pbkdf2_sha256$1000$oldsalt$Pwcc0d0ZJFh71GhUYGmxkYaWhewYYKHZvvs9OVXpX84=", 200],
        [
          `scrypt$16$oldsalt$8$1$tpxRCxB4YVNY1M5uA6JdvHfrIxRH1JE7OXyxyGUAw0NKIP5UJC8FQQey2vXc5qucy8i0Jh709cXxgw6PqS6+wQ==`,
          200,
        ],
        [hashes["Django's argon2"] ?? "", 401],
      ];
      for (const [hash, status] of expected) {
        await database.write([sql`UPDATE users SET password = ${hash} WHERE username = 'admin'`]);
        const json = { username: "admin", password: PASSWORD };
        assert.equal((await call(worker.url, "POST", "/api/auth/login/", { json })).status, status, hash);
        const [[kept]] = await database.read([sql<{ password: string }>`SELECT password FROM users WHERE id = 1`]);
        assert.equal(kept?.password.startsWith("$scrypt$ln=14,"), status === 200, "it was replaced");
      }
    } finally {
      await worker.close();
      await close();
    }
  },
});

const variables = { AUTH_SECRET_KEY: freshSeed(), ADMIN_PASSWORD: "first of the staff", DEMO_DATA: "off" };

async function serverReady() {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const server = serveDatabase({ path: `${folder}/server.db` });
  const database = openRemote(server.url, undefined);
  const config = parseConfig({ ...variables, DATABASE_URL: server.url });
  await prepare(database, config, new Date().toISOString());
  return {
    database,
    url: server.url,
    close: async () => {
      await server.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
