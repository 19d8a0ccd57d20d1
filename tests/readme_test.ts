import assert from "node:assert/strict";
import { environment } from "../src/config.ts";
import { targets } from "./blackbox/targets.ts";

const readme = await Deno.readTextFile(new URL("../README.md", import.meta.url));
const stories = [...readme.matchAll(/```sh\n(KIOSK=[\s\S]*?)```/g)].map(([, story = ""]) => story);

for (const target of ["Deno on a file", "the Worker in workerd"]) {
  Deno.test(
    { name: `README's stories run as written: ${target}`, sanitizeOps: false, sanitizeResources: false },
    async () => {
      const { url, close } = await targets[target]!();
      const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
      try {
        const told: string[] = [];
        for (const story of stories) {
          const script = story.replace(/KIOSK=\S+/, `KIOSK=${url}`).replaceAll(
            /\bcurl /g,
            "curl -sS --fail-with-body ",
          );
          const bash = new Deno.Command("bash", { args: ["-euo", "pipefail", "-c", script], cwd: folder });
          const { code, stdout, stderr } = await bash.output();
          told.push(new TextDecoder().decode(stdout));
          assert.equal(code, 0, told.at(-1) + new TextDecoder().decode(stderr));
        }
        const [clothes = "", cakes = "", ...more] = told;
        assert.deepEqual(more, []);
        assert.match(clothes, /"message":"Carts merged successfully"/);
        assert.match(clothes, /"message":"Order created successfully"/);
        assert.match(clothes, /"rating":5,"comment":"Warm"/);
        assert.match(clothes, /"total_price":"2800.00","status":"Cancelled"/);
        assert.match(cakes, /"weight":"500g","size":"500g","quantity":2/);
        assert.match(cakes, /"order_total":"1500.00"/);
        assert.match(cakes, /"total_price":"1500.00","status":"Pending"/);
      } finally {
        await close();
        await Deno.remove(folder, { recursive: true });
      }
    },
  );
}

Deno.test("the table of settings names every one, and no other", async () => {
  const settings = await Deno.readTextFile(new URL("../docs/settings.md", import.meta.url));
  const told = [...settings.matchAll(/^\| (`[A-Z_`, ]+`) +\|/gm)].flatMap(([, names = ""]) =>
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
