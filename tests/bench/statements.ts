import { drive } from "./drive.ts";
import type { Server } from "./server.ts";
import type { Seeded } from "./seed.ts";
import type { Workload } from "./workloads.ts";

/** The flag for a server whose statements are to be counted. */
export const counting = `--preload=${new URL("count_statements.ts", import.meta.url).pathname}`;

/** Fewer acts than after which a workload buys something. */
const ACTS = 32;
const CLIENTS = 16;

/** How many statements an act takes on a server that counts them, when 16 clients act at once. */
export async function statementsOf(workload: Workload, seeded: Seeded, server: Server): Promise<number> {
  const before = await counted(server);
  const { done } = await drive(server.port, CLIENTS, workload.act(seeded, server), { acts: ACTS });
  return (await counted(server) - before) / done;
}

async function counted({ pid, log }: Server): Promise<number> {
  const lines = async () =>
    [...(await Deno.readTextFile(log)).matchAll(/^statements (\d+)$/gm)].map(([, count]) => Number(count));
  const { length } = await lines();
  Deno.kill(pid, "SIGUSR2");
  for (;;) {
    const last = (await lines())[length];
    if (last !== undefined) return last;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
