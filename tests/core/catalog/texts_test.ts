import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { type Options, optionsKey } from "../../../src/core/catalog/options.ts";
import { isSlug, slugOf } from "../../../src/core/catalog/slug.ts";
import { byMass, massOf } from "../../../src/core/catalog/weight.ts";

const slugs: readonly (readonly [string, string])[] = [
  ["Rain Coats & Hats", "rain-coats-hats"],
  ["  --Crème  Brûlée!--", "crème-brûlée"],
  ["ढाका टोपी", "ढाका-टोपी"],
  ["ÅNGSTRÖM 2.0", "ångström-2-0"],
  ["e\u0301te\u0301", "été"],
  ["🎂 !!", "category"],
  ["x".repeat(130), "x".repeat(120)],
  [`${"x".repeat(119)} y`, "x".repeat(119)],
  [`${"𝒳".repeat(121)}`, "𝒳".repeat(120)],
];

for (const [name, slug] of slugs) {
  Deno.test(`the slug of ${JSON.stringify(name.slice(0, 20))} is ${slug.slice(0, 20)}`, () =>
    assert.equal(slugOf(name), slug));
}

Deno.test("a slug that is made is one that may be given", () =>
  fc.assert(fc.property(fc.string({ unit: "binary" }), (name) => isSlug(slugOf(name)))));

Deno.test("what is no slug is told", () => {
  for (const text of ["", "a b", "a/b", "a.b", "x".repeat(121), "🎂"]) assert.equal(isSlug(text), false, text);
  for (const text of ["Rain_Coats-2", "-", "टोपी"]) assert.equal(isSlug(text), true, text);
});

const masses: readonly (readonly [string, number | null])[] = [
  ["500g", 500],
  ["1kg", 1000],
  ["1.5 KG", 1500],
  [".5 kg", 500],
  ["2 lb", 907.18474],
  [" 250 Grams ", 250],
  ["１ ㎏", 1000],
  ["8oz", 226.796185],
  ["large", null],
  ["12", null],
  ["1 box", null],
  ["1constructor", null],
  ["kg", null],
  [".kg", null],
  ["1.kg", null],
  ["-1kg", null],
];

for (const [label, mass] of masses) {
  Deno.test(`the mass of ${label} is ${mass}`, () => assert.equal(massOf(label), mass));
}

Deno.test("weights stand by mass, labels without a unit after them, all else in the order given", () => {
  const sorted = (...rows: Options[]) => rows.toSorted(byMass);
  const weights = (...labels: string[]) => labels.map((weight) => ({ weight }));
  assert.deepEqual(
    sorted(...weights("whole", "2 lb", "1kg", "half", "1.5 KG", "500g", "1000 g")),
    weights("500g", "2 lb", "1kg", "1000 g", "1.5 KG", "whole", "half"),
  );
  assert.deepEqual(sorted({ size: "2kg" }, { size: "1kg" }), [{ size: "2kg" }, { size: "1kg" }]);
  assert.deepEqual(sorted({ Weight: "2kg", a: "x" }, { weight: "1kg" }), [{ weight: "1kg" }, {
    Weight: "2kg",
    a: "x",
  }]);
});

Deno.test("sets of options are one when order, letter case and spaces alone tell them apart", () => {
  assert.equal(optionsKey({ Size: " S ", color: "Dark Red" }), optionsKey({ COLOR: "darkred", size: "s" }));
  assert.equal(optionsKey({ a: "b,c", "a,b": "c" }), optionsKey({ "a,b": "c", a: "b,c" }));
  assert.notEqual(optionsKey({ a: "b,c" }), optionsKey({ "a,b": "c" }));
  assert.notEqual(optionsKey({ size: "s" }), optionsKey({ size: "s", color: "red" }));
});
