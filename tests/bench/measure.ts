import { type Act, drive, percentile } from "./drive.ts";
import { processorMs, type Server } from "./server.ts";

/** The servers' core and the load generator's, as `taskset` names them. */
export const SERVER_CORE = "0";
export const GENERATOR_CORE = "1";

/**
 * What one load came to: acts a second, milliseconds that half and 99 of 100 took at most, microseconds of processor an
 * act; the share of the servers' core that other programs took meanwhile, and of its own core that the generator did.
 */
export type Figures = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  readonly others: number;
  readonly generator: number;
};

/** A load during which others took more of the core than this is measured again, so often at most. */
const OTHERS_MAX = 0.1;
const TRIES = 4;

/** Milliseconds that the servers' core has worked, for whomever (Linux: ticks of 10 ms; idle and waiting left out). */
function coreMs(): number {
  const line = Deno.readTextFileSync("/proc/stat").split("\n").find((it) => it.startsWith(`cpu${SERVER_CORE} `)) ?? "";
  const [user = 0, nice = 0, system = 0, _idle, _wait, hard = 0, soft = 0, stolen = 0] = line.split(" ").slice(1)
    .map(Number);
  return 10 * (user + nice + system + hard + soft + stolen);
}

/** Loads a server and takes its figures, again when others were too much in the way: then those least disturbed. */
export async function measure(server: Server, clients: number, act: Act, seconds: number): Promise<Figures> {
  let best: Figures | null = null;
  for (let tried = 0; tried < TRIES && (best === null || best.others > OTHERS_MAX); tried++) {
    const [worked, core, generated] = [server.processorMs(), coreMs(), processorMs(Deno.pid)];
    const begun = performance.now();
    const load = await drive(server.port, clients, act, { seconds });
    const passed = performance.now() - begun;
    const own = server.processorMs() - worked;
    const figures = {
      perSecond: load.done / load.seconds,
      p50: percentile(load.took, 0.5),
      p99: percentile(load.took, 0.99),
      cpu: 1000 * own / load.done,
      others: Math.max(0, coreMs() - core - own) / passed,
      generator: (processorMs(Deno.pid) - generated) / passed,
    };
    if (best === null || figures.others < best.others) best = figures;
  }
  return best as Figures;
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** Kiosk's figures beside the floor's, the medians of all rounds; the ratio is the median of the rounds' own. */
export type Comparison = {
  readonly kiosk: Figures;
  readonly floor: Figures;
  readonly ratio: number;
  /** The least and the greatest of the rounds' ratios. */
  readonly between: readonly [number, number];
};

/** Loads both in turn, round after round, each first in every other one. */
export async function compare(
  kiosk: Server,
  floor: Server,
  rounds: number,
  load: (server: Server) => Promise<Figures>,
): Promise<Comparison> {
  const taken: { readonly kiosk: Figures; readonly floor: Figures }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = await load(kiosk);
      taken.push({ kiosk: first, floor: await load(floor) });
    } else {
      const first = await load(floor);
      taken.push({ kiosk: await load(kiosk), floor: first });
    }
  }
  const ratios = taken.map((it) => it.kiosk.perSecond / it.floor.perSecond);
  return {
    kiosk: medians(taken.map((it) => it.kiosk)),
    floor: medians(taken.map((it) => it.floor)),
    ratio: median(ratios),
    between: [Math.min(...ratios), Math.max(...ratios)],
  };
}

const medians = (all: readonly Figures[]): Figures => ({
  perSecond: median(all.map((it) => it.perSecond)),
  p50: median(all.map((it) => it.p50)),
  p99: median(all.map((it) => it.p99)),
  cpu: median(all.map((it) => it.cpu)),
  others: median(all.map((it) => it.others)),
  generator: median(all.map((it) => it.generator)),
});
