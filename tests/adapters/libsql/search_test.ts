import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { searchWords, soughtWords } from "../../../src/core/catalog/search_words.ts";
import { sql } from "../../../src/adapters/libsql/database.ts";
import { onEachDriver } from "../../drivers.ts";
import { category, change, found, fresh, inCart, open, product, remove, rows, shown } from "./stock_room.ts";

/** What is sold, by its name, and what is typed to find it and nothing else. */
const shelf: Readonly<Record<string, readonly string[]>> = {
  "Crème brûlée": ["creme", "CRÈME", "cre\u0300me", "brul", "brûlée crème"],
  "Łódź Smørrebrød": ["lodz", "łódź", "smorre", "SMØR"],
  "Straße nach Köln": ["strasse", "STRASSE", "straß", "koln", "KO\u0308LN"],
  "IŞIKLI çanta, İnce": ["isikli", "ışıklı", "IŞIKLI", "ince", "İNCE", "canta"],
  "ΣΊΣΥΦΟΣ": ["σίσυφος", "σισυφοσ", "ΣΙΣ"],
  "Ёлка новогодняя": ["елка", "ЁЛКА", "новогод"],
  "ढाका टोपी": ["ढाका", "टोपी ढाका", "टो"],
  "कलम क़िस्सा": ["क़िस्सा", "क\u093Cिस्सा"],
  "مَرْحَبًا بالعالم": ["مرحبا", "مـرحبا", "بال"],
  "أحذية رياضية": ["احذية", "رياض"],
  "שָׁלוֹם עולם": ["שלום", "עול"],
  "می\u200Cخواهم": ["میخواهم", "می\u200Cخوا"],
  "北京烤鸭 Beijing": ["北京", "烤鸭", "京烤", "鸭", "北京烤鸭", "beij 烤"],
  "日本語のラーメン": ["日本", "ラーメン", "ﾗｰﾒﾝ", "語の"],
  "バッグとガラス": ["ガラス", "ｶﾞﾗｽ", "カ\u3099ラス", "バッグ"],
  "한국 인삼차": ["한국", "인삼", "\u1112\u1161\u11AB"],
  "ข้าวเหนียวมะม่วง": ["มะม่วง", "ข้าว", "เหนียวมะ"],
  "ភាសាខ្មែរ": ["ខ្មែរ", "ភាសា"],
  "🎂 Party hat 2kg": ["🎂 party", "2KG", "²kg", "hat party"],
  "Rock'n'roll \"NEAR\" AND-OR": [
    "near",
    '"near"',
    "NEAR(rock roll)",
    "rock*",
    "-roll",
    "and or",
    "rock:roll",
    "^rock",
  ],
};

onEachDriver("a search finds words of any script by how they begin, letter case and accents aside", async (db) => {
  const boss = await open(db);
  const names = Object.keys(shelf);
  for (const name of names) await product(db, boss, { name });
  for (const [index, typed] of Object.values(shelf).entries()) {
    for (const search of typed) {
      assert.deepEqual(await found(db, { search }), [index + 1], `${search} for ${names[index]}`);
    }
  }
});

onEachDriver("what is no word, or begins none, finds nothing, and no operator is obeyed", async (db) => {
  const boss = await open(db);
  await product(db, boss, {
    name: "Rock'n'roll",
    description: "京都 straße",
    variants: [fresh({ size: "S" }, { sku: "Z9" })],
  });
  const typed = [
    "",
    "*",
    '"',
    "'",
    '"*',
    "(",
    "{words}",
    "^",
    "🎂",
    "\u0301",
    "%",
    "_",
    "\uE0001",
    "ock",
    "rock OR nothing",
  ];
  typed.push(
    "rock NOT nothing",
    "words:rock",
    "NEAR(rock nothing)",
    "rock + nothing",
    "都京",
    "京x",
    "z9",
    "rollrock",
    "a".repeat(1000),
  );
  for (const search of typed) assert.deepEqual(await found(db, { search }), [], search);
});

onEachDriver("a search may have as many words as a request takes", async (db) => {
  const boss = await open(db);
  const words = Array.from({ length: 250 }, (_, n) => n.toString(36));
  const han = String.fromCodePoint(...Array.from({ length: 1000 }, (_, n) => 0x4E00 + n));
  await product(db, boss, { name: "Everything", description: words.join(" ") });
  await product(db, boss, { name: "All signs", description: han });
  assert.deepEqual(await found(db, { search: words.join(" ") }), [1]);
  assert.deepEqual(await found(db, { search: `${words.join(" ")} more` }), []);
  assert.deepEqual(await found(db, { search: han }), [2]);
});

onEachDriver("within a category, by its id or slug, a search finds what is there now", async (db) => {
  const boss = await open(db);
  await category(db, boss, "Hats");
  for (const [name, of] of [["Red hat", 2], ["Red coat", 1], ["Blue hat", 2]] as const) {
    await product(db, boss, { name, category: of });
  }
  assert.deepEqual(await found(db, { search: "red", category: 2 }), [1]);
  assert.deepEqual(await found(db, { search: "hat", category: "hats" }), [1, 3]);
  assert.deepEqual(await found(db, { search: "red", category: "hats", within: 1 }), []);
  assert.deepEqual(await found(db, { search: "red", category: "none" }), []);
  await change(db, boss, { product: 2, category: 2 });
  assert.deepEqual(await found(db, { search: "red", category: 2 }), [1, 2]);
  assert.deepEqual(await found(db, { search: "red", category: 1 }), []);
});

onEachDriver("what was archived is found no more, and its words are gone", async (db) => {
  const boss = await open(db);
  await product(db, boss, { name: "Red hat" });
  await product(db, boss, { name: "Red coat" });
  await db.write([inCart(1)]);
  await remove(db, boss);
  assert.deepEqual(await found(db, { search: "red" }), [2]);
  assert.deepEqual(await rows(db, sql`SELECT rowid AS id FROM product_words WHERE product_words MATCH '"hat"'`), []);
});

/** Words that begin alike, and a script without spaces, from few letters. */
const text = fc.array(fc.oneof(fc.string({ unit: fc.constantFrom("a", "b", "é", "京"), minLength: 1, maxLength: 4 })), {
  minLength: 1,
  maxLength: 5,
}).map((words) => words.join(" "));

const step = fc.record({ place: fc.nat(7), edit: fc.constantFrom("new", "name", "description", "remove"), text });

type Step = { readonly place: number; readonly edit: "new" | "name" | "description" | "remove"; readonly text: string };
type Stock = Map<number, { name: string; description: string }>;

onEachDriver("after any edits a search finds what a look at every text finds", async (db) => {
  const boss = await open(db);
  const stock: Stock = new Map();

  const take = async ({ place, edit, text }: Step) => {
    const [id, texts] = [...stock][place] ?? [];
    if (edit === "new" || id === undefined || texts === undefined) {
      const made = shown(await product(db, boss, { name: text }));
      stock.set(made.id, { name: text, description: "" });
    } else if (edit === "remove") {
      await remove(db, boss, id);
      stock.delete(id);
    } else {
      await change(db, boss, { product: id, texts: { [edit]: text } });
      texts[edit] = text;
    }
  };

  const looked = (search: string) =>
    [...stock].filter(([, { name, description }]) => {
      const words = searchWords(`${name} ${description}`);
      return soughtWords(search).every((sought) => words.some((word) => word.startsWith(sought)));
    }).map(([id]) => id);

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.array(text, { maxLength: 6 }), async (steps, typed) => {
      for (const each of steps) await take(each);
      for (const search of typed) assert.deepEqual(await found(db, { search }), looked(search), search);
    }),
    { numRuns: 40, endOnFailure: true },
  );
});
