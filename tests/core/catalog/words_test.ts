import assert from "node:assert/strict";
import { foldOption, nameKey, searchWords } from "../../../src/core/catalog/words.ts";

Deno.test("search words lose accents and letter case, keep any script, and stand once", () => {
  assert.deepEqual(searchWords("Crème-Brûlée, crème 2kg"), ["creme", "brulee", "2kg"]);
  assert.deepEqual(searchWords("ढाका टोपी"), ["ढाका", "टोपी"]);
  assert.deepEqual(searchWords(' *"-()\0 '), []);
});

Deno.test("search words and the order of names know letter case in every script", () => {
  assert.deepEqual(searchWords("Straße STRASSE"), ["strasse"]);
  assert.deepEqual(searchWords("ΣΊΣΥΦΟΣ ΣΊΣ"), ["σισυφοσ", "σισ"]);
  assert.deepEqual(searchWords("İSTANBUL ﬁn"), ["istanbul", "fin"]);
  const names = ["zebra", "Étoile", "Ärger", "яблоко", "éclair", "Апельсин", "Banana", "apple"];
  assert.deepEqual(names.toSorted((a, b) => nameKey(a) < nameKey(b) ? -1 : 1), [
    "apple",
    "Banana",
    "zebra",
    "Ärger",
    "éclair",
    "Étoile",
    "Апельсин",
    "яблоко",
  ]);
});

Deno.test("options are compared with letter case and spaces aside", () => assert.equal(foldOption(" 1 KG "), "1kg"));
