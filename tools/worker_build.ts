import { gunzipSync } from "node:zlib";
import { packedScript } from "./reference_script.ts";

const root = new URL("../", import.meta.url);

/** Where the build puts the Worker's script and its static assets. */
export const worker = { script: new URL("dist/worker/main.js", root), assets: new URL("dist/assets/", root) };

/** Builds one script of a module and all that it imports. */
export async function bundle(module: string, script: URL): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--platform=browser", "--minify", "-o", script.pathname, module],
    cwd: root,
    stdout: "null",
  }).output();
  if (!success) throw new Error(`deno bundle: ${new TextDecoder().decode(stderr)}`);
}

/** Builds the Worker into dist/: its script, and the reference's script as a static asset. */
export async function buildWorker(): Promise<void> {
  await bundle("src/main_worker.ts", worker.script);
  await Deno.mkdir(new URL("docs/", worker.assets), { recursive: true });
  await Deno.writeFile(new URL("docs/scalar.js", worker.assets), gunzipSync(await Deno.readFile(packedScript)));
}

if (import.meta.main) {
  await buildWorker();
  console.log("The Worker stands in dist/: try it with `deno task worker:dev`.");
}
