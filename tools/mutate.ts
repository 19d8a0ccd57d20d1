import { type Guard, guards } from "./mutate/guards.ts";

// Takes out each guard, one at a time, in a copy of the tree: a test must go red each time. Words name some of them.
const root = new URL("../", import.meta.url);
const COPIED = ["deno.json", "deno.lock", "src", "tests", "tools", "migrations", "docs", "README.md"];
const folder = await Deno.makeTempDir({ prefix: "kiosk-mutate-" });

async function run(
  command: string,
  args: readonly string[],
  cwd: string | URL,
): Promise<{ code: number; out: string }> {
  const env = { NO_COLOR: "1" };
  const { code, stdout, stderr } = await new Deno.Command(command, { args: [...args], cwd, env }).output();
  return { code, out: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

/** The name of the first test that went red, or null when none did; a tree that does not even load is no proof. */
async function red(tests: readonly string[]): Promise<string | null> {
  const args = ["test", "--no-check", "--lock=tests/deno.lock", "--frozen", "-A", "--fail-fast", ...tests];
  const { code, out } = await run(Deno.execPath(), args, folder);
  if (code === 0) return null;
  const name = /^(.*) \.\.\. FAILED/m.exec(out)?.[1];
  if (name === undefined) throw new Error(`no test ran:\n${out}`);
  return name;
}

async function withoutGuard({ name, file, from, to, tests }: Guard): Promise<string | null> {
  const path = `${folder}/${file}`;
  const text = await Deno.readTextFile(path);
  if (text.split(from).length !== 2) throw new Error(`${name}: ${file} does not hold exactly once:\n${from}`);
  await Deno.writeTextFile(path, text.replace(from, () => to));
  try {
    return await red(tests);
  } finally {
    await Deno.writeTextFile(path, text);
  }
}

try {
  const copied = await run("cp", ["-r", ...COPIED, folder], root);
  if (copied.code !== 0) throw new Error(copied.out);
  const chosen = guards.filter(({ name }) => Deno.args.length === 0 || Deno.args.some((word) => name.includes(word)));
  if (chosen.length === 0) throw new Error("no guard has such a name");
  const untouched = await red([...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (untouched !== null) throw new Error(`with all guards in place this is red already: ${untouched}`);
  const width = Math.max(...chosen.map(({ name }) => name.length));
  let missed = 0;
  for (const guard of chosen) {
    const test = await withoutGuard(guard);
    if (test === null) missed++;
    console.log(`${guard.name.padEnd(width)}  ${test === null ? "NO TEST GOES RED" : test}`);
  }
  console.log(`${chosen.length} guards, ${missed} whose loss no test notices`);
  if (missed > 0) Deno.exit(1);
} finally {
  await Deno.remove(folder, { recursive: true });
}
