import assert from "node:assert/strict";
import ts from "npm:typescript@5.9.3";

const root = new URL("../../", import.meta.url);
const docs = await Deno.readTextFile(new URL("docs/sdk.md", root));

/** The docs' blocks of commands, in their order: the second makes a project, the third compiles and runs it. */
const [, make = "", third = ""] = [...docs.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
const [compile = "", start = ""] = third.split("\n");
export { start };

/** The docs' modules, each under the name that was told last before it. */
const modules = [...docs.matchAll(/```ts\n([\s\S]*?)```/g)].map(({ 1: code = "", index }) => ({
  name: [...docs.slice(0, index).matchAll(/`(\w+\.ts)`/g)].at(-1)?.[1] ?? "",
  code,
}));

/** What the docs say that it prints. */
export const sample = /```text\n([\s\S]*?)```/.exec(docs)?.[1] ?? "";

/** The address of the shop in the docs. */
const SHOP = "http://127.0.0.1:8000";

/** Runs commands of the docs, and returns what they printed. */
async function run(commands: string, folder: string | URL): Promise<string> {
  const bash = new Deno.Command("bash", { args: ["-euo", "pipefail", "-c", commands], cwd: folder });
  const { code, stdout, stderr } = await bash.output();
  const said = new TextDecoder().decode(stdout);
  assert.equal(code, 0, said + new TextDecoder().decode(stderr));
  return said;
}

/** A front end's project in a folder of its own, made by the docs' commands, with the docs' modules in it, compiled. */
export type Project = {
  /** The package as it was generated. */
  readonly generated: string;
  readonly folder: string;
  /** Runs the docs' main.js by a command that names it, against the shop at this address. */
  run(command: string, url: string): Promise<string>;
  /** One script for browsers and Workers: a module, and all that it imports, that speaks to the shop at this address. */
  bundle(module: string, url: string): Promise<URL>;
};

/**
 * Follows the docs, with another folder in the place of those that they name. Deno is the one that runs the test, and
 * its copy of the pinned compiler saves a download.
 */
export async function makeProject(): Promise<Project> {
  const home = await Deno.makeTempDir({ prefix: "kiosk-" });
  globalThis.addEventListener("unload", () => Deno.removeSync(home, { recursive: true }));
  const compiler = new URL("../", `file://${ts.getDefaultLibFilePath({})}`).pathname;
  const commands = make
    .replace("npx -y deno@2.9.6 task sdk", `${Deno.execPath()} task sdk --out ${home}/sdk`)
    .replace("./dist/sdk", `${home}/sdk`)
    .replaceAll("../", `${home}/`).replaceAll(" ..", ` ${home}`)
    .replace("typescript@5.9.3", compiler);
  await run(commands, root);
  const folder = `${home}/front`;
  for (const { name, code } of modules) await Deno.writeTextFile(`${folder}/${name}`, code);
  await run(compile, folder);
  const at = async (module: string, url: string): Promise<string> => {
    const name = `${crypto.randomUUID()}.js`;
    const code = await Deno.readTextFile(`${folder}/${module}`);
    await Deno.writeTextFile(`${folder}/${name}`, code.replace(SHOP, url));
    return name;
  };
  return {
    generated: `${home}/sdk`,
    folder,
    run: async (command, url) => await run(command.replace("main.js", await at("main.js", url)), folder),
    bundle: async (module, url) => {
      const script = `${crypto.randomUUID()}.bundle.js`;
      await run(
        `${Deno.execPath()} bundle --quiet --platform=browser --minify -o ${script} ${await at(module, url)}`,
        folder,
      );
      return new URL(script, `file://${folder}/`);
    },
  };
}
