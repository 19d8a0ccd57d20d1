import assert from "node:assert/strict";
import { environment } from "../src/config.ts";
import { STAFF_PASSWORD, targets } from "./blackbox/targets.ts";

const readme = await Deno.readTextFile(new URL("../README.md", import.meta.url));
const stories = [...readme.matchAll(/```sh\n(KIOSK=[\s\S]*?)```/g)].map(([, story = ""]) => story);

/** Runs a story of the docs against a shop, as pasted, and returns what it said. */
async function told(story: string, url: string, folder: string): Promise<string> {
  const script = story.replace(/KIOSK=\S+/, `KIOSK=${url}`).replaceAll(/\bcurl /g, "curl -sS --fail-with-body ");
  const bash = new Deno.Command("bash", {
    args: ["-euo", "pipefail", "-c", script],
    cwd: folder,
    env: { ADMIN_PASSWORD: STAFF_PASSWORD },
  });
  const { code, stdout, stderr } = await bash.output();
  const said = new TextDecoder().decode(stdout);
  assert.equal(code, 0, said + new TextDecoder().decode(stderr));
  return said;
}

for (const target of ["Deno on a file", "the Worker in workerd"]) {
  Deno.test(
    { name: `README's stories run as written: ${target}`, sanitizeOps: false, sanitizeResources: false },
    async () => {
      const { url, close } = await targets[target]!();
      const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
      try {
        const said: string[] = [];
        for (const story of stories) said.push(await told(story, url, folder));
        const [clothes = "", cakes = "", ...more] = said;
        assert.deepEqual(more, []);
        assert.match(clothes, /"message":"Carts merged successfully"/);
        assert.match(clothes, /"message":"Order created successfully"/);
        assert.match(clothes, /"rating":5,"comment":"Warm"/);
        assert.match(clothes, /"total_price":"2800.00","status":"Cancelled"/);
        assert.match(cakes, /"weight":"500g","size":"500g","quantity":2/);
        assert.match(cakes, /"order_total":"1500.00"/);
        assert.match(cakes, /"total_price":"1500.00","status":"Pending"/);

        const deploy = await Deno.readTextFile(new URL("../docs/deploy.md", import.meta.url));
        const firstOrder = /```sh\n(KIOSK=[\s\S]*?)```/.exec(deploy)?.[1] ?? "";
        const first = await told(firstOrder.replaceAll("nur", "first"), url, folder);
        assert.match(first, /"name":"White Jacket","description":"","price":"1400.00"/);
        assert.match(first, /"message":"Order created successfully"/);
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
