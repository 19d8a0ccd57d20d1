import { progressEvery } from "./grow/progress.ts";
import { grow } from "./grow/shop.ts";

// Fills a new database file with a shop of any size: `deno task grow FILE [PRODUCTS [CUSTOMERS [ORDERS [SEED]]]]`.
const [path, ...numbers] = Deno.args;
const [products = 1_000_000, customers = products / 10, orders = products, seed = 1] = numbers.map(Number);
if (
  path === undefined ||
  [products, customers, orders, seed].some((number) => !Number.isSafeInteger(number) || number < 1)
) {
  console.error("usage: deno task grow FILE [PRODUCTS [CUSTOMERS [ORDERS [SEED]]]]");
  Deno.exit(1);
}
if (await Deno.stat(path).then(() => true, () => false)) {
  console.error(`${path} is there already`);
  Deno.exit(1);
}

const begun = performance.now();
const tty = Deno.stdout.isTerminal();
const overwrite = (line: string) => void Deno.stdout.writeSync(new TextEncoder().encode(`\r\x1b[K${line}`));
const progress = tty ? progressEvery(1, overwrite) : progressEvery(10, console.log);
await grow(path, { products, customers, orders }, seed, new Date().toISOString(), progress);
const { size } = await Deno.stat(path);
console.log(
  `${tty ? "\n" : ""}${path}: ${(size / 2 ** 20).toFixed(0)} MiB in ${
    ((performance.now() - begun) / 1000).toFixed(0)
  } s`,
);
