import assert from "node:assert/strict";
import { clientPackage } from "../../tools/sdk.ts";
import { runWorker } from "../../tools/workerd.ts";
import { targets } from "../blackbox/targets.ts";
import { makeProject, sample, start } from "./project.ts";
import { typeErrors, wrong } from "./wrong_types.ts";

/** What a bundle of the whole client may weigh at most, in bytes as it is minified. */
const BUNDLE_BYTES_MAX = 16_000;

/** What the docs' story tells: a guest's cart was merged and bought, and a second purchase refused. */
const assertBought = (said: string): void => assert.match(said, /^Order \d+: 2800\.00 NPR\nYour cart is empty\.\n?$/);

/** The docs' story as a Worker tells it. */
const WORKER = `import { kiosk } from "kiosk-sdk";
import { purchase, sorry } from "./purchase.js";

export default {
  async fetch() {
    const client = kiosk({ url: "http://127.0.0.1:8000" });
    const bought = await purchase(client);
    const again = await client.shop.checkout();
    return new Response(again.ok ? "It was bought twice." : [bought, sorry(again.error)].join("\\n"));
  },
};
`;

const readme = await Deno.readTextFile(new URL("../../tools/sdk/README.md", import.meta.url));

Deno.test({
  name: "the client package, made and used as the docs tell,",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async ({ step }) => {
    const project = await makeProject();
    const { folder } = project;
    const files = await clientPackage();

    await step("is the same, byte for byte, whenever it is made", async () => {
      assert.ok(files.has("index.js") && files.has("index.d.ts"));
      for (const [name, text] of files) {
        assert.equal(await Deno.readTextFile(`${project.generated}/${name}`), text, name);
      }
    });

    await step("is packed whole and depends on nothing", () => {
      const installed = [...Deno.readDirSync(`${folder}/node_modules/kiosk-sdk`)].map(({ name }) => name);
      assert.deepEqual(installed.toSorted(), [...files.keys()].toSorted());
      const { types, exports, ...manifest } = JSON.parse(files.get("package.json") ?? "");
      for (const path of [types, ...Object.values<string>(exports["."])]) assert.ok(files.has(path.slice(2)), path);
      for (const field of ["dependencies", "peerDependencies", "scripts", "private"]) assert.ok(!(field in manifest));
    });

    await step("compiles under the strictest settings, and says what is wrong", async () => {
      const code = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = ""]) => block).join("\n");
      await Deno.writeTextFile(`${folder}/readme.ts`, `${code}\nexport { cakes };\n`);
      const found = await typeErrors(project, ["purchase.ts", "main.ts", "page.ts", "readme.ts"]);
      for (const [what, [, says]] of Object.entries(wrong)) {
        const [message = "it compiles", ...more] = found.get(what) ?? [];
        assert.match(message, says, what);
        assert.deepEqual(more, [], what);
        found.delete(what);
      }
      assert.deepEqual([...found], []);
    });

    await Deno.writeTextFile(`${folder}/worker.js`, WORKER);
    for (const shop of ["Deno on a file", "the Worker in workerd"]) {
      await step(`buys in Node, in Deno and in a Worker, of ${shop}`, async () => {
        const { url, close } = await targets[shop]!();
        try {
          assert.equal(await project.run(start, url), sample);
          assertBought(await project.run(`${Deno.execPath()} run --allow-net main.js`, url));
          const script = await project.bundle("worker.js", url);
          assert.ok((await Deno.stat(script)).size < BUNDLE_BYTES_MAX);
          const worker = await runWorker({}, 0, false, script);
          assertBought(await (await fetch(worker.url)).text());
          await worker.close();
        } finally {
          await close();
        }
      });
    }
  },
});
