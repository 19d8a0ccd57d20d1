import { parseArgs } from "node:util";
import { createClient } from "npm:@hey-api/openapi-ts@0.99.0";
import { openApiDocument } from "./openapi.ts";
import { compiled } from "./sdk/compile.ts";
import { indexSource } from "./sdk/index_source.ts";
import { apisOf, type Document } from "./sdk/operations.ts";
import { manifest, readme } from "./sdk/texts.ts";

const here = new URL("./", import.meta.url);

/** A TypeScript module with the types of the document's schemas, and of what each operation takes and answers. */
async function typesOf(document: Document): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  try {
    await createClient({
      input: document as Record<string, unknown>,
      output: { path: folder, postProcess: [] },
      logs: { level: "silent" },
      plugins: ["@hey-api/typescript"],
    });
    const types = await Deno.readTextFile(`${folder}/types.gen.ts`);
    // What a client of the generator's own would take.
    return types.replace(/export type ClientOptions = [\s\S]*?\n\};\n\n/, "");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The files of the client package, by name; always the same for the same document. */
export async function clientPackage(): Promise<ReadonlyMap<string, string>> {
  const document: Document = JSON.parse((await openApiDocument()).json);
  const apis = apisOf(document);
  const types = await typesOf(document);
  const sources = new Map([["document.ts", types], ["index.ts", indexSource(apis, types)]]);
  for await (const { name } of Deno.readDir(new URL("sdk/client/", here))) {
    sources.set(name, await Deno.readTextFile(new URL(`sdk/client/${name}`, here)));
  }
  const modules = compiled(sources);
  return new Map([
    ["package.json", manifest(document.info.version, [...modules.keys()])],
    ["README.md", readme(await Deno.readTextFile(new URL("sdk/README.md", here)), apis)],
    ["LICENSE", await Deno.readTextFile(new URL("../LICENSE", here))],
    ...modules,
  ]);
}

/** Writes the package into a folder. */
export async function writeClientPackage(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, text] of await clientPackage()) await Deno.writeTextFile(`${folder}/${name}`, text);
}

if (import.meta.main) {
  const { values } = parseArgs({ args: Deno.args, options: { out: { type: "string", default: "dist/sdk" } } });
  await writeClientPackage(values.out);
  console.log(`The client package stands in ${values.out}: \`npm pack ${values.out}\` makes its archive.`);
}
