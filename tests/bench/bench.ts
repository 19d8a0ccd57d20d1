import { parseArgs } from "node:util";
import { drive, percentile } from "./drive.ts";
import { type Seeded, seedShop } from "./seed.ts";
import { knowsSynchronous, type Server, startFloor, startKiosk, type Synchronous } from "./server.ts";
import { type Workload, workloads } from "./workloads.ts";

const { values: options } = parseArgs({
  args: Deno.args,
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "2" },
    only: { type: "string", default: workloads.map(({ key }) => key).join(",") },
    "kiosk-dir": { type: "string", default: new URL("../../", import.meta.url).pathname },
  },
});
const tree = await Deno.realPath(options["kiosk-dir"]);
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const only = options.only.split(",");
const chosen = workloads.filter(({ key }) => only.includes(key));

const [SERVER_CORE, OWN_CORE] = ["0", "1"];
const run = new Deno.Command("taskset", { args: ["-apc", OWN_CORE!, String(Deno.pid)], stdout: "null" });

type Figures = { perSecond: number; p50: number; p99: number; cpuMs: number };
const folder = await Deno.makeTempDir({ prefix: "kiosk-bench-" });
const seeded: Seeded = await seedShop(tree, `${folder}/seed.db`);
await run.output();

const servers: Record<Synchronous, readonly Server[]> = { FULL: [], NORMAL: [] };
for (const synchronous of ["FULL", "NORMAL"] as const) {
  const start = async (name: string, how: (where: { database: string; cores: string }) => Promise<Server>) => {
    const database = `${folder}/${name}-${synchronous}.db`;
    await Deno.copyFile(seeded.database, database);
    return await how({ database, cores: SERVER_CORE! });
  };
  servers[synchronous] = [
    await start("kiosk", (where) => startKiosk(tree, synchronous, where)),
    await start("floor", (where) => startFloor(synchronous, where)),
  ];
}
if (!await knowsSynchronous(tree)) {
  console.log("This Kiosk has no SYNCHRONOUS: it flushes every commit (FULL) throughout");
}

async function measure(workload: Workload, server: Server, clients: number, duration: number): Promise<Figures> {
  const before = server.processorMs();
  const { done, seconds, took } = await drive(server.port, clients, duration, workload.act(seeded, server));
  const cpuMs = (server.processorMs() - before) / done;
  return { perSecond: done / seconds, p50: percentile(took, 0.5), p99: percentile(took, 0.99), cpuMs };
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
const medians = (all: readonly Figures[]): Figures => ({
  perSecond: median(all.map((it) => it.perSecond)),
  p50: median(all.map((it) => it.p50)),
  p99: median(all.map((it) => it.p99)),
  cpuMs: median(all.map((it) => it.cpuMs)),
});

const show = ({ perSecond, p50, p99, cpuMs }: Figures): string =>
  `${perSecond.toFixed(0).padStart(7)}/s  p50 ${p50.toFixed(2).padStart(7)}  p99 ${p99.toFixed(2).padStart(7)}  cpu ${
    (cpuMs * 1000).toFixed(0).padStart(6)
  } us`;

for (const workload of chosen) {
  for (const synchronous of workload.writes ? ["NORMAL", "FULL"] as const : ["FULL"] as const) {
    for (const server of servers[synchronous]) await measure(workload, server, 16, Math.min(1, seconds));
    for (const clients of [16, 1]) {
      const kiosk: Figures[] = [];
      const floor: Figures[] = [];
      for (let round = 0; round < rounds; round++) {
        for (const server of servers[synchronous]) {
          (server.name === "floor" ? floor : kiosk).push(await measure(workload, server, clients, seconds));
        }
      }
      const ratio = median(kiosk.map(({ perSecond }, round) => perSecond / floor[round]!.perSecond));
      console.log(
        `${workload.key} ${workload.writes ? synchronous : ""} x${clients}`.padEnd(22),
        `ratio ${ratio.toFixed(2)}`,
      );
      console.log("   kiosk", show(medians(kiosk)));
      console.log("   floor", show(medians(floor)));
    }
  }
}
for (const server of [...servers.FULL, ...servers.NORMAL]) {
  console.log(server.name, server.residentMiB().toFixed(0), "MiB");
  await server.stop();
}
await Deno.remove(folder, { recursive: true });
