import assert from "node:assert/strict";

/** What a folder of src/ may import, as the beginnings of module names; its own folder always. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "core": [],
  "core/values.ts": ["valibot"],
  "adapters/http": ["core/", "hono", "zod", "valibot", "jose", "@hono/zod-openapi", "@scalar/", "node:crypto"],
  "adapters/libsql": ["core/", "libsql", "@libsql/client/http"],
  "adapters/crypto": ["core/", "jose", "valibot", "node:crypto"],
  "adapters/crypto/argon2_worker.ts": ["adapters/crypto/argon2.ts", "hash-wasm"],
  "demo": [],
};

const ruleOf = (file: string): [string, readonly string[]] | undefined =>
  Object.entries(allowed).sort(([a], [b]) => b.length - a.length)
    .find(([part]) => file === part || file.startsWith(`${part}/`));

/** What the core may not touch, and what nobody may. */
const coreForbids =
  /\bDeno\b|\bfetch\s*\(|\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bcrypto\b|\bperformance\b|\bprocess\b|\bsetTimeout\b|\basync function decide|\bconsole\b/;
const allForbid = /\btransaction\s*\(/;

function* sources(folder: URL, prefix = ""): Generator<{ file: string; text: string }> {
  for (const entry of Deno.readDirSync(folder)) {
    const file = `${prefix}${entry.name}`;
    if (entry.isDirectory) yield* sources(new URL(`${entry.name}/`, folder), `${file}/`);
    else if (file.endsWith(".ts")) yield { file, text: Deno.readTextFileSync(new URL(entry.name, folder)) };
  }
}

const src = new URL("../src/", import.meta.url);
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

/** The modules that a file imports, type imports and dynamic ones too; its own tree's as paths below src/. */
const imports = (file: string, text: string): readonly string[] =>
  [...withoutComments(text).matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, name = ""]) =>
    name.startsWith(".") ? new URL(name, new URL(file, src)).pathname.slice(src.pathname.length) : name
  );

/** What is wrong with a file's place in the house. */
function violations(file: string, text: string): readonly string[] {
  const code = withoutComments(text);
  const found: string[] = [];
  const rule = ruleOf(file);
  if (rule !== undefined) {
    const [part, names] = rule;
    const own = part.endsWith(".ts") ? "core/" : `${part}/`;
    for (const name of imports(file, text)) {
      if (!name.startsWith(own) && !names.some((allowedName) => name.startsWith(allowedName))) {
        found.push(`${file} imports ${name}`);
      }
    }
  }
  if (file.startsWith("core/") && coreForbids.test(code)) found.push(`${file} uses ${coreForbids.exec(code)?.[0]}`);
  if (allForbid.test(code)) found.push(`${file} holds a transaction open`);
  if (file === "main_worker.ts" && /libsql\/embedded|"libsql"|\bDeno\b/.test(code)) {
    found.push(`${file} is not for Workers`);
  }
  return found;
}

Deno.test("every file of src/ imports inward only, the core stays pure, and no transaction is held open", () => {
  const all = [...sources(src)];
  assert.ok(all.length > 30);
  assert.deepEqual(all.flatMap(({ file, text }) => violations(file, text)), []);
});

Deno.test("the architecture check sees what it forbids", () => {
  const offences: readonly [string, string][] = [
    ["core/cart/x.ts", 'import { Hono } from "hono";'],
    ["core/cart/x.ts", 'import type { Database } from "../../adapters/libsql/database.ts";'],
    ["core/cart/x.ts", 'import * as v from "valibot";'],
    ["core/cart/x.ts", "const at = new Date();"],
    ["core/cart/x.ts", "const dice = Math.random();"],
    ["core/cart/x.ts", 'const answer = await fetch ("https://example.com");'],
    ["core/cart/x.ts", 'Deno.env.get("HOME");'],
    ["adapters/http/shop/x.ts", 'import { sql } from "../../libsql/database.ts";'],
    ["adapters/libsql/x.ts", 'const z = await import("zod");'],
    ["adapters/libsql/x.ts", 'const tx = await client.transaction("write");'],
    ["adapters/crypto/x.ts", 'import { send } from "../http/route.ts";'],
    ["main_worker.ts", 'import { openEmbedded } from "./adapters/libsql/embedded.ts";'],
  ];
  for (const [file, text] of offences) assert.equal(violations(file, text).length, 1, `${file}: ${text}`);
  assert.deepEqual(violations("core/values.ts", 'import * as v from "valibot";'), []);
});

Deno.test("tasks that serve have least permissions, and never ask for more at a terminal", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("../deno.json", import.meta.url)));
  for (const name of ["start", "dev", "migrate", "password", "db:serve"]) {
    const { command } = tasks[name];
    assert.doesNotMatch(
      command,
      / -A|--allow-all|--allow-(read|write|env|run|ffi)=? *$|--allow-(read|write|env|run) /,
      name,
    );
    assert.match(command, / --frozen .*--no-prompt /, name);
  }
});
