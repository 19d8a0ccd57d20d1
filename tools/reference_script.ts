import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/** The package whose browser script the reference page runs, and the script's SHA-256. */
const PACKAGE = "@scalar/api-reference@1.72.1";
export const SCRIPT_SHA256 = "bf091006bdc3af6067af77c2f534812e3e633e94a94e87138069f570f33b762c";

/** Where the script is kept, packed. The package is 50 MB, with what it depends on 290: too much for a shop's start. */
export const packedScript = new URL("../src/scalar.standalone.js.gz", import.meta.url);

async function run(command: string, args: readonly string[], cwd: string): Promise<Uint8Array<ArrayBuffer>> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args: [...args], cwd }).output();
  if (!success) throw new Error(`${command}: ${new TextDecoder().decode(stderr)}`);
  return stdout;
}

if (import.meta.main) {
  const folder = await Deno.makeTempDir();
  const name = new TextDecoder().decode(await run("npm", ["pack", "--silent", PACKAGE], folder)).trim();
  const script = await run("tar", ["-xzOf", name, "package/dist/browser/standalone.js"], folder);
  const digest = createHash("sha256").update(script).digest("hex");
  await Deno.writeFile(packedScript, gzipSync(script, { level: 9 }));
  await Deno.remove(folder, { recursive: true });
  console.log(`${PACKAGE}: ${script.length} bytes, SHA-256 ${digest}`);
  if (digest !== SCRIPT_SHA256) console.log("Write the new SHA-256 into tools/reference_script.ts.");
}
