import assert from "node:assert/strict";

const root = new URL("../", import.meta.url);

Deno.test("each promise names a test that is there", async () => {
  const page = await Deno.readTextFile(new URL("docs/promises.md", root));
  const promises = [...page.matchAll(/^\| (?!promise|---)(.*?) +\| `(tests\/[\w./]+)`: (.*?) +\|$/gm)];
  const rows = page.split("\n").filter((line) => line.startsWith("| ") && !/^\| (promise|---)/.test(line));
  assert.equal(promises.length, rows.length);
  assert.ok(rows.length > 20);
  for (const [, promise, file = "", name = ""] of promises) {
    const text = await Deno.readTextFile(new URL(file, root));
    assert.ok(text.includes(name), `${promise}: ${file} has no test "${name}"`);
  }
});
