import { type Act, drive, percentile } from "./drive.ts";
import { processorMs, type Server } from "./server.ts";

/** The servers' core and the load generator's, as `taskset` names them. */
export const SERVER_CORE = "0";
export const GENERATOR_CORE = "1";

/**
 * What one load came to: acts a second, milliseconds that half and 99 of 100 took at most, microseconds of processor an
 * act; the share of the time for which other programs had the core while server or generator was ready to run, and the
 * share of its core that the generator took.
 */
export type Figures = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  readonly others: number;
  readonly generator: number;
};

/** A load in which others were in the way for more of the time than this is measured again; so often in all, at most. */
const OTHERS_MAX = 0.1;
const TRIES = 3;

/**
 * Processor time of a process, and for how long its main thread was ready to run while others than its own threads had
 * the core, both since its start in milliseconds (Linux: schedstat has nanoseconds on the core, and waiting for it).
 */
function timesOf(pid: number): { readonly own: number; readonly waited: number } {
  const own = processorMs(pid);
  const [ran = 0, waited = 0] = Deno.readTextFileSync(`/proc/${pid}/task/${pid}/schedstat`).split(" ").map(Number);
  return { own, waited: waited / 1e6 - (own - ran / 1e6) };
}

/** Loads a server and takes its figures, again when others were too much in the way: then those least disturbed. */
export async function measure(server: Server, clients: number, act: Act, seconds: number): Promise<Figures> {
  const taken: Figures[] = [];
  do taken.push(await measureOnce(server, clients, act, seconds)); while (
    taken.length < TRIES && taken.every(({ others }) => others > OTHERS_MAX)
  );
  return taken.reduce((best, figures) => figures.others < best.others ? figures : best);
}

async function measureOnce(server: Server, clients: number, act: Act, seconds: number): Promise<Figures> {
  const now = () => ({ at: performance.now(), server: timesOf(server.pid), generator: timesOf(Deno.pid) });
  const before = now();
  const load = await drive(server.port, clients, act, { seconds });
  const after = now();
  const passed = after.at - before.at;
  const waited = (who: "server" | "generator") => Math.max(0, after[who].waited - before[who].waited);
  return {
    perSecond: load.done / load.seconds,
    p50: percentile(load.took, 0.5),
    p99: percentile(load.took, 0.99),
    cpu: 1000 * (after.server.own - before.server.own) / load.done,
    others: Math.max(waited("server"), waited("generator")) / passed,
    generator: (after.generator.own - before.generator.own) / passed,
  };
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** One's figures beside the other's, the medians of all rounds; the ratio is the median of the rounds' own. */
export type Comparison = {
  readonly one: Figures;
  readonly other: Figures;
  readonly ratio: number;
  /** The least and the greatest of the rounds' ratios. */
  readonly between: readonly [number, number];
};

/** Loads both in turn, round after round, each first in every other one. */
export async function compare(
  rounds: number,
  loadOne: () => Promise<Figures>,
  loadOther: () => Promise<Figures>,
): Promise<Comparison> {
  const taken: { readonly one: Figures; readonly other: Figures }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const one = await loadOne();
      taken.push({ one, other: await loadOther() });
    } else {
      const other = await loadOther();
      taken.push({ one: await loadOne(), other });
    }
  }
  const ratios = taken.map(({ one, other }) => one.perSecond / other.perSecond);
  return {
    one: medians(taken.map(({ one }) => one)),
    other: medians(taken.map(({ other }) => other)),
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
