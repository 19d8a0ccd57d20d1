import { gunzipSync, gzipSync } from "node:zlib";
import { openApiDocument } from "./openapi.ts";
import { packedScript } from "./reference_script.ts";

const root = new URL("../", import.meta.url);

/** Where the build puts the Worker's script and its static assets. */
export const worker = { script: new URL("dist/worker/main.js", root), assets: new URL("dist/assets/", root) };

/** The most that the Worker's script may be, in bytes as gzip packs it. */
export const WORKER_BYTES_MAX = 150_000;

/** Builds one script of a module and all that it imports. */
export async function bundle(module: string, script: URL): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--platform=browser", "--minify", "-o", script.pathname, module],
    cwd: root,
    stdout: "null",
  }).output();
  if (!success) throw new Error(`deno bundle: ${new TextDecoder().decode(stderr)}`);
}

/** Builds the Worker into dist/: its script, and as static assets the reference's script and the OpenAPI document. */
export async function buildWorker(): Promise<void> {
  await bundle("src/main_worker.ts", worker.script);
  await Deno.mkdir(new URL("docs/", worker.assets), { recursive: true });
  await Deno.writeFile(new URL("docs/scalar.js", worker.assets), gunzipSync(await Deno.readFile(packedScript)));
  const { json, yaml } = await openApiDocument();
  await Deno.writeTextFile(new URL("openapi.json", worker.assets), json);
  await Deno.writeTextFile(new URL("openapi.yaml", worker.assets), yaml);
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
