import { compare, type Figures, measure } from "./measure.ts";
import { CLIENTS } from "./seed.ts";
import type { Server } from "./server.ts";
import { ALL_CORES, setStage } from "./stage.ts";
import { workloads } from "./workloads.ts";
import { table, writeInto } from "./written.ts";

// One isolate beside as many as there are cores, on the same cores, loaded in turn: `deno task bench:workers`. The load
// generator takes its share of those cores, so what tells how well isolates share is the processor time of an act.
const ROUNDS = 5;
const SECONDS = 1;
const WORKERS = navigator.hardwareConcurrency;
const CHOSEN = ["detail", "list", "search", "add", "purchase"];

const stage = await setStage(await Deno.realPath(new URL("../../", import.meta.url)));
try {
  const serve = (workers: number) => stage.kiosk("FULL", { cores: ALL_CORES, env: { WORKERS: String(workers) } });
  const [one, several] = [await serve(1), await serve(WORKERS)];
  const rate = ({ perSecond }: Figures) => Math.round(perSecond).toLocaleString("en");
  const rows: string[][] = [];
  for (const workload of workloads.filter(({ key }) => CHOSEN.includes(key))) {
    const loading = (server: Server) => {
      const act = workload.act(stage.seeded, server);
      return () => measure(server, CLIENTS, act, SECONDS);
    };
    const [loadOne, loadSeveral] = [loading(one), loading(several)];
    await loadOne();
    await loadSeveral();
    const found = await compare(ROUNDS, loadSeveral, loadOne);
    rows.push([
      workload.label,
      `${rate(found.other)} / ${rate(found.one)}`,
      found.ratio.toFixed(2),
      `${found.other.cpu.toFixed(0)} / ${found.one.cpu.toFixed(0)}`,
      (found.other.cpu / found.one.cpu).toFixed(2),
    ]);
    console.log(rows.at(-1)?.join("   "));
  }
  await Promise.all([one.stop(), several.stop()]);
  const head = [`1 isolate / ${WORKERS} isolates`, "a second", "ratio", "CPU µs", "of linear"];
  const lines = table([head, ["---", "--:", "--:", "--:", "--:"], ...rows]);
  await writeInto(new URL("../../docs/benchmark.md", import.meta.url), "deno task bench:workers", [lines]);
} finally {
  await stage.clear();
}
