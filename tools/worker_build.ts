import { gunzipSync, gzipSync } from "node:zlib";
import { openApiDocument } from "./openapi.ts";
import { packedScript } from "./reference_script.ts";

const root = new URL("../", import.meta.url);

/** Where the build puts the Worker's script and its static assets. */
export const worker = { script: new URL("dist/worker/main.js", root), assets: new URL("dist/assets/", root) };

/** The most that the Worker's script may be, in bytes as gzip packs it. */
export const WORKER_BYTES_MAX = 150_000;

const dist = new URL("dist/", root);

/** Puts a file in its place at once, so that whoever builds or reads beside it has a whole one. Made in `folder`. */
async function put(file: URL, folder: URL, write: (path: string) => Promise<void>): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await Deno.mkdir(new URL(".", file), { recursive: true });
  const made = new URL(`.${crypto.randomUUID()}.js`, folder).pathname;
  await write(made);
  await Deno.rename(made, file);
}

/** The modules by their names, with nothing in the place of what only the OpenAPI document says. */
async function withoutWords(): Promise<string> {
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const [words, noWords] = ["words", "no_words"].map((name) => new URL(`src/adapters/http/${name}.ts`, root).href);
  return JSON.stringify({ imports: { ...imports, [words ?? ""]: noWords } });
}

/** Builds one script of a module and all that it imports. */
export const bundle = (module: string, script: URL): Promise<void> =>
  put(script, new URL(".", script), async (path) => {
    const modules = `${path}.modules.json`;
    await Deno.writeTextFile(modules, await withoutWords());
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["bundle", "--quiet", "--platform=browser", "--minify", "--import-map", modules, "-o", path, module],
      cwd: root,
      stdout: "null",
    }).output();
    await Deno.remove(modules);
    if (!success) throw new Error(`deno bundle: ${new TextDecoder().decode(stderr)}`);
  });

/** Builds the Worker into dist/: its script, and as static assets the reference's script, the OpenAPI document and its gist. */
export async function buildWorker(): Promise<void> {
  await bundle("src/main_worker.ts", worker.script);
  const script = gunzipSync(await Deno.readFile(packedScript));
  const { json, yaml, llms } = await openApiDocument();
  await put(new URL("docs/scalar.js", worker.assets), dist, (path) => Deno.writeFile(path, script));
  await put(new URL("openapi.json", worker.assets), dist, (path) => Deno.writeTextFile(path, json));
  await put(new URL("openapi.yaml", worker.assets), dist, (path) => Deno.writeTextFile(path, yaml));
  await put(new URL("llms.txt", worker.assets), dist, (path) => Deno.writeTextFile(path, llms));
}

/** The built script's size in bytes, as it is and as gzip packs it. */
export async function workerSize(): Promise<{ plain: number; packed: number }> {
  const script = await Deno.readFile(worker.script);
  return { plain: script.length, packed: gzipSync(script).length };
}

if (import.meta.main) {
  await buildWorker();
  console.log("The Worker stands in dist/: try it with `deno task worker:dev`.");
}
