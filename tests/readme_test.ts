import assert from "node:assert/strict";
import { environment } from "../src/config.ts";
import { targets } from "./blackbox/targets.ts";

const readme = await Deno.readTextFile(new URL("../README.md", import.meta.url));
const story = /```sh\n(KIOSK=[\s\S]*?)```/.exec(readme)?.[1] ?? "";

for (const target of ["Deno on a file", "the Worker in workerd"]) {
  Deno.test(
    { name: `README's story runs as written: ${target}`, sanitizeOps: false, sanitizeResources: false },
    async () => {
      const { url, close } = await targets[target]!();
      const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
      try {
        const script = story.replace(/KIOSK=\S+/, `KIOSK=${url}`).replaceAll(/^curl/gm, "curl -sS --fail-with-body");
        const { code, stdout, stderr } = await new Deno.Command("bash", { args: ["-euc", script], cwd: folder })
          .output();
        const said = new TextDecoder().decode(stdout);
        assert.equal(code, 0, said + new TextDecoder().decode(stderr));
        assert.match(said, /"message":"Order created successfully"/);
        assert.match(said, /"total_price":"2800.00"/);
      } finally {
        await close();
        await Deno.remove(folder, { recursive: true });
      }
    },
  );
}

Deno.test("README's table names every setting, and no other", () => {
  const told = [...readme.matchAll(/^\| (`[A-Z_`, ]+`) +\|/gm)].flatMap(([, names = ""]) =>
    names.match(/[A-Z_]+/g) ?? []
  );
  assert.deepEqual(told.toSorted(), Object.keys(environment(() => undefined)).toSorted());
});

Deno.test("README names every task that it relies on, and its links lead somewhere", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("../deno.json", import.meta.url)));
  for (const [, task = ""] of readme.matchAll(/(?:npx -y deno@2\.9\.6|deno) task ([a-z:]+)/g)) {
    assert.ok(task in tasks, task);
  }
  for (const [, file = ""] of readme.matchAll(/\]\((docs\/[^)]+)\)/g)) {
    assert.ok((await Deno.stat(new URL(`../${file}`, import.meta.url))).isFile);
  }
});
