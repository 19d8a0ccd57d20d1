import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { inFlight } from "../src/adapters/http/in_flight.ts";
import type { LogEntry } from "../src/adapters/http/service.ts";
import { serveDatabase } from "../tools/db_serve.ts";
import { buildWorker, bundle } from "../tools/worker_build.ts";
import { runWorker } from "../tools/workerd.ts";
import { newActor, signedIn } from "./blackbox/cast.ts";
import { call } from "./blackbox/client.ts";
import { checkAnswer, documentOf, promised } from "./blackbox/documented.ts";
import { STAFF_PASSWORD } from "./blackbox/targets.ts";
import { drivers } from "./drivers.ts";
import { quickPasswords, serveShop, type Shop } from "./in_process.ts";

const FRONT = "https://front.example";

/** Registers a test of the demo shop in this process; `log` are the requests that came to their end. */
const withShop = (
  name: string,
  { variables = {}, bodyMs }: { variables?: Readonly<Record<string, string>>; bodyMs?: number },
  test: (shop: Shop, log: readonly LogEntry[]) => Promise<void>,
) =>
  // What is still on its way when the shop closes is cut by the server, later than by the test.
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false }, async () => {
    const { database, close } = await drivers.embedded();
    const log: LogEntry[] = [];
    const shop = await serveShop(
      database,
      { ADMIN_PASSWORD: STAFF_PASSWORD, LOGIN_RATE_LIMIT: "off", ALLOWED_ORIGINS: FRONT, ...variables },
      { passwords: quickPasswords, log: (entry) => log.push(entry), ...(bodyMs === undefined ? {} : { bodyMs }) },
    );
    try {
      await test(shop, log);
    } finally {
      await shop.close();
      await close();
    }
  });

/** Begins a request whose body never comes to its end; it ends when the connection is closed. */
async function hold(url: string, path = "/api/users/", method = "POST", token = ""): Promise<Deno.TcpConn> {
  const { hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${hostname}`,
    `Authorization: Token ${token}`,
    "Content-Type: application/json",
    "Content-Length: 999999",
  ];
  await connection.write(new TextEncoder().encode(`${head.join("\r\n")}\r\n\r\n{`));
  return connection;
}

/** What a held request was answered: status, head and body. */
async function answerTo(held: Deno.TcpConn): Promise<{ status: number; head: string; body: { code: string } }> {
  const decoder = new TextDecoder();
  const bytes = new Uint8Array(2000);
  for (let text = "";;) {
    text += decoder.decode(bytes.subarray(0, await held.read(bytes) ?? 0));
    const [head = "", body = ""] = text.split("\r\n\r\n");
    if (body.endsWith("}")) return { status: Number(head.split(" ")[1]), head, body: JSON.parse(body) };
  }
}

/** Asks until the path answers so: another request has then begun, or come to its end. */
async function until(url: string, path: string, status: number): Promise<void> {
  for (;;) {
    const answer = await fetch(url + path);
    await answer.body?.cancel();
    if (answer.status === status) return;
  }
}

withShop("past MAX_IN_FLIGHT every operation is 503 at once, and the health check answers", {
  variables: { MAX_IN_FLIGHT: "1" },
}, async ({ url }) => {
  const document = await documentOf(url);
  const held = await hold(url);
  await until(url, "/readyz", 503);
  const overloaded: string[] = [];
  for (const { id, method, path } of document.operations) {
    const asked = path.replace("{id}", "1").replace("{session}", crypto.randomUUID());
    const answer = await call(url, method, asked, { headers: { Origin: FRONT } });
    assert.deepEqual([answer.status, answer.body.code], [503, "overloaded"], id);
    assert.ok(Number(answer.headers.get("retry-after")) >= 1);
    assert.equal(answer.body.request_id, answer.headers.get("x-request-id"));
    assert.equal(answer.headers.get("access-control-allow-origin"), FRONT);
    overloaded.push(`${id} 503 overloaded`);
  }
  assert.deepEqual(overloaded.toSorted(), promised(document).filter((it) => it.endsWith(" overloaded")).toSorted());
  for (const path of ["/healthz", "/healthz/"]) assert.equal((await call(url, "GET", path)).status, 200);
  held.close();
  await until(url, "/api/products/", 200);
});

Deno.test(
  { name: "a Worker takes MAX_IN_FLIGHT at once too", sanitizeOps: false, sanitizeResources: false },
  async () => {
    await buildWorker();
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const server = serveDatabase({ path: `${folder}/server.db` });
    const variables = { DATABASE_URL: server.url, AUTH_SECRET_KEY: freshSeed(), MAX_IN_FLIGHT: "1" };
    const { url, close } = await runWorker(variables, 0, false);
    const held = await hold(url);
    await until(url, "/api/users/", 503);
    await until(url, "/healthz", 200);
    held.close();
    await until(url, "/api/users/", 401);
    await close();
    await server.close();
    await Deno.remove(folder, { recursive: true });
  },
);

Deno.test("a request that its platform dropped without a word makes room after a minute", () => {
  let now = 0;
  const admit = inFlight(1, () => now);
  admit();
  now = 59_999;
  assert.equal(admit(), null);
  now = 60_000;
  const done = admit();
  assert.ok(done);
  assert.equal(admit(), null);
  done();
  assert.ok(admit());
});

withShop("a body that takes too long is 408 for every operation that takes one, and is cut", { bodyMs: 30 }, async (
  { url },
  log,
) => {
  const [document, customer] = [await documentOf(url), await newActor(url)];
  const staff = await signedIn(url, { id: 0, username: "admin", password: STAFF_PASSWORD });
  const slow: string[] = [];
  for (const { id, method, path, documented } of document.operations) {
    if (method === "GET" || method === "DELETE") continue;
    const { token } = documented["x-access"].callers === "staff" ? staff : customer;
    const asked = path.replace("{id}", "1");
    const held = await hold(url, asked, method, token);
    const { status, head, body } = await answerTo(held);
    assert.deepEqual([status, body.code], [408, "body_too_slow"], id);
    assert.match(head, /^connection: close$/im);
    await checkAnswer(new URL(url + asked), method, { status, headers: new Headers() }, body);
    slow.push(`${id} 408 body_too_slow`);
    held.close();
  }
  assert.deepEqual(slow.toSorted(), promised(document).filter((it) => it.endsWith(" body_too_slow")).toSorted());

  const dripping = await hold(url);
  const drips = setInterval(() => dripping.write(new TextEncoder().encode(" ")).catch(() => {}), 5);
  assert.equal((await answerTo(dripping)).status, 408);
  clearInterval(drips);
  dripping.close();
  assert.ok(log.every(({ error }) => error === undefined));
});

withShop("a body that breaks off is the client's matter, and no defect", {}, async ({ url }, log) => {
  const held = await hold(url);
  await until(url, "/healthz", 200);
  held.close();
  while (!log.some(({ route }) => route === "/api/users/")) await until(url, "/healthz", 200);
  const [entry] = log.filter(({ route }) => route === "/api/users/");
  assert.deepEqual([entry?.status, entry?.error], [400, undefined]);
});

Deno.test(
  { name: "in workerd a body that takes too long is 408 too", sanitizeOps: false, sanitizeResources: false },
  async () => {
    const script = new URL("../dist/tests/slow_body_worker.js", import.meta.url);
    await buildWorker();
    await bundle("tests/slow_body_worker.ts", script);
    const { url, close } = await runWorker({}, 0, false, script);
    const held = await hold(url, "/100");
    const { status, body } = await answerTo(held);
    assert.deepEqual([status, body.code], [408, "body_too_slow"]);
    held.close();
    const json = await fetch(`${url}/100`, {
      method: "POST",
      body: '{"in":"time"}',
      headers: { "Content-Type": "application/json" },
    });
    assert.deepEqual(await json.json(), { in: "time" });
    await close();
  },
);
