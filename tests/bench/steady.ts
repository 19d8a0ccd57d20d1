import { freshSeed } from "../../src/adapters/crypto/tokens.ts";
import { openEmbedded } from "../../src/adapters/libsql/embedded.ts";
import { migrate } from "../../src/adapters/libsql/migrate.ts";
import { readMigrations } from "../../src/prepare.ts";
import { open, sized, thing } from "../adapters/libsql/given.ts";
import { enrol, type Member } from "../enrol.ts";
import { assertInvariants } from "../invariants.ts";
import { median } from "./measure.ts";
import { callOf } from "../process.ts";

// Loads a started shop with a million requests, and says how long its event loop stood still at most, passwords being
// hashed meanwhile, and how its resident memory grew. `deno task bench:steady 200000` sends fewer.
const TOTAL = Number(Deno.args[0] ?? 1_000_000);
const SETTLED = TOTAL / 10;
const BUYERS = 8;
/** The first requests compile the code. */
const WARM = 1000;
const GAP_MAX_MS = 100;
const GROWTH_MAX = 0.05;
const PASSWORD = "a quiet monsoon";

/** `gap`: for how long the shop itself kept its event loop from turning, others' turns on the core left out. */
type Sample = { readonly requests: number; readonly gap: number; readonly rss: number };

const root = new URL("../../", import.meta.url);
const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
const seed = freshSeed();
const database = openEmbedded(`${folder}/kiosk.db`);
await migrate(database, readMigrations(), new Date().toISOString());
await open(database, thing("coat", 1_000_000_000), sized("shirt", { S: 1_000_000_000, M: 1_000_000_000 }));
await enrol(database, seed, ["keeper"], true);
const buyers = await enrol(database, seed, Array.from({ length: BUYERS }, (_, n) => `buyer${n}`));
database.close();

// As `deno task start` has it, but for what the watch may do beside.
const { args: [, ...started], env } = await callOf("start");
const shop = new Deno.Command(Deno.execPath(), {
  args: [
    "run",
    "-A",
    "--preload=tests/bench/watch.ts",
    ...started.filter((it) => !/^--(allow-|no-prompt)/.test(it)),
  ],
  cwd: root,
  env: {
    ...env,
    PORT: "0",
    NO_COLOR: "1",
    DATABASE_URL: `file:${folder}/kiosk.db`,
    AUTH_SECRET_KEY: seed,
    DEMO_DATA: "off",
    LOGIN_RATE_LIMIT: "off",
  },
  stdout: "piped",
}).spawn();

const samples: Sample[] = [];
let requests = 0;
let failures = 0;
const { promise: address, resolve: heard } = Promise.withResolvers<string>();

async function listen(): Promise<void> {
  let rest = "";
  for await (const text of shop.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [kind, gap, others, rss] = line.split(" ");
      if (kind === "watch") samples.push({ requests, gap: Number(gap) - Number(others), rss: Number(rss) });
      const url = /^Kiosk serves at +(\S+)\/$/.exec(line)?.[1];
      if (url !== undefined) heard(url);
      if (/"status":5/.test(line)) failures++;
    }
  }
}
const listening = listen();
const url = await address;

async function send(method: string, path: string, token: string | null, json?: object): Promise<void> {
  requests++;
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Token ${token}` }),
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  await response.body?.cancel();
  if (response.status >= 400) throw new Error(`${method} ${path}: ${response.status}`);
}

/** Looks around, collects and buys, until all requests are sent. */
async function shopAround({ token }: Member): Promise<void> {
  while (requests < TOTAL) {
    await send("GET", "/api/products/?ordering=price", null);
    await send("GET", "/api/products/1/", null);
    await send("GET", "/api/products/?search=coat", null);
    await send("POST", "/api/cart/add_item/", token, { product_id: 1, quantity: 2 });
    await send("GET", "/api/cart/items/", token);
    await send("POST", "/api/cart/add_item/", token, { product_id: 2 });
    await send("POST", "/api/cart/checkout/", token, {});
    await send("GET", "/api/orders/?limit=5", token);
  }
}

/** Signs in again and again while the memory settles, so that there is always a password to hash. */
async function signIn(name: string): Promise<void> {
  await send("POST", "/api/users/", null, { username: name, email: `${name}@example.com`, password: PASSWORD });
  while (requests < SETTLED) {
    await send("POST", "/api/auth/login/", null, { username: name, password: PASSWORD });
  }
}

const begun = performance.now();
await Promise.all([...buyers.map(shopAround), signIn("ann"), signIn("bob")]);
const seconds = (performance.now() - begun) / 1000;
shop.kill("SIGTERM");
await shop.status;
await listening;

const after = openEmbedded(`${folder}/kiosk.db`);
await assertInvariants(after);
after.close();
await Deno.remove(folder, { recursive: true });

const memoryAt = (mark: number): number =>
  median(samples.filter((sample) => Math.abs(sample.requests - mark) < TOTAL / 20).map(({ rss }) => rss));
const [early, late] = [memoryAt(SETTLED), memoryAt(TOTAL)];
const growth = late / early - 1;
const gaps = samples.filter((sample) => sample.requests > WARM);
const longest = (from: number, to: number): number =>
  Math.max(...gaps.filter((it) => it.requests >= from && it.requests < to).map(({ gap }) => gap));
const gap = Math.max(longest(0, SETTLED), longest(SETTLED, Infinity));
const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
console.log(`${requests} requests in ${seconds.toFixed(0)} s, ${failures} of them 5xx`);
console.log(`longest gap in the event loop: ${longest(0, SETTLED).toFixed(1)} ms while passwords are hashed`);
console.log(
  `                               ${
    longest(SETTLED, Infinity).toFixed(1)
  } ms afterwards, in half of all seconds at most ${median(gaps.map((it) => it.gap))} ms`,
);
console.log(
  `resident memory: ${mb(early)} at request ${SETTLED}, ${mb(late)} at request ${TOTAL}: ${
    (growth * 100).toFixed(1)
  } %`,
);
if (failures > 0 || gap > GAP_MAX_MS || growth > GROWTH_MAX) Deno.exit(1);
