import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import * as z from "zod";
import { refusal } from "../../../src/adapters/http/refusal.ts";
import { type Kind, nullable, optional, required } from "../../../src/adapters/http/wire.ts";
import { listOf } from "../../../src/adapters/http/wire_lists.ts";
import { amount, integer } from "../../../src/adapters/http/wire_numbers.ts";
import { blankText, choice, exactText, text, textOrObject, webUrl } from "../../../src/adapters/http/wire_texts.ts";
import { yaml } from "../../../src/adapters/http/yaml.ts";
import { money, PRICE_MAX, TOTAL_MAX } from "../../../src/core/values.ts";

/** What a kind reads, or its message. */
const reads = <T>(kind: Kind<T>, given: unknown): unknown => {
  const read = kind.read(given);
  return "value" in read ? read.value : "message" in read ? read.message : read.nested;
};

const table = <T>(name: string, kind: Kind<T>, rows: readonly (readonly [unknown, unknown])[]) => {
  for (const [given, expected] of rows) {
    Deno.test(`${name} reads ${JSON.stringify(given)} as ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(reads(kind, given), expected));
  }
};

const NUMBER = "A valid number is required.";
const INTEGER = "A valid integer is required.";

table("a price", amount(10, 9_999_999_999), [
  ["1400.00", 140000],
  [1400, 140000],
  [0.1, 10],
  [1.15, 115],
  ["99999999.99", 9999999999],
  ["1e3", 100000],
  ["0.000", 0],
  ["-0", 0],
  [" 12.5 ", 1250],
  [".5", 50],
  ["100000000", "Ensure that there are no more than 10 digits in total."],
  ["1.001", "Ensure that there are no more than 2 decimal places."],
  [1e-7, "Ensure that there are no more than 2 decimal places."],
  ["-0.01", "Ensure this value is greater than or equal to 0."],
  ["", NUMBER],
  [".", NUMBER],
  ["NaN", NUMBER],
  ["Infinity", NUMBER],
  ["0x10", NUMBER],
  ["1_000", NUMBER],
  [true, NUMBER],
  [[1], NUMBER],
]);

table("a total", amount(16, 9_000_000_000_000_000), [
  ["90000000000000.00", 9_000_000_000_000_000],
  ["90000000000000.01", "Ensure this value is less than or equal to 90000000000000."],
  ["99999999999999.99", "Ensure this value is less than or equal to 90000000000000."],
]);

table("a quantity", integer({ min: 1, max: 1_000_000 }), [
  [2, 2],
  ["2", 2],
  ["2.0", 2],
  [" 7 ", 7],
  [0, "Ensure this value is greater than or equal to 1."],
  [-0, "Ensure this value is greater than or equal to 1."],
  [1e21, "Ensure this value is less than or equal to 1000000."],
  ["99999999999999999999", "Ensure this value is less than or equal to 1000000."],
  [2.5, INTEGER],
  ["two", INTEGER],
  ["", INTEGER],
  [true, INTEGER],
  [{}, INTEGER],
]);

table("a text", text(5), [
  [" abc ", "abc"],
  [12, "12"],
  ["", "This field may not be blank."],
  ["   ", "This field may not be blank."],
  ["abcdef", "Ensure this field has no more than 5 characters."],
  ["🎂🎂🎂🎂🎂", "🎂🎂🎂🎂🎂"],
  ["a\0", "Null characters are not allowed."],
  ["\ud800", "Not a valid string."],
  [true, "Not a valid string."],
  [["a"], "Not a valid string."],
]);

table("a text inside an object", exactText(5), [
  [" abc ", " abc "],
  [40, "40"],
  ["  ", "This field may not be blank."],
  ["abcdef", "Ensure this field has no more than 5 characters."],
]);

table("a picture's address", webUrl(40), [
  [" https://img.example/a.png ", "https://img.example/a.png"],
  ["HTTP://img.example", "HTTP://img.example"],
  ["", null],
  ["/media/a.svg", "Enter a valid URL."],
  ["ftp://img.example/a.png", "Enter a valid URL."],
  ["javascript:alert(1)", "Enter a valid URL."],
  ["http://", "Enter a valid URL."],
  ["http:///a.png", "Enter a valid URL."],
  ["http://a.example/a\nb", "Enter a valid URL."],
  ["https://img.example/" + "x".repeat(40), "Ensure this field has no more than 40 characters."],
]);

table("a choice", choice(["cod", "online"]), [
  ["COD", "cod"],
  ["barter", '"barter" is not a valid choice.'],
]);

table("an address", textOrObject(10, 40), [
  ["Kohalpur", "Kohalpur"],
  [{ city: " Pokhara " }, { city: " Pokhara " }],
  [{ city: "x".repeat(40) }, "Ensure this field has no more than 40 bytes."],
  [{ city: "\0" }, "Null characters are not allowed."],
  [{ city: "\ud800" }, "Not a valid string."],
  [{ city: "\\u0000 \\ud800" }, { city: "\\u0000 \\ud800" }],
  [5, "Not a valid string."],
  [[], "Not a valid string."],
]);

Deno.test("an address may be an object of 100 levels, and no deeper", () => {
  const nest = (levels: number): object => levels === 1 ? {} : { a: nest(levels - 1) };
  const address = textOrObject(10, 4096);
  assert.deepEqual(reads(address, nest(100)), nest(100));
  assert.equal(reads(address, nest(101)), "Ensure this field has no more than 100 levels.");
});

Deno.test("every amount is read as it was printed, as a text and as a number", () => {
  const total = amount(16, TOTAL_MAX);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: TOTAL_MAX }), fc.integer({ min: 0, max: PRICE_MAX }), (large, small) => {
      const error = { type: "price_changed", total: money(large), items: [] } as const;
      const printed = JSON.parse(refusal({ price_changed: 409 }, error).body as string).total;
      assert.match(printed, /^\d+\.\d\d$/);
      assert.equal(reads(total, printed), large);
      assert.equal(reads(total, small / 100), small);
    }),
  );
});

Deno.test("what is no amount of hundredths is never read as one", () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{0,5}$/);
  fc.assert(fc.property(digits, fc.stringMatching(/^[0-9]{2}[0-9]{0,4}[1-9]$/), (whole, fraction) => {
    assert.equal(
      reads(amount(10, PRICE_MAX), `${whole}.${fraction}`),
      "Ensure that there are no more than 2 decimal places.",
    );
  }));
});

const rows = listOf(z.object({ a: required(integer({ min: 1 }), { example: 5 }), b: nullable(integer(), null) }), 1, 2);

table("a list of objects", rows, [
  [[{ a: 1 }, { a: "2", b: 3, c: 4 }], [{ a: 1, b: null }, { a: 2, b: 3 }]],
  ['[{"a": 1}]', [{ a: 1, b: null }]],
  [[{ a: 1 }, {}], [{}, { a: ["This field is required."] }]],
  [[5, []], [
    { non_field_errors: ["Invalid data. Expected a dictionary, but got int."] },
    { non_field_errors: ["Invalid data. Expected a dictionary, but got list."] },
  ]],
  [[], "This list may not be empty."],
  [[{}, {}, {}], "Ensure this field has no more than 2 elements."],
  ["nonsense", 'Expected a list of items but got type "str".'],
  [{}, 'Expected a list of items but got type "dict".'],
]);

Deno.test("a list's part of the document is made of what its fields say of themselves", () =>
  assert.deepEqual(rows.describe, {
    type: "array",
    items: {
      type: "object",
      properties: { a: { type: "integer", minimum: 1, example: 5 }, b: { type: ["integer", "null"] } },
      required: ["a"],
    },
    minItems: 1,
    maxItems: 2,
  }));

Deno.test("a field is required, optional or nullable, in DRF's words", () => {
  const schema = z.object({
    a: required(integer()),
    b: optional(integer(), 1),
    c: nullable(blankText(5), "none"),
  });
  assert.deepEqual(schema.parse({ a: 5 }), { a: 5, b: 1, c: "none" });
  assert.deepEqual(schema.parse({ a: 5, b: 2, c: null }), { a: 5, b: 2, c: "none" });
  const messages = (given: object) =>
    Object.fromEntries(schema.safeParse(given).error?.issues.map(({ path, message }) => [path[0], message]) ?? []);
  assert.deepEqual(messages({}), { a: "This field is required." });
  assert.deepEqual(messages({ a: null, b: null }), {
    a: "This field may not be null.",
    b: "This field may not be null.",
  });
});

Deno.test("YAML keeps the shape of JSON", () => {
  assert.equal(
    yaml({ a: [1, { b: "x: y" }, []], c: {}, d: null }),
    '"a":\n  - 1\n  -\n    "b": "x: y"\n  - []\n"c": {}\n"d": null\n',
  );
});
