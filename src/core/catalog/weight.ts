import type { Options } from "./options.ts";
import { foldOption } from "./words.ts";

/** Grams in one of each unit. */
const grams: Readonly<Record<string, number>> = {
  mg: 0.001,
  g: 1,
  gm: 1,
  gms: 1,
  gram: 1,
  grams: 1,
  kg: 1000,
  kgs: 1000,
  kilo: 1000,
  kilos: 1000,
  kilogram: 1000,
  kilograms: 1000,
  oz: 28.349523125,
  ounce: 28.349523125,
  ounces: 28.349523125,
  lb: 453.59237,
  lbs: 453.59237,
  pound: 453.59237,
  pounds: 453.59237,
};

/** What a weight's label such as `500g`, `1.5 KG` or `2 lb` says, in grams; null when it names no unit. */
export function massOf(label: string): number | null {
  const [, number = "", unit = ""] = /^([0-9]*\.?[0-9]+)([a-z]+)$/.exec(foldOption(label)) ?? [];
  const one = Object.hasOwn(grams, unit) ? grams[unit] : undefined;
  return one === undefined ? null : Number(number) * one;
}

/** The order of two sets of options by their `weight`: the smaller first, what has no mass last, all else as given. */
export function byMass(one: Options, other: Options): number {
  const [a, b] = [mass(one), mass(other)];
  return a === b ? 0 : a - b;
}

const mass = (options: Options): number => {
  const weight = Object.entries(options).find(([name]) => foldOption(name) === "weight");
  return weight === undefined ? Infinity : massOf(weight[1]) ?? Infinity;
};
