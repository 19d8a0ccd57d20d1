import { signedIn } from "../tests/blackbox/cast.ts";
import { STAFF_PASSWORD, targets } from "../tests/blackbox/targets.ts";

// Drives every operation of the document with requests that fit its schemas and that do not, as staff and as nobody,
// against a shop on a file and the Worker. Arguments: how many examples of each operation, and a seed; or `short`.
const isShort = Deno.args[0] === "short";
const [examples = "25", seed = String(Math.floor(Math.random() * 1e6))] = isShort ? ["3", "1"] : Deno.args;
const phases = isShort ? "examples,fuzzing" : "examples,coverage,fuzzing";

/** What ends the caller's own session would leave the rest of the run to nobody. */
const endsTheCaller = ["logout", "deleteMe", "deleteUser", "endSession", "endOtherSessions"];

const checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

/** One run; `arguments_` tell who calls. */
async function run(url: string, arguments_: readonly string[]): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.env.get("SCHEMATHESIS") ?? "schemathesis", {
    args: [
      ...["run", `${url}/openapi.json`, "--checks", checks, "--max-examples", examples, "--seed", seed, "--no-color"],
      ...["--phases", phases, "--request-timeout", "20", ...arguments_],
    ],
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  return success;
}

let clean = true;
for (const name of ["Deno on a file", "the Worker in workerd"]) {
  console.log(`Fuzzing ${name}, ${examples} examples of each operation, seed ${seed}`);
  const { url, close } = await targets[name]!();
  try {
    const staff = await signedIn(url, { id: 0, username: "admin", password: STAFF_PASSWORD });
    const excluded = endsTheCaller.flatMap((id) => ["--exclude-operation-id", id]);
    clean = await run(url, ["-H", `Authorization: Bearer ${staff.token}`, ...excluded]) && clean;
    clean = await run(url, []) && clean;
  } finally {
    await close();
  }
}
Deno.exit(clean ? 0 : 1);
