import { targets } from "../tests/blackbox/targets.ts";

// Runs the stories of docs/bruno/ against a demo shop as `deno task start` serves it.
const { url, close } = await targets["Deno on a file"]!();
const { success, stdout, stderr } = await new Deno.Command("npx", {
  args: ["-y", "@usebruno/cli@4.1.0", "run", "clothing-shop", "cake-shop", "--env", "local", "--env-var", `url=${url}`],
  cwd: new URL("../docs/bruno/", import.meta.url),
}).output();
await close();
const said = new TextDecoder().decode(stdout);
if (success) console.log(said.match(/(Requests|Assertions) .*\d+.*(?= │)/g)?.join("\n"));
else console.error(said + new TextDecoder().decode(stderr));
Deno.exit(success ? 0 : 1);
