import { drive } from "./drive.ts";
import { CLIENTS } from "./seed.ts";
import { freePort } from "./server.ts";
import { setStage } from "./stage.ts";
import { workloads } from "./workloads.ts";

// What the shop's main thread is busy with under a workload of the bench: `deno task bench:profile add`.
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

const [name] = Deno.args;
const workload = workloads.find(({ key }) => key === name);
if (workload === undefined) {
  console.error(`Say which: deno task bench:profile ${workloads.map(({ key }) => key).join(" | ")}`);
  Deno.exit(1);
}
const stage = await setStage(await Deno.realPath(new URL("../../", import.meta.url)));
try {
  const port = freePort();
  const kiosk = await stage.kiosk("NORMAL", `--inspect=127.0.0.1:${port}`);
  const act = workload.act(stage.seeded, kiosk);
  await drive(kiosk.port, CLIENTS, act, { seconds: 1 });
  const { call, close } = await inspector(port);
  await call("Profiler.enable");
  await call("Profiler.setSamplingInterval", { interval: SAMPLE_MICROSECONDS });
  await call("Profiler.start");
  await drive(kiosk.port, CLIENTS, act, { seconds: SECONDS });
  const { profile: { nodes, samples, timeDeltas } } = await call("Profiler.stop") as { profile: Profile };
  close();
  await kiosk.stop();

  const places = new Map(nodes.map((node) => [node.id, placeOf(node)]));
  const spent = new Map<string, number>();
  samples.forEach((id, at) => {
    const place = places.get(id) ?? "";
    if (place !== "(idle)") spent.set(place, (spent.get(place) ?? 0) + (timeDeltas[at] ?? 0));
  });
  const busy = [...spent.values()].reduce((sum, time) => sum + time, 0);
  for (const [place, time] of [...spent].sort(([, a], [, b]) => b - a).slice(0, SHOWN)) {
    console.log(`${(100 * time / busy).toFixed(1).padStart(5)} %  ${place}`);
  }
} finally {
  await stage.clear();
}
