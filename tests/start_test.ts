import assert from "node:assert/strict";
import { decodeProtectedHeader } from "jose";
import { sql } from "../src/adapters/libsql/database.ts";
import { openEmbedded } from "../src/adapters/libsql/embedded.ts";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { serveDatabase } from "../tools/db_serve.ts";
import { buildWorker } from "../tools/worker_build.ts";
import { runWorker } from "../tools/workerd.ts";
import { call, PASSWORD, shopper } from "./blackbox/client.ts";
import { runTask, startTask } from "./process.ts";

/** Runs the test in a new folder that is gone afterwards. */
const inFolder = (name: string, test: (folder: string) => Promise<void>) =>
  Deno.test({
    name,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
      try {
        await test(folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });

/** Settings that cannot be used: the variables, and what the one line must name. */
const wrong: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
  [{ PORT: "99999" }, /PORT: must be a port/],
  [{ PORT: "eighty" }, /PORT: must be a port/],
  [{ DATABASE_URL: "postgres://localhost/shop" }, /DATABASE_URL: must begin with file:/],
  [{ PUBLIC_URL: "shop.example" }, /PUBLIC_URL: must be an http or https origin/],
  [{ ALLOWED_ORIGINS: "https://a.example, https://b.example/path" }, /ALLOWED_ORIGINS: must be an http/],
  [{ DEMO_DATA: "yes" }, /DEMO_DATA: must be "on" or "off"/],
  [{ COOKIE_SAMESITE: "strict" }, /COOKIE_SAMESITE: must be/],
  [{ CURRENCY: "JPY" }, /CURRENCY: must be a currency whose minor unit is a hundredth/],
  [{ CURRENCY: "rupees" }, /CURRENCY: must be an ISO 4217 code/],
  [{ CURRENCY: "ZZZ" }, /CURRENCY: must be an ISO 4217 code/],
  [{ CURRENCY: "XAU" }, /CURRENCY: must be a currency whose minor unit is a hundredth/],
  [{ PUBLIC_URL: "https://shop.example/shop" }, /PUBLIC_URL: must be an http or https origin/],
  [{ HOST: "no such host" }, /HOST: nothing has this name/],
  [{ HOST: "999.1.1.1" }, /HOST: nothing has this name/],
  [{ LOGIN_RATE_LIMIT: "10" }, /LOGIN_RATE_LIMIT: must be two whole numbers/],
  [{ WORKERS: "0" }, /WORKERS: must be a whole number from 1 to 99/],
  [{ SYNCHRONOUS: "OFF" }, /SYNCHRONOUS: must be "FULL" or "NORMAL"/],
  [{ MAX_IN_FLIGHT: "0" }, /MAX_IN_FLIGHT: must be a whole number from 1/],
  [{ TRUST_PROXY: "127.0.0.1" }, /TRUST_PROXY: must be "on" or "off"/],
  [{ ADMIN_PASSWORD: "short" }, /ADMIN_PASSWORD: must have 8 to 128/],
  [{ AUTH_SECRET_KEY: "not a key" }, /AUTH_SECRET_KEY: must be Ed25519 seeds/],
  [{ DATABASE_URL: "http://127.0.0.1:9" }, /AUTH_SECRET_KEY: is needed with a remote database/],
];

inFolder("a setting that cannot be used stops the start with one line that names it", async (folder) => {
  for (const [environment, line] of wrong) {
    const { code, out, errors } = await runTask("start", { DATABASE_URL: `file:${folder}/kiosk.db`, ...environment });
    assert.deepEqual([code, out, errors.length], [1, "", 1], errors.join("\n"));
    assert.match(errors[0] ?? "", line);
  }
});

inFolder(
  "a port that is taken, a folder that is none, and a file that is no database: one line each",
  async (folder) => {
    const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    await Deno.writeTextFile(`${folder}/letter.txt`, "Dear shop, this is no database. ".repeat(50));
    const cases: [Record<string, string>, RegExp][] = [
      [
        { DATABASE_URL: `file:${folder}/kiosk.db`, PORT: String(taken.addr.port) },
        /PORT: another program has this port/,
      ],
      [{ DATABASE_URL: `file:${folder}/none/kiosk.db` }, /DATABASE_URL: .*none\/kiosk\.db cannot be the database/],
      [{ DATABASE_URL: `file:${folder}` }, /DATABASE_URL: .* cannot be the database/],
      [{ DATABASE_URL: `file:${folder}/letter.txt` }, /DATABASE_URL: .*letter\.txt cannot be the database/],
    ];
    for (const [environment, line] of cases) {
      const { code, errors } = await runTask("start", environment);
      assert.deepEqual([code, errors.length], [1, 1], errors.join("\n"));
      assert.match(errors[0] ?? "", line);
    }
    assert.match(await Deno.readTextFile(`${folder}/letter.txt`), /^Dear shop/);
    taken.close();
  },
);

inFolder(
  "the first start tells the staff user's password, the next one does not, and both end cleanly",
  async (folder) => {
    const environment = { DATABASE_URL: `file:${folder}/kiosk.db` };
    const first = await startTask("start", environment);
    const [, password = ""] = /Staff user +admin, password (\S+)/.exec(first.printed()) ?? [];
    const login = (url: string) => call(url, "POST", "/api/auth/login/", { json: { username: "admin", password } });
    const staff = await login(first.url);
    assert.deepEqual([staff.status, staff.body.is_staff], [200, true]);
    assert.match(first.printed(), new RegExp(`Reference +${first.url}/docs`));
    assert.equal(await first.stop("SIGINT"), 0);
    const log = await Deno.stat(`${folder}/kiosk.db-wal`).catch(() => ({ size: 0 }));
    assert.equal(log.size, 0, "the file holds everything");

    const second = await startTask("start", environment);
    assert.doesNotMatch(second.printed(), /Staff user/);
    const token = { token: staff.body.token };
    assert.equal((await call(second.url, "GET", "/api/cart/items/", token)).status, 200, "the signing key was kept");
    assert.equal(await second.stop("SIGTERM"), 0);
  },
);

inFolder("an empty shop stays empty without demo data, and a currency is kept", async (folder) => {
  const environment = { DATABASE_URL: `file:${folder}/kiosk.db`, DEMO_DATA: "off", CURRENCY: "EUR" };
  const shop = await startTask("start", environment);
  assert.deepEqual((await call(shop.url, "GET", "/api/products/")).body, []);
  assert.equal((await call(shop.url, "GET", "/")).body.currency, "EUR");
  await shop.stop("SIGTERM");
  const { code, errors } = await runTask("start", { ...environment, CURRENCY: "NPR" });
  assert.equal(code, 1);
  assert.match(errors[0] ?? "", /CURRENCY: is NPR, but this database's prices are in EUR/);
});

inFolder("a database that is newer than the code is refused in one line", async (folder) => {
  const environment = { DATABASE_URL: `file:${folder}/kiosk.db` };
  const shop = await startTask("start", environment);
  await shop.stop("SIGTERM");
  const database = openEmbedded(`${folder}/kiosk.db`);
  await database.write([sql`INSERT INTO migrations (version, applied_at) VALUES (999, '')`]);
  database.close();
  const { code, errors } = await runTask("start", environment);
  assert.deepEqual([code, errors.length], [1, 1]);
  assert.match(errors[0] ?? "", /schema 999, newer than/);
});

/** What comes back to a request that names the host so, as only a client of its own making can. */
async function answerToHost(url: string, host: string): Promise<string> {
  const { hostname, port } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const request = `GET /api/products/1/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  return await new Response(connection.readable).text();
}

inFolder(
  "logs are JSON lines that tell the request and keep every secret, and a host that is none is no defect",
  async (folder) => {
    const shop = await startTask("start", { DATABASE_URL: `file:${folder}/kiosk.db` });
    const { token } = await shopper(shop.url);
    await call(shop.url, "POST", "/api/cart/add_item/", {
      token,
      json: { product_id: 1 },
      headers: { "X-Request-Id": "r1" },
    });
    await call(shop.url, "GET", "/api/products/?search=secret-word");
    assert.match(await answerToHost(shop.url, 'shop"<.example'), /^HTTP\/1\.1 400 .*"code":"bad_host"/s);
    await call(shop.url, "GET", "/nowhere/secret-word");
    await shop.stop("SIGTERM");
    const entries = shop.printed().split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
    const added = entries.find((entry) => entry.requestId === "r1");
    assert.deepEqual(
      [added.method, added.route, added.status, added.roundTrips],
      ["POST", "/api/cart/add_item/", 201, 2],
    );
    assert.ok(added.duration > 0 && Date.parse(added.at) > 0);
    assert.equal(entries.at(-1).route, null);
    for (const secret of [PASSWORD, token, "Kohalpur", "@example.com", "secret-word"]) {
      assert.ok(!shop.printed().includes(secret), secret);
    }
  },
);

inFolder("a remote database is made ready by migrate, and is 503 before, readyz and all", async (folder) => {
  const server = serveDatabase({ path: `${folder}/server.db` });
  const remote = { DATABASE_URL: server.url, AUTH_SECRET_KEY: freshSeed() };
  const shop = await startTask("start", remote);
  assert.equal((await call(shop.url, "GET", "/readyz")).status, 503);
  const early = await call(shop.url, "GET", "/api/products/");
  assert.deepEqual([early.status, early.body.code], [503, "unavailable"]);
  assert.equal((await call(shop.url, "GET", "/healthz")).status, 200);
  const refused = await runTask("migrate", remote);
  assert.deepEqual([refused.code, refused.errors.length], [1, 1], refused.errors.join("\n"));
  assert.match(refused.errors[0] ?? "", /ADMIN_PASSWORD: is needed/);
  assert.equal((await call(shop.url, "GET", "/readyz")).status, 503, "a refused migration changes nothing");
  const prepared = await runTask("migrate", { ...remote, ADMIN_PASSWORD: "first of the staff" });
  assert.equal(prepared.code, 0, prepared.errors.join("\n"));
  assert.doesNotMatch(prepared.out, /first of the staff/);
  assert.equal((await call(shop.url, "GET", "/readyz")).status, 200);
  assert.match((await runTask("migrate", remote)).out, /The schema is current/);
  await server.close();
  const ready = await call(shop.url, "GET", "/readyz");
  assert.deepEqual([ready.status, ready.body.code], [503, "not_ready"]);
  const lost = await call(shop.url, "GET", "/api/products/");
  assert.deepEqual([lost.status, lost.body.code], [503, "unavailable"]);
  assert.ok(lost.headers.get("retry-after") && lost.body.request_id);
  await shop.stop("SIGTERM");
});

inFolder(
  "a password is set by hand, on a file that is served and on a server, and every session ends",
  async (folder) => {
    const server = serveDatabase({ path: `${folder}/server.db`, token: "the-server's-token" });
    const remote = {
      DATABASE_URL: server.url,
      DATABASE_AUTH_TOKEN: "the-server's-token",
      AUTH_SECRET_KEY: freshSeed(),
      ADMIN_PASSWORD: "first of the staff",
    };
    const file = { DATABASE_URL: `file:${folder}/kiosk.db`, ADMIN_PASSWORD: "first of the staff" };
    assert.equal((await runTask("migrate", remote)).code, 0);
    for (const environment of [file, remote]) {
      const shop = await startTask("start", environment);
      const login = (password: string) =>
        call(shop.url, "POST", "/api/auth/login/", { json: { username: "admin", password } });
      const { token } = (await login("first of the staff")).body;
      assert.equal((await call(shop.url, "GET", "/api/users/me/", { token })).status, 200);

      const { code, out } = await runTask("password", environment, ["ADMIN@localhost.localdomain"]);
      const [, password = ""] = /: (\S{20}) \(shown this once\)/.exec(out) ?? [];
      assert.deepEqual([code, (await login(password)).status], [0, 200], out);
      assert.equal((await login("first of the staff")).status, 401);
      assert.equal((await call(shop.url, "GET", "/api/users/me/", { token })).status, 401);

      const unknown = await runTask("password", environment, ["nobody"]);
      assert.deepEqual([unknown.code, unknown.out], [1, ""]);
      assert.deepEqual(unknown.errors, ["Kiosk cannot set a password: nobody has the name nobody"]);
      await shop.stop("SIGTERM");
    }
    await server.close();
    const refused: readonly (readonly [Readonly<Record<string, string>>, readonly string[], RegExp])[] = [
      [file, [], /say whose: deno task password USER/],
      [file, ["admin", "nur"], /say whose/],
      [{ DATABASE_URL: `file:${folder}/empty.db` }, ["admin"], /DATABASE_URL: this database has another schema/],
      [remote, ["admin"], /DATABASE_URL: the database server does not answer/],
    ];
    for (const [environment, args, line] of refused) {
      const { code, out, errors } = await runTask("password", environment, args);
      assert.deepEqual([code, out, errors.length], [1, "", 1], errors.join("\n"));
      assert.match(errors[0] ?? "", line);
    }
  },
);

inFolder("the Worker refuses to serve without a signing key or a database, with one clear line", async () => {
  await buildWorker();
  const cases: [Record<string, string>, RegExp][] = [
    [{ DATABASE_URL: "http://127.0.0.1:9" }, /AUTH_SECRET_KEY: is missing/],
    [{ AUTH_SECRET_KEY: freshSeed() }, /DATABASE_URL: a Worker needs/],
  ];
  for (const [variables, line] of cases) {
    const worker = await runWorker(variables, 0, false);
    for (const path of ["/", "/api/products/", "/healthz"]) {
      const answer = await fetch(worker.url + path);
      const body = await answer.json();
      assert.deepEqual([answer.status, body.code], [503, "not_configured"]);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      assert.match(body.detail, line);
    }
    await worker.close();
  }
});

Deno.test("the Worker's script holds no native engine and of node: only node:crypto", async () => {
  await buildWorker();
  const script = await Deno.readTextFile(new URL("../dist/worker/main.js", import.meta.url));
  assert.deepEqual([...new Set(script.match(/from\s*"node:[a-z/_]+"/g))].map((it) => it.replaceAll(" ", "")), [
    'from"node:crypto"',
  ]);
  assert.doesNotMatch(script, /@libsql\/linux|better-sqlite|require\("libsql"\)/);
});

inFolder(
  "keys rotate: `deno task key` prints a seed; the first of two signs, tokens of both are good",
  async (folder) => {
    const seeds = await Promise.all([1, 2].map(async () => (await runTask("key", {})).out.trim()));
    for (const seed of seeds) assert.match(seed, /^[\w-]{43}$/);
    const [old = "", fresh = ""] = seeds;
    assert.notEqual(old, fresh);
    const file = { DATABASE_URL: `file:${folder}/kiosk.db`, DEMO_DATA: "off" };
    const kids = async (url: string) =>
      (await call(url, "GET", "/.well-known/jwks.json")).body.keys.map(({ kid }: { kid: string }) => kid);
    const kidOf = ({ token }: { token: string }) => decodeProtectedHeader(token).kid;
    const status = async (url: string, { token }: { token: string }) =>
      (await call(url, "GET", "/api/users/me/", { token })).status;

    const before = await startTask("start", { ...file, AUTH_SECRET_KEY: old });
    const nur = await shopper(before.url);
    assert.deepEqual(await kids(before.url), [kidOf(nur)]);
    await before.stop("SIGTERM");

    const rotated = await startTask("start", { ...file, AUTH_SECRET_KEY: `${fresh},${old}` });
    const sita = await shopper(rotated.url);
    assert.deepEqual(await kids(rotated.url), [kidOf(sita), kidOf(nur)]);
    assert.deepEqual([await status(rotated.url, nur), await status(rotated.url, sita)], [200, 200]);
    await rotated.stop("SIGTERM");

    const after = await startTask("start", { ...file, AUTH_SECRET_KEY: fresh });
    assert.deepEqual([await status(after.url, nur), await status(after.url, sita)], [401, 200]);
    await after.stop("SIGTERM");
  },
);

inFolder(
  "a user of Django's signs in with an old argon2 hash, on a started shop with its few permissions",
  async (folder) => {
    const file = { DATABASE_URL: `file:${folder}/kiosk.db`, DEMO_DATA: "off", ADMIN_PASSWORD: "first of the staff" };
    await (await startTask("start", file)).stop("SIGTERM");
    const database = openEmbedded(`${folder}/kiosk.db`);
    const hash = "argon2$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$TQOLePfkaIvgR2/1xXNPnOHgBit5ijsWxQxadiOm5T8";
    await database.write([sql`UPDATE users SET password = ${hash} WHERE username = 'admin'`]);
    database.close();
    const shop = await startTask("start", file);
    const login = (password: string) =>
      call(shop.url, "POST", "/api/auth/login/", { json: { username: "admin", password } });
    assert.equal((await login("a quiet monsoon!")).status, 401);
    assert.equal((await login("a quiet monsoon")).status, 200);
    assert.equal((await login("a quiet monsoon")).status, 200);
    await shop.stop("SIGTERM");
  },
);
