import { drive } from "./drive.ts";
import { CLIENTS } from "./seed.ts";
import { freePort } from "./server.ts";
import { setStage, type Stage } from "./stage.ts";
import { type Workload, workloads } from "./workloads.ts";
import { table, writeInto } from "./written.ts";

// What the shop's main thread is busy with under the bench's workloads. `deno task bench:profile add` tells more of one of
// them; without a name it puts a table of all into docs/benchmark.md.
const SECONDS = 5;
const SAMPLE_MICROSECONDS = 200;
const SHOWN = 20;

type Node = { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string } };
type Profile = {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

/** A process's inspector: calls a method of the protocol and waits for what it returns. */
async function inspector(port: number) {
  const [{ webSocketDebuggerUrl }] = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve) => socket.onopen = resolve);
  const waiting = new Map<number, (result: unknown) => void>();
  socket.onmessage = ({ data }) => {
    const { id, result } = JSON.parse(data);
    waiting.get(id)?.(result);
  };
  let last = 0;
  const call = (method: string, params = {}) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return { call, close: () => socket.close() };
}

/** Where a function stands, as far as it tells something: a file of the shop, of a package, of Deno, or the engine. */
function placeOf({ callFrame: { functionName, url } }: Node): string {
  if (functionName.startsWith("libsql_js") || functionName === "exec") return "SQLite, by the libsql package";
  if (url === "") return functionName.startsWith("op_") ? `Deno: ${functionName}` : functionName || "native code";
  const shop = url.split("/src/")[1];
  if (shop !== undefined) return `src/${shop}`;
  return url.startsWith("ext:") ? `Deno: ${url}` : /\/npm\/[^/]+\/(.*)/.exec(url)?.[1] ?? url;
}

/** What places come to, the first that fits. */
const areas: readonly (readonly [string, RegExp])[] = [
  ["SQLite and its driver", /^SQLite|^libsql/],
  ["garbage collection", /^\(garbage/],
  ["entity tags: SHA-256", /etag|hash/i],
  ["Deno: HTTP, headers, addresses", /^Deno/],
  ["Hono: the route", /^hono/],
  ["zod: validation", /^zod/],
  ["Kiosk", /^src/],
];

type Spent = { readonly acts: number; readonly milliseconds: ReadonlyMap<string, number> };

/** Loads a new shop, and tells where its main thread was while it was not idle. */
async function profiled(stage: Stage, workload: Workload): Promise<Spent> {
  const port = freePort();
  const kiosk = await stage.kiosk("NORMAL", { flags: `--inspect=127.0.0.1:${port}` });
  const act = workload.act(stage.seeded, kiosk);
  await drive(kiosk.port, CLIENTS, act, { seconds: 1 });
  const { call, close } = await inspector(port);
  await call("Profiler.enable");
  await call("Profiler.setSamplingInterval", { interval: SAMPLE_MICROSECONDS });
  await call("Profiler.start");
  const { done } = await drive(kiosk.port, CLIENTS, act, { seconds: SECONDS });
  const { profile: { nodes, samples, timeDeltas } } = await call("Profiler.stop") as { profile: Profile };
  close();
  await kiosk.stop();

  const places = new Map(nodes.map((node) => [node.id, placeOf(node)]));
  const milliseconds = new Map<string, number>();
  samples.forEach((id, at) => {
    const place = places.get(id) ?? "";
    if (place !== "(idle)") milliseconds.set(place, (milliseconds.get(place) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  });
  return { acts: done, milliseconds };
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);

function places({ milliseconds }: Spent): string {
  const busy = sum(milliseconds.values());
  const most = [...milliseconds].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  return most.map(([place, time]) => `${(100 * time / busy).toFixed(1).padStart(5)} %  ${place}`).join("\n");
}

/** A row for each area, a column for each workload: microseconds an act. */
function areaTable(found: ReadonlyMap<string, Spent>): string {
  const names = [...areas.map(([name]) => name), "the rest"];
  const areaOf = (place: string) => areas.find(([, pattern]) => pattern.test(place))?.[0] ?? "the rest";
  const cell = ({ acts, milliseconds }: Spent, isIn: (place: string) => boolean) =>
    (1000 * sum([...milliseconds].filter(([place]) => isIn(place)).map(([, time]) => time)) / acts).toFixed(0);
  const row = (name: string, isIn: (place: string) => boolean) => [
    name,
    ...[...found.values()].map((spent) => cell(spent, isIn)),
  ];
  return table([
    ["microseconds of the main thread an act", ...found.keys()],
    ["---", ...[...found].map(() => "--:")],
    ...names.map((name) => row(name, (place) => areaOf(place) === name)),
    row("**together**", () => true),
  ]);
}

const [key] = Deno.args;
// A login is the work of other threads.
const chosen = workloads.filter((each) => key === undefined ? each.key !== "login" : each.key === key);
if (chosen.length === 0) {
  console.error(`Say which: deno task bench:profile ${workloads.map((each) => each.key).join(" | ")}`);
  Deno.exit(1);
}
const stage = await setStage(await Deno.realPath(new URL("../../", import.meta.url)));
try {
  const found = new Map<string, Spent>();
  for (const workload of chosen) found.set(workload.key, await profiled(stage, workload));
  if (key === undefined) {
    console.log(areaTable(found));
    await writeInto(new URL("../../docs/benchmark.md", import.meta.url), "deno task bench:profile", [areaTable(found)]);
  } else {
    for (const spent of found.values()) console.log(places(spent));
  }
} finally {
  await stage.clear();
}
