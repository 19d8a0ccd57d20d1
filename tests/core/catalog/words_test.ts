import assert from "node:assert/strict";
import { foldOption, searchWords } from "../../../src/core/catalog/words.ts";

Deno.test("search words lose accents and letter case, keep any script, and stand once", () => {
  assert.deepEqual(searchWords("Crème-Brûlée, crème 2kg"), ["creme", "brulee", "2kg"]);
  assert.deepEqual(searchWords("ढाका टोपी"), ["ढाका", "टोपी"]);
  assert.deepEqual(searchWords(' *"-()\0 '), []);
});

Deno.test("options are compared with letter case and spaces aside", () => assert.equal(foldOption(" 1 KG "), "1kg"));
