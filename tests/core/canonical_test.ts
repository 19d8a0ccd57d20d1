import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { canonical } from "../../src/core/canonical.ts";

const json = fc.jsonValue();

/** The same value, each object's keys the other way round. */
const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).toReversed().map(([key, item]) => [key, reversed(item)]))
    : value;

Deno.test("the order of an object's keys does not show in its canonical text", () => {
  fc.assert(fc.property(json, (value) => assert.equal(canonical(reversed(value)), canonical(value))));
});

Deno.test("a canonical text is JSON of the value, so that different values never share one", () => {
  fc.assert(fc.property(json, (value) => {
    assert.deepEqual(JSON.parse(canonical(value)), JSON.parse(JSON.stringify(value)));
  }));
});

Deno.test("the order of a list does show", () => assert.notEqual(canonical([1, 2]), canonical([2, 1])));

Deno.test("a key that is there with undefined is not there", () => {
  assert.equal(canonical({ a: undefined, b: [null, "x"] }), '{"b":[null,"x"]}');
});
