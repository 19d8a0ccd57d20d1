import type { Apis, Method } from "./operations.ts";

/** The package's package.json. */
export const manifest = (version: string, files: readonly string[]): string =>
  `${
    JSON.stringify(
      {
        name: "kiosk-sdk",
        version,
        description: "A typed client of a Kiosk shop, for browsers, Node, Deno and Workers",
        keywords: ["kiosk", "e-commerce", "headless", "shop", "client", "sdk"],
        license: "MIT",
        type: "module",
        sideEffects: false,
        engines: { node: ">=20.3" },
        types: "./index.d.ts",
        exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
        files: files.toSorted(),
      },
      null,
      2,
    )
  }\n`;

const row = ({ id, summary, route: { method, path } }: Method): string =>
  `| \`${id}\` | ${summary} | \`${method} ${path}\` |`;

const table = (operations: readonly Method[]): string =>
  ["| method | what it does | |", "| --- | --- | --- |", ...operations.map(row)].join("\n");

/** The package's README: the text that is written by hand, and a list of the methods. */
export const readme = (text: string, { shop, cakes }: Apis): string =>
  `${text.trimEnd()}\n\n## \`shop\`\n\n${table(shop)}\n\n## \`cakes\`\n\n${table(cakes)}\n`;
