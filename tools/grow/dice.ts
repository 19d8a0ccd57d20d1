/** Chance that comes out the same for the same seed, kind of thing and id, whatever else was drawn before. */
export type Dice = {
  /** A whole number from 0 up to `below`, without it. */
  int(below: number): number;
  /** The same, small numbers being the more likely: a third are in the first tenth. */
  low(below: number): number;
  pick<T>(things: readonly T[]): T;
  /** True in so many cases of 1. */
  often(share: number): boolean;
};

const kinds = ["word", "product", "rating", "customer", "order", "session"] as const;

const mixed = (number: number): number => {
  let mix = Math.imul(number ^ (number >>> 16), 0x21F0AAAD);
  mix = Math.imul(mix ^ (mix >>> 15), 0x735A2D97);
  return (mix ^ (mix >>> 15)) >>> 0;
};

/** Tommy Ettinger's mulberry32: whole numbers from 0 up to 2 ** 32, the same ones from the same beginning. */
export function mulberry32(state: number): () => number {
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mix = Math.imul(state ^ (state >>> 15), state | 1);
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
    return (mix ^ (mix >>> 14)) >>> 0;
  };
}

/** Begun anew for each thing. */
export function dice(seed: number, kind: typeof kinds[number], id: number): Dice {
  const draw = mulberry32(mixed(mixed(mixed(seed) + kinds.indexOf(kind)) + id));
  const next = () => draw() / 2 ** 32;
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    low: (below) => Math.floor(next() ** 2 * below),
    pick: (things) => things[int(things.length)]!,
    often: (share) => next() < share,
  };
}
