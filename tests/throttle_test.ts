import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import type { LogEntry } from "../src/adapters/http/service.ts";
import { openRemote } from "../src/adapters/libsql/remote.ts";
import { type Database, sql } from "../src/adapters/libsql/database.ts";
import { parseConfig } from "../src/config.ts";
import { prepare } from "../src/prepare.ts";
import { buildWorker } from "../tools/worker_build.ts";
import { serveDatabase } from "../tools/db_serve.ts";
import { runWorker } from "../tools/workerd.ts";
import { drivers } from "./drivers.ts";
import { assembleShop, quickPasswords } from "./in_process.ts";
import { startTask } from "./process.ts";

const PASSWORD = "a quiet monsoon";
const WINDOW = 600_000;

type Answer = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> };

/** The shop in this process, each request from the address that it is told. */
async function shop(database: Database, settings: Readonly<Record<string, string>>) {
  const entries: LogEntry[] = [];
  const app = await assembleShop(database, settings, {
    passwords: quickPasswords,
    log: (entry) => entries.push(entry),
  });
  const post = async (hostname: string, path: string, json: object = {}): Promise<Answer> => {
    const headers = { "Content-Type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(json) };
    const response = await app.fetch(new Request(`http://shop.test${path}`, init), { remoteAddr: { hostname } });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    app,
    entries,
    post,
    signUp: (hostname: string, username: string) =>
      post(hostname, "/api/users/", { username, email: `${username}@example.com`, password: PASSWORD }),
    login: (hostname: string, username: string, password = "wrong password") =>
      post(hostname, "/api/auth/login/", { username, password }),
  };
}

/** Registers a test of the shop in this process, on a new embedded database. */
const inProcess = (
  name: string,
  settings: Readonly<Record<string, string>>,
  test: (it: Awaited<ReturnType<typeof shop>>, database: Database) => Promise<void>,
) =>
  Deno.test(name, async () => {
    const { database, close } = await drivers.embedded();
    try {
      await test(await shop(database, settings), database);
    } finally {
      await close();
    }
  });

/** 429 in DRF's words, within the window of that many seconds. */
function isThrottled({ status, headers, body }: Answer, window: number): void {
  assert.equal(status, 429);
  const seconds = Number(headers.get("retry-after"));
  assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= window, String(seconds));
  const detail = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? "" : "s"}.`;
  assert.deepEqual(body, { detail, error: detail, code: "throttled", retry_after: seconds });
}

inProcess(
  "a login that was tried too often is 429 for the right password too, from that address alone",
  { LOGIN_RATE_LIMIT: `2/${WINDOW}` },
  async ({ signUp, login, entries }, database) => {
    assert.equal((await signUp("192.0.2.1", "nur")).status, 201);
    for (const name of ["nur", "NUR@example.com"]) assert.equal((await login("192.0.2.9", name)).status, 401);
    isThrottled(await login("192.0.2.9", "nur", PASSWORD), WINDOW);
    assert.equal(entries.at(-1)?.roundTrips, 1, "refused on what was loaded");
    isThrottled(await login("::ffff:192.0.2.9", "nur", PASSWORD), WINDOW);
    assert.equal((await login("192.0.2.1", "nur", PASSWORD)).status, 200);
    assert.equal(entries.at(-1)?.roundTrips, 2);

    for (const host of ["2001:db8:0:7::1", "2001:db8:0:7:ffff::2"]) {
      assert.equal((await login(host, "secret-name")).status, 401);
      assert.equal(entries.at(-1)?.roundTrips, 2);
    }
    isThrottled(await login("2001:db8:0:7::3", "Secret-Name"), WINDOW);
    assert.equal((await login("2001:db8:0:8::3", "secret-name")).status, 401);

    const kept = JSON.stringify(
      await database.read([
        sql`SELECT * FROM throttles`,
        sql`SELECT * FROM known_addresses`,
      ]),
    );
    for (const secret of ["192.0.2", "2001:db8", "secret-name", "nur"]) {
      assert.ok(!kept.includes(secret), secret);
      assert.ok(!JSON.stringify(entries).includes(secret), secret);
    }
  },
);

inProcess(
  "an address signs up 100 times an hour, and opens as many guests' carts",
  {},
  async ({ signUp, post, entries }) => {
    const openGuest = (host: string) => post(host, "/api/cart/");
    for (let i = 0; i < 100; i++) {
      assert.equal((await signUp("192.0.2.1", `nur${i}`)).status, 201);
      assert.equal((await openGuest("192.0.2.1")).status, 201);
    }
    assert.equal(entries.at(-1)?.roundTrips, 2);
    isThrottled(await signUp("192.0.2.1", "nur100"), 3600);
    isThrottled(await openGuest("192.0.2.1"), 3600);
    assert.equal((await signUp("192.0.2.2", "nur100")).status, 201);
    assert.equal((await openGuest("192.0.2.2")).status, 201);
  },
);

inProcess("switched off, nothing is throttled", { LOGIN_RATE_LIMIT: "off" }, async ({ login, post }, database) => {
  for (let i = 0; i < 20; i++) assert.equal((await login("192.0.2.1", "nur")).status, 401);
  for (let i = 0; i < 101; i++) assert.equal((await post("192.0.2.1", "/api/cart/")).status, 201);
  const [counts] = await database.read([sql`SELECT * FROM throttles`]);
  assert.deepEqual(counts, []);
});

Deno.test("a rate is two whole numbers from 1, or off, and a proxy is trusted or not", () => {
  const rate = (LOGIN_RATE_LIMIT: string) => parseConfig({ LOGIN_RATE_LIMIT }).loginRate;
  assert.deepEqual(rate(""), { limit: 10, seconds: 60 });
  assert.deepEqual(rate(" 3/5 "), { limit: 3, seconds: 5 });
  assert.equal(rate("off"), null);
  for (const wrong of ["on", "10", "0/60", "10/0", "-1/60", "1.5/60", "10/60/1", "10 / 60", "9999999999/1"]) {
    assert.throws(() => rate(wrong), /LOGIN_RATE_LIMIT: must be two whole numbers/, wrong);
  }
  assert.equal(parseConfig({}).trustProxy, false);
  assert.equal(parseConfig({ TRUST_PROXY: "on" }).trustProxy, true);
  assert.throws(() => parseConfig({ TRUST_PROXY: "yes" }), /TRUST_PROXY: must be "on" or "off"/);
});

/** The status of a wrong login at a started shop, from one of this machine's own addresses. */
async function wrongLogin(url: string, from: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const client = Deno.createHttpClient({ localAddress: from });
  try {
    const response = await fetch(`${url}/api/auth/login/`, {
      client,
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify({ username: "secret-name", password: "wrong password" }),
    });
    await response.body?.cancel();
    return response.status;
  } finally {
    client.close();
  }
}

for (const trust of ["off", "on"]) {
  Deno.test({
    name: `a started shop counts by the real address and is told no other origin, but by a trusted proxy: ${trust}`,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
      const shop = await startTask("start", {
        DATABASE_URL: `file:${folder}/kiosk.db`,
        LOGIN_RATE_LIMIT: `2/${WINDOW}`,
        TRUST_PROXY: trust,
        ADMIN_PASSWORD: "the first of the staff",
      });
      try {
        const wrong = (from: string, headers = {}) => wrongLogin(shop.url, from, headers);
        for (const status of [401, 401, 429]) assert.equal(await wrong("127.0.0.1"), status);
        assert.equal(await wrong("127.0.0.2"), 401);
        const forged = { "X-Forwarded-For": "203.0.113.9", "CF-Connecting-IP": "203.0.113.9" };
        assert.equal(await wrong("127.0.0.1", forged), trust === "on" ? 401 : 429);
        assert.equal(await wrong("127.0.0.1", { "X-Forwarded-For": "203.0.113.5, 127.0.0.1" }), 429, "the last hop");

        const asked = { "X-Forwarded-Proto": "https", "X-Forwarded-Host": "forged.example, shop.example" };
        const listed = await fetch(`${shop.url}/api/products/?limit=1`, { headers: asked });
        await listed.body?.cancel();
        const base = trust === "on" ? "https://shop.example" : shop.url;
        assert.ok(listed.headers.get("link")?.startsWith(`<${base}/api/products/`), listed.headers.get("link") ?? "");
        const own = { ...asked, Origin: "https://shop.example" };
        assert.equal(await wrong("127.0.0.3", own), trust === "on" ? 401 : 403, "the own origin may log in");
        assert.doesNotMatch(shop.printed(), /secret-name|127\.0\.0\.[23]|203\.0\.113/);
      } finally {
        await shop.stop("SIGTERM");
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

Deno.test({
  name: "a Worker counts by the address that its platform tells",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const server = serveDatabase({ path: `${folder}/server.db` });
    const variables = {
      DATABASE_URL: server.url,
      AUTH_SECRET_KEY: freshSeed(),
      ADMIN_PASSWORD: "the first of the staff",
      LOGIN_RATE_LIMIT: `2/${WINDOW}`,
    };
    await prepare(openRemote(server.url, undefined), parseConfig(variables), new Date().toISOString());
    await buildWorker();
    const worker = await runWorker(variables, 0, false);
    try {
      const wrong = (address: string, forged = "") =>
        wrongLogin(worker.url, "127.0.0.1", { "CF-Connecting-IP": address, "X-Forwarded-For": forged });
      for (const status of [401, 401, 429]) assert.equal(await wrong("192.0.2.1"), status);
      assert.equal(await wrong("192.0.2.1", "203.0.113.9"), 429);
      assert.equal(await wrong("192.0.2.2"), 401);
    } finally {
      await worker.close();
      await server.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
