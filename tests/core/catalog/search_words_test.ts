import assert from "node:assert/strict";
import { searchWords, soughtWords } from "../../../src/core/catalog/search_words.ts";

Deno.test("search words lose accents and letter case, keep any script, and stand once", () => {
  assert.deepEqual(searchWords("Crème-Brûlée, cre\u0300me 2kg"), ["creme", "brulee", "2kg"]);
  assert.deepEqual(searchWords("Straße STRASSE"), ["strasse"]);
  assert.deepEqual(searchWords("ΣΊΣΥΦΟΣ ΣΊΣ"), ["σισυφοσ", "σισ"]);
  assert.deepEqual(searchWords("İSTANBUL ısparta ﬁn"), ["istanbul", "isparta", "fin"]);
  assert.deepEqual(searchWords("Łódź Øre Đorđe Æther"), ["lodz", "ore", "dorde", "aether"]);
  assert.deepEqual(searchWords("ढाका टोपी"), ["ढाका", "टोपी"]);
  assert.deepEqual(searchWords("한국 \u1112\u1161\u11AB"), ["한국", "한"]);
  assert.deepEqual(searchWords(' *"-()\0🎂\uE000 '), []);
});

Deno.test("marks are accents in alphabets, and letters where they are vowels or other syllables", () => {
  assert.deepEqual(searchWords("שָׁלוֹם مَرْحَبًا مـرحبا أحمد ёй"), ["שלום", "مرحبا", "احمد", "еи"]);
  assert.deepEqual(searchWords("कि की क़ क\u093C"), ["कि", "की", "क\u093C"]);
  assert.deepEqual(searchWords("か が カ\u3099"), ["か", "が", "ガ"]);
  assert.deepEqual(searchWords("soft\u00ADhyphen می\u200Cخواهم 1\uFE0F\u20E3"), ["softhyphen", "میخواهم", "1"]);
});

Deno.test("a script without spaces is found from each letter on, and asked for in pieces of three", () => {
  assert.deepEqual(searchWords("北京烤鸭Beijing2024年"), ["北京烤", "京烤鸭", "烤鸭", "鸭", "beijing2024", "年"]);
  assert.deepEqual(soughtWords("京"), ["京"]);
  assert.deepEqual(soughtWords("烤鸭"), ["烤鸭"]);
  assert.deepEqual(soughtWords("北京烤鸭 beij"), ["北京烤", "京烤鸭", "beij"]);
  assert.deepEqual(searchWords("มะม่วง"), ["มะม่", "ะม่ว", "ม่วง", "วง", "ง"]);
});
