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
let told = 0;
await grow(path, { products, customers, orders }, seed, new Date().toISOString(), (what, made, done) => {
  const seconds = (performance.now() - begun) / 1000;
  if (seconds < told + (tty ? 1 : 10)) return;
  told = seconds;
  const left = seconds / done - seconds;
  const line = `${made.toLocaleString("en")} ${what}, ${seconds.toFixed(0)} s, about ${left.toFixed(0)} s left`;
  if (tty) Deno.stdout.writeSync(new TextEncoder().encode(`\r\x1b[K${line}`));
  else console.log(line);
});
const { size } = await Deno.stat(path);
console.log(
  `${tty ? "\n" : ""}${path}: ${(size / 2 ** 20).toFixed(0)} MiB in ${
    ((performance.now() - begun) / 1000).toFixed(0)
  } s`,
);
