/** Whether the tests that can run for as long as one likes run long: `deno task test:long` says so. */
export const isLong = Deno.env.get("LONG") === "on";
