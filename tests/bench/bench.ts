import { parseArgs } from "node:util";
import { drive } from "./drive.ts";
import { footprint } from "./footprint.ts";
import { compare, GENERATOR_CORE, measure } from "./measure.ts";
import { footprintTable, type Report, type Row, rowText, writeDocs } from "./report.ts";
import { assertSameWork } from "./same_work.ts";
import { CLIENTS } from "./seed.ts";
import { knowsSynchronous } from "./server.ts";
import { setStage, type Stage } from "./stage.ts";
import { counting, statementsOf } from "./statements.ts";
import { type Workload, workloads } from "./workloads.ts";

/** For so long code is compiled before it is measured. */
const WARM_SECONDS = 1;

// Kiosk beside its floor. docs/benchmark.md says what is measured; a run without options writes its tables and its plot.
const { values: given } = parseArgs({
  args: Deno.args,
  options: {
    rounds: { type: "string" },
    seconds: { type: "string" },
    only: { type: "string" },
    clients: { type: "string" },
    "kiosk-dir": { type: "string" },
    quick: { type: "boolean" },
    write: { type: "boolean" },
  },
});
const rounds = Number(given.rounds ?? (given.quick ? 3 : 5));
const seconds = Number(given.seconds ?? (given.quick ? 0.3 : 1));
const clientCounts = (given.clients ?? `${CLIENTS},1`).split(",").map(Number);
const root = new URL("../../", import.meta.url);
const tree = await Deno.realPath(given["kiosk-dir"] ?? root);
const chosen = given.only?.split(",").map(workloadOf) ?? workloads;

function workloadOf(key: string): Workload {
  const found = workloads.find((it) => it.key === key);
  if (found === undefined) throw new Error(`no ${key}; there are ${workloads.map((it) => it.key).join(", ")}`);
  return found;
}

const processor = /model name\s*: (.*)/.exec(await Deno.readTextFile("/proc/cpuinfo"))?.[1] ?? "processor";
const conditions = [
  `Deno ${Deno.version.deno} on an ${processor} with ${navigator.hardwareConcurrency} cores;`,
  `${rounds} rounds of ${seconds} s.`,
  ...(await knowsSynchronous(tree)
    ? []
    : ["This Kiosk flushes each commit, whatever the floor does: its NORMAL is FULL."]),
].join(" ");
console.log(`Kiosk of ${tree}. ${conditions}`);

// Two benches would share their cores: the second waits for the first.
using turn = await Deno.open("/tmp/kiosk-bench.lock", { create: true, write: true });
await turn.lock(true);
const stage = await setStage(tree);
try {
  // From here on this process loads servers: it keeps off their core.
  await new Deno.Command("taskset", { args: ["-apc", GENERATOR_CORE, String(Deno.pid)], stdout: "null" }).output();
  const statements = await countStatements(stage);
  const size = { kiosk: await footprint(() => stage.kiosk("FULL")), floor: await footprint(() => stage.floor("FULL")) };
  const rows = await loadAll(stage, statements);
  const report: Report = { rows, footprint: size, conditions };
  console.log(footprintTable(report));
  if (Deno.args.length === 0 || given.write) await writeDocs(report, new URL("docs/", root));
} finally {
  await stage.clear();
}

/** How many statements an act of each workload takes, after a look at whether both servers do the same work. */
async function countStatements({ seeded, both }: Stage): Promise<ReadonlyMap<Workload, Row["statements"]>> {
  const { kiosk, floor } = await both("FULL", { flags: counting });
  await assertSameWork(kiosk, floor, seeded);
  const found = new Map<Workload, Row["statements"]>();
  for (const workload of chosen) {
    found.set(workload, {
      kiosk: await statementsOf(workload, seeded, kiosk),
      floor: await statementsOf(workload, seeded, floor),
    });
  }
  await Promise.all([kiosk.stop(), floor.stop()]);
  return found;
}

async function loadAll({ seeded, both }: Stage, statements: Awaited<ReturnType<typeof countStatements>>) {
  const rows: Row[] = [];
  const servers = { NORMAL: await both("NORMAL"), FULL: await both("FULL") };
  for (const workload of chosen) {
    for (const synchronous of workload.writes ? ["NORMAL", "FULL"] as const : ["FULL"] as const) {
      const { kiosk, floor } = servers[synchronous];
      const acts = { kiosk: workload.act(seeded, kiosk), floor: workload.act(seeded, floor) };
      await drive(kiosk.port, CLIENTS, acts.kiosk, { seconds: WARM_SECONDS });
      await drive(floor.port, CLIENTS, acts.floor, { seconds: WARM_SECONDS });
      for (const clients of clientCounts) {
        const { one, other, ratio, between } = await compare(
          rounds,
          () => measure(kiosk, clients, acts.kiosk, seconds),
          () => measure(floor, clients, acts.floor, seconds),
        );
        const row: Row = {
          kiosk: one,
          floor: other,
          ratio,
          between,
          workload: workload.key,
          label: workload.label,
          commits: workload.writes ? synchronous : null,
          clients,
          aim: clients === CLIENTS ? workload.aims[synchronous] : null,
          statements: statements.get(workload) ?? { kiosk: NaN, floor: NaN },
          resident: { kiosk: kiosk.residentMiB(), floor: floor.residentMiB() },
        };
        console.log(rowText(row));
        rows.push(row);
      }
    }
  }
  for (const { kiosk, floor } of Object.values(servers)) await Promise.all([kiosk.stop(), floor.stop()]);
  return rows;
}
