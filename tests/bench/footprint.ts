import { median } from "./measure.ts";
import type { Server } from "./server.ts";

const STARTS = 5;
const IDLE_MS = 500;

/** Milliseconds from the start of the process to its first answer, and MiB resident while idle after it; medians. */
export type Footprint = { readonly firstAnswerMs: number; readonly idleMiB: number };

/** Starts and stops a server several times, with everything that it loads in the caches. */
export async function footprint(start: () => Promise<Server>): Promise<Footprint> {
  await start().then((server) => server.stop());
  const taken: Footprint[] = [];
  for (let n = 0; n < STARTS; n++) {
    const server = await start();
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    taken.push({ firstAnswerMs: server.firstAnswerMs, idleMiB: server.residentMiB() });
    await server.stop();
  }
  return {
    firstAnswerMs: median(taken.map((it) => it.firstAnswerMs)),
    idleMiB: median(taken.map((it) => it.idleMiB)),
  };
}
