import assert from "node:assert/strict";

/** The text of every test, this one aside. */
function* sources(folder: URL): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* sources(new URL(`${name}/`, folder));
    else if (name !== "security_doc_test.ts") yield Deno.readTextFileSync(new URL(name, folder));
  }
}

Deno.test("each promise in docs/security.md names a test that is there", async () => {
  const rows = (await Deno.readTextFile(new URL("../docs/security.md", import.meta.url))).split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (promise|-)/.test(line));
  const tests = [...sources(new URL("./", import.meta.url))].join("\n");
  assert.ok(rows.length >= 20);
  for (const row of rows) {
    const names = [...(row.split("|").at(-2) ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    assert.ok(names.length > 0, row);
    for (const name of names) assert.ok(tests.includes(name), name);
  }
});
