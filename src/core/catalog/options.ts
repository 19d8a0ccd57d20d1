import { foldOption } from "./words.ts";

/** What tells a variant from its siblings: `{"size": "S"}`. */
export type Options = { readonly [name: string]: string };

/** A set of options as one text: equal for sets that differ in order, letter case or spaces alone. */
export const optionsKey = (options: Options): string =>
  `[${
    Object.entries(options).map(([name, value]) => JSON.stringify([foldOption(name), foldOption(value)])).sort().join()
  }]`;
