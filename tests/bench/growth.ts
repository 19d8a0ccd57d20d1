import { freshSeed } from "../../src/adapters/crypto/tokens.ts";
import { plot } from "./growth/plot.ts";
import { growthTable, ratioOf } from "./growth/table.ts";
import { type GrownShop, serveGrown } from "./growth/shops.ts";
import { median } from "./measure.ts";
import { writeInto } from "./written.ts";
import { type Asked, type Place, walked, workloads } from "./growth/workloads.ts";

// Measures the same requests in shops of 1,000 to 1,000,000 products and orders, all served at once, one request after
// the other in turn. `deno task bench:growth [FOLDER [LARGEST [ROUNDS]]]`: shops stay in the folder for the next time.
const [given, largest = "1000000", rounds = "300"] = Deno.args;
const SIZES = [1000, 10_000, 100_000, 1_000_000].filter((size) => size <= Number(largest));
const ROUNDS = Number(rounds);
/** One in so many rounds asks for what is not bounded. */
const SELDOM = 20;
const PAGE = 1000;
/** The first rounds compile the code. */
const WARM = 20;

const folder = given ?? await Deno.makeTempDir({ prefix: "kiosk-" });
const seed = freshSeed();
const shops: GrownShop[] = [];
for (const size of SIZES) shops.push(await serveGrown(folder, size, seed));

const pick = <T>(things: readonly T[]): T => things[Math.floor(Math.random() * things.length)]!;

async function send({ task: { url } }: GrownShop, { path, token, json }: Asked): Promise<Response> {
  const response = await fetch(url + path, {
    method: json === undefined ? "GET" : "POST",
    headers: {
      ...(token === undefined ? {} : { Authorization: `Token ${token}` }),
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return response;
}

/** The address of a list's 1,000th page, walked to from cursor to cursor; of the last but one where there are fewer. */
async function walk(shop: GrownShop, first: string): Promise<string> {
  let [before, path] = [first, first];
  for (let page = 1; page < PAGE; page++) {
    const next = /<(.*)>/.exec((await send(shop, { path })).headers.get("Link") ?? "")?.[1];
    if (next === undefined) return before;
    before = path;
    path = next.slice(shop.task.url.length);
  }
  return path;
}

const taken = new Map<string, number[]>();

async function measure(): Promise<void> {
  const deep = await Promise.all(
    shops.map(async (shop) =>
      Object.fromEntries(await Promise.all(walked.map(async (list) => [list, await walk(shop, list)])))
    ),
  );
  for (let round = 0; round < ROUNDS + WARM; round++) {
    for (const { name, ask, before, most } of workloads) {
      if (most === null && round % SELDOM > 0) continue;
      for (let turn = 0; turn < shops.length; turn++) {
        const index = (turn + round) % shops.length;
        const shop = shops[index]!;
        const place: Place = { pick, deep: deep[index] ?? {}, buyer: pick(shop.buyers) };
        for (const asked of before?.(shop, place) ?? []) await send(shop, asked);
        const asked = ask(shop, place);
        const begun = performance.now();
        await send(shop, asked);
        const key = `${name} ${shop.size}`;
        if (round >= WARM) taken.set(key, [...taken.get(key) ?? [], performance.now() - begun]);
      }
    }
  }
}

try {
  await measure();
} finally {
  for (const { task } of shops) await task.stop("SIGTERM");
}
if (given === undefined) await Deno.remove(folder, { recursive: true });

const measured = workloads.map(({ name, most }) => ({
  name,
  most,
  medians: SIZES.map((size) => median(taken.get(`${name} ${size}`) ?? [])),
}));

const text = growthTable(measured, SIZES);
console.log(text);
if (SIZES.at(-1) === 1_000_000) {
  await writeInto(new URL("../../docs/growth.md", import.meta.url), "deno task bench:growth", [text]);
  await Deno.writeTextFile(new URL("../../docs/growth.svg", import.meta.url), plot(measured, SIZES));
}
const over = measured.filter((each) => each.most !== null && ratioOf(each) > each.most);
for (const { name } of over) console.error(`over: ${name}`);
Deno.exit(over.length > 0 ? 1 : 0);
