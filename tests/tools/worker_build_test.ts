import assert from "node:assert/strict";
import { openApiDocument } from "../../tools/openapi.ts";
import { buildWorker, worker, WORKER_BYTES_MAX, workerSize } from "../../tools/worker_build.ts";

Deno.test("the Worker's script stays within its budget, is the same at each build, and makes no document", async () => {
  await buildWorker();
  const script = await Deno.readTextFile(worker.script);
  const { packed } = await workerSize();
  assert.ok(packed <= WORKER_BYTES_MAX, `${packed} bytes packed`);
  assert.doesNotMatch(script, /getOpenAPI31Document/);
  const { openapi, paths } = JSON.parse(await Deno.readTextFile(new URL("openapi.json", worker.assets)));
  assert.equal(openapi, "3.1.0");
  assert.ok(Object.keys(paths).length > 20);
  await buildWorker();
  assert.equal(await Deno.readTextFile(worker.script), script);
});

/** The longest part of a text that a script holds as it is, whatever it quotes or escapes. */
const plainPart = (text: string): string =>
  (text.match(/[\w ,.;:()-]+/g) ?? []).reduce((longest, part) => part.length > longest.length ? part : longest, "");

/** What a document says in words: its summaries and descriptions, but not its examples, where a thing may have one. */
function* told(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === "example" || key === "examples") continue;
    if ((key === "summary" || key === "description") && typeof item === "string") yield* item.split("\n");
    else yield* told(item);
  }
}

Deno.test("the Worker's script holds none of the document's words", async () => {
  await buildWorker();
  const script = await Deno.readTextFile(worker.script);
  const sentences = [...told(JSON.parse((await openApiDocument()).json))].map(plainPart)
    .filter((text) => text.includes(" ") && text.length > 15);
  assert.ok(sentences.length > 500);
  assert.deepEqual(sentences.filter((text) => script.includes(text)), []);
});
