import assert from "node:assert/strict";
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
