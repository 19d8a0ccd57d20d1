import assert from "node:assert/strict";
import { foldOption, nameKey } from "../../../src/core/catalog/words.ts";

Deno.test("the order of names knows letter case in every script", () => {
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
