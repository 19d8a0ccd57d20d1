import type { Project } from "./project.ts";

/** What must not compile, and what the compiler says of it. */
export const wrong: Readonly<Record<string, readonly [code: string, says: RegExp]>> = {
  "a value that an enumeration does not have": [
    `shop.listProducts({ in_stock: "maybe" });`,
    /^TS2322: Type '"maybe"' is not assignable to type /,
  ],
  "a value that an enumeration of a body does not have": [
    `shop.checkout({ payment_mode: "cash" });`,
    /^TS2322: Type '"cash"' is not assignable to type /,
  ],
  "a path parameter that is missing": [`shop.getProduct({});`, /^TS2345: .*Property 'id' is missing/],
  "nothing where a path parameter is missing": [`shop.getProduct();`, /^TS2554: Expected 1-2 arguments, but got 0/],
  "a path parameter that is missing beside a body": [
    `shop.rateProduct({ rating: 5 });`,
    /^TS2345: .*Property 'id' is missing/,
  ],
  "a field that is missing": [`shop.addCartItem({ quantity: 1 });`, /^TS2345: .*Property 'product_id' is missing/],
  "a field that there is not": [
    `shop.addCartItem({ product_id: 1, amount: 2 });`,
    /^TS2353: .*'amount' does not exist/,
  ],
  "a field of another type": [`shop.addCartItem({ product_id: "1" });`, /^TS2322: Type 'string' is not assignable/],
  "undefined for a field": [
    `const search = undefined as string | undefined;\nshop.listProducts({ search });`,
    /^TS2379: .*'exactOptionalPropertyTypes: true'/,
  ],
  "an error code that is not handled": [
    `export function say(problem: Problem<PlaceCakeOrderErrors>): string {
  if (isFault(problem)) return "";
  switch (problem.code) {
    case "cart_empty":
    case "product_unavailable":
    case "price_changed":
    case "total_too_large":
    case "cart_not_found":
    case "conflict":
    case "idempotency_key_reused":
    case "origin_not_allowed":
    case "not_authenticated":
    case "invalid_token":
    case "invalid":
      return problem.detail;
  }
}`,
    /^TS2366: Function lacks ending return statement/,
  ],
  "an error code that the operation does not have": [
    `const cart = await shop.getCart();\nif (!cart.ok && cart.error.code === "out_of_stock") console.log(cart);`,
    /^TS2367: .*no overlap/,
  ],
  "another error's evidence": [
    `const bought = await shop.checkout();\nif (!bought.ok && bought.error.code === "out_of_stock") console.log(bought.error.total);`,
    /^TS2339: Property 'total' does not exist on type 'OutOfStockProblem'/,
  ],
  "data that may not be there": [
    `const cart = await shop.getCart();\nconsole.log(cart.data.total);`,
    /^TS2339: Property 'data' does not exist/,
  ],
  "an item that may not be there": [
    `const page = unwrap(await shop.listOrders());\nconsole.log(page.items[0].id);`,
    /^TS2532: Object is possibly 'undefined'/,
  ],
  "a guest's cart that may not be there": [
    `shop.mergeCarts({ cart_id: kept.guestCart.id });`,
    /^TS18047: 'kept.guestCart' is possibly 'null'/,
  ],
  "an option that the operation does not have": [
    `shop.getProduct({ id: 1 }, { ifMatch: '"1"' });`,
    /^TS2353: .*'ifMatch' does not exist/,
  ],
  "an operation of the other API": [`shop.listCakes();`, /^TS2339: Property 'listCakes' does not exist on type 'Shop'/],
  "a list where one thing is meant": [
    `for await (const user of shop.getMe()) console.log(user);`,
    /^TS2504: .*must have a '\[Symbol\.asyncIterator\]\(\)'/,
  ],
};

const head = `import { isFault, kiosk, type PlaceCakeOrderErrors, type Problem, unwrap } from "kiosk-sdk";
export const { shop, cakes, kept } = kiosk({ url: "" });
export const used = [isFault, unwrap, cakes, kept] satisfies unknown[];
export type Used = Problem<PlaceCakeOrderErrors>;
`;

/** The strictest settings there are, the package's own declarations included. */
const settings = {
  extends: "./tsconfig.json",
  compilerOptions: {
    noEmit: true,
    skipLibCheck: false,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    allowUnreachableCode: false,
  },
};

/** Compiles all that is wrong, and the modules named, and returns the compiler's messages by what they are about. */
export async function typeErrors(project: Project, modules: readonly string[]): Promise<Map<string, string[]>> {
  const { folder } = project;
  await Deno.mkdir(`${folder}/wrong`);
  const names = Object.keys(wrong);
  for (const [index, [code]] of Object.values(wrong).entries()) {
    await Deno.writeTextFile(`${folder}/wrong/${index}.ts`, `${head}\n${code}\n`);
  }
  await Deno.writeTextFile(
    `${folder}/strict.json`,
    JSON.stringify({ ...settings, files: modules, include: ["wrong"] }),
  );
  const tsc = new Deno.Command("npx", { args: ["tsc", "-p", "strict.json", "--pretty", "false"], cwd: folder });
  const said = new TextDecoder().decode((await tsc.output()).stdout);
  const found = new Map<string, string[]>();
  for (const [, file = "", message = ""] of said.matchAll(/^(\S+)\(\d+,\d+\): error (.*(?:\n .*)*)/gm)) {
    const about = names[Number(/^wrong\/(\d+)\.ts$/.exec(file)?.[1] ?? NaN)] ?? file;
    found.set(about, [...found.get(about) ?? [], message.replaceAll(/\s+/g, " ")]);
  }
  return found;
}
