import assert from "node:assert/strict";
import { keptAnswers } from "../../../src/adapters/http/answers.ts";
import { type Reply, reply, replyText } from "../../../src/adapters/http/reply.ts";

/** Makes answers of so many characters, and tells how often it did. */
function maker(length: number, status = 200) {
  let made = 0;
  return {
    make: (): Promise<Reply> => Promise.resolve(replyText(status, String(++made).padEnd(length, "."))),
    count: () => made,
  };
}

Deno.test("an answer is kept until the version is another, and a failure is not", async () => {
  let version = 1;
  const answers = keptAnswers(() => version);
  const { make, count } = maker(10);
  assert.equal(answers.known("a"), undefined);
  const first = await answers.given("a", make);
  assert.equal(await answers.given("a", make), first);
  assert.equal(answers.known("a"), first);
  assert.equal(answers.known("b"), undefined);
  version = 2;
  assert.equal(answers.known("a"), undefined);
  assert.notEqual(await answers.given("a", make), first);
  assert.equal(count(), 2);
  const missing = maker(10, 404);
  await answers.given("c", missing.make);
  await answers.given("c", missing.make);
  assert.equal(missing.count(), 2);
});

Deno.test("an answer that a change overtakes while it is made is not given again", async () => {
  let version = 1;
  const answers = keptAnswers(() => version);
  const { promise, resolve } = Promise.withResolvers<Reply>();
  const slow = answers.given("a", () => promise);
  version = 2;
  resolve(reply(200, "old or new, nobody knows"));
  await slow;
  assert.equal(answers.known("a"), undefined);

  const overtaken = Promise.withResolvers<Reply>();
  const second = answers.given("b", () => overtaken.promise);
  version = 3;
  answers.known("anything");
  overtaken.resolve(reply(200, "the same"));
  await second;
  assert.equal(answers.known("b"), undefined);
});

Deno.test("when all together take too much, what was not asked for lately goes", async () => {
  const answers = keptAnswers(() => 1, 20_000);
  const { make } = maker(1000);
  const keep = async (keys: string) => {
    for (const key of keys) await answers.given(key, make);
  };
  const kept = (keys: string) => [...keys].filter((key) => answers.known(key) !== undefined).join("");
  await keep("abc");
  await keep("def");
  assert.equal(kept("a"), "a");
  assert.equal(kept("bc"), "");
  await keep("ghi");
  assert.equal(kept("bcdef"), "");
  assert.equal(kept("ia"), "ia");
  await answers.given("large", maker(10_000).make);
  assert.equal(answers.known("large"), undefined);
});

Deno.test("where nobody can tell the version nothing is kept", async () => {
  const answers = keptAnswers(null);
  const { make, count } = maker(10);
  await answers.given("a", make);
  await answers.given("a", make);
  assert.equal(answers.known("a"), undefined);
  assert.equal(count(), 2);
});
