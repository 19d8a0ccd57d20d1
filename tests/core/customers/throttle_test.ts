import assert from "node:assert/strict";
import { isThrottled, openingsFrom, throttled, tryCounters } from "../../../src/core/customers/throttle.ts";

const now = "2026-01-02T03:04:05.000Z";
const counter = { key: "k", limit: 3, seconds: 60 };
const count = (units: number, endsAt: string) => [{ key: "k", count: units, endsAt }];

Deno.test("a counter lets pass below its limit, and at it nothing until its window ends", () => {
  const ends = "2026-01-02T03:04:06.001Z";
  assert.equal(throttled([counter], count(2, ends), now), null);
  assert.deepEqual(throttled([counter], count(3, ends), now), { type: "throttled", retry_after: 2 });
  assert.equal(throttled([counter], count(4, "2026-01-02T03:04:05.001Z"), now)?.retry_after, 1);
  assert.equal(throttled([counter], count(4, now), now)?.retry_after, 1, "at least a second");
  assert.equal(throttled([], count(9, ends), now), null);
  assert.equal(isThrottled([counter], count(3, ends)), true);
  assert.equal(isThrottled([{ ...counter, key: "other" }], count(3, ends)), false);
});

Deno.test("an address, and an account, may have ten times the wrong passwords of one account from one address", () => {
  const tries = { rate: { limit: 10, seconds: 60 }, account: "7", address: "here" };
  const { counted, bound } = tryCounters(tries, false);
  assert.deepEqual(counted.map(({ limit, seconds }) => [limit, seconds]), [[10, 60], [100, 60], [100, 60]]);
  assert.deepEqual(bound, counted);
  const known = tryCounters(tries, true);
  assert.deepEqual([known.counted, known.bound], [counted, counted.slice(0, 2)]);
  assert.deepEqual(tryCounters(null, false), { counted: [], bound: [] });
});

Deno.test("what one address opens is counted by kind, 100 an hour", () => {
  const account = openingsFrom("here", "account");
  assert.deepEqual([account.limit, account.seconds], [100, 3600]);
  assert.notEqual(account.key, openingsFrom("here", "guest cart").key);
  assert.notEqual(account.key, openingsFrom("there", "account").key);
});
