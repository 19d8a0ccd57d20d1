import assert from "node:assert/strict";
import { commit, type Decision, refuse, type Stale, stale, useCase, useCaseWithWork } from "../../src/core/use_case.ts";

const at = { now: "2026-01-02T03:04:05.000Z", id: "x" };

/** A port whose commits come out as listed, counting what it was asked. */
function port(outcomes: readonly (string | Stale)[]) {
  const asked: string[] = [];
  let next = 0;
  return {
    asked,
    load: (_command: string) => Promise.resolve((asked.push("load"), asked.length)),
    commit: (change: string) => Promise.resolve((asked.push(`commit ${change}`), outcomes[next++]!)),
  };
}

const decide = (facts: number, command: string): Decision<string, string, { type: "no" }> =>
  command === "refuse" ? refuse({ type: "no" }) : commit(`${command} on ${facts}`);

Deno.test("a command loads once and commits once", async () => {
  const one = port(["done"]);
  assert.deepEqual(await useCase(one, decide)("buy", at), { ok: true, value: "done" });
  assert.deepEqual(one.asked, ["load", "commit buy on 1"]);
});

Deno.test("a refusal commits nothing", async () => {
  const none = port([]);
  assert.deepEqual(await useCase(none, decide)("refuse", at), { ok: false, error: { type: "no" } });
  assert.deepEqual(none.asked, ["load"]);
});

Deno.test("a stale commit is decided once more, on new facts", async () => {
  const twice = port([stale, "done"]);
  assert.deepEqual(await useCase(twice, decide)("buy", at), { ok: true, value: "done" });
  assert.deepEqual(twice.asked, ["load", "commit buy on 1", "load", "commit buy on 3"]);
});

Deno.test("a commit that is stale twice is a conflict", async () => {
  const never = port([stale, stale, "done"]);
  assert.deepEqual(await useCase(never, decide)("buy", at), { ok: false, error: { type: "conflict" } });
  assert.equal(never.asked.length, 4);
});

Deno.test("slow work is handed its earlier result on the second try", async () => {
  const twice = port([stale, "done"]);
  const seen: (string | undefined)[] = [];
  const work = (_facts: number, _command: string, earlier: string | undefined) =>
    Promise.resolve((seen.push(earlier), earlier ?? "hashed"));
  await useCaseWithWork(twice, work, (facts, done, command) => decide(facts, `${command} ${done}`))("buy", at);
  assert.deepEqual(seen, [undefined, "hashed"]);
});
