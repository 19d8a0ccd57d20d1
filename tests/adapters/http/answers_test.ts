import assert from "node:assert/strict";
import { type Answers, keptAnswers } from "../../../src/adapters/http/answers.ts";
import { type Reply, reply, replyText } from "../../../src/adapters/http/reply.ts";

const text = (length: number): Reply => replyText(200, "".padEnd(length, "."));

/** Asks, as the service does, and has what is made kept where none is; gives the answer. */
function ask(answers: Answers, key: string, made = text(1000)): Reply {
  const known = answers(key);
  if (known.answer === null) known.keep(made);
  return known.answer ?? made;
}

/** The same twice, as often as it takes to be kept. */
function given(answers: Answers, key: string, made = text(1000)): Reply {
  ask(answers, key, made);
  return ask(answers, key, made);
}

Deno.test("an answer is kept until the version is another, and a failure is not", () => {
  let version = 1;
  const answers = keptAnswers(() => version);
  assert.equal(answers("a").answer, null);
  const first = given(answers, "a");
  assert.equal(given(answers, "a"), first);
  assert.equal(answers("b").answer, null);
  version = 2;
  assert.equal(answers("a").answer, null);
  assert.notEqual(given(answers, "a"), first);
  given(answers, "c", reply(404, "nothing"));
  assert.equal(answers("c").answer, null);
});

Deno.test("what was asked for once is not kept, nor what was asked for once before and once after a change", () => {
  let version = 1;
  const answers = keptAnswers(() => version);
  ask(answers, "a");
  assert.equal(answers("a").answer, null);
  version = 2;
  ask(answers, "a");
  assert.equal(answers("a").answer, null);
  ask(answers, "a");
  assert.notEqual(answers("a").answer, null);
});

Deno.test("an answer that a change overtakes while it is made is not given again", () => {
  let version = 1;
  const answers = keptAnswers(() => version);
  ask(answers, "a");
  const slow = answers("a");
  assert.ok("keep" in slow);
  version = 2;
  slow.keep(reply(200, "old or new, nobody knows"));
  assert.equal(answers("a").answer, null);

  ask(answers, "b");
  const overtaken = answers("b");
  assert.ok("keep" in overtaken);
  version = 3;
  ask(answers, "b");
  overtaken.keep(reply(200, "the same"));
  assert.equal(answers("b").answer, null);
});

Deno.test("when all together take too much, what was not asked for lately goes", () => {
  const answers = keptAnswers(() => 1, 20_000);
  const keep = (keys: string) => [...keys].forEach((key) => given(answers, key));
  const kept = (keys: string) => [...keys].filter((key) => answers(key).answer !== null).join("");
  keep("abc");
  keep("def");
  assert.equal(kept("a"), "a");
  assert.equal(kept("bc"), "");
  keep("ghi");
  assert.equal(kept("bcdef"), "");
  assert.equal(kept("ia"), "ia");
  given(answers, "large", text(10_000));
  assert.equal(answers("large").answer, null);
});

Deno.test("where nobody can tell the version nothing is kept", () => {
  const answers = keptAnswers(null);
  given(answers, "a");
  assert.equal(answers("a").answer, null);
});
