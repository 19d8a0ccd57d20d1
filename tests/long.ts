/** Whether the tests that can run for as long as one likes run long: `deno task test:long` says so. */
export const isLong = Deno.env.get("LONG") === "on";

/** What tests draw at random begins with this number: the one that the variable gives, to see a failure again. */
export const seedFrom = (variable: string): number =>
  Number(Deno.env.get(variable) ?? Math.trunc(Math.random() * 2 ** 31));
