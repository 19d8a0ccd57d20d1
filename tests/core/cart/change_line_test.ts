import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import {
  type ChangeLine,
  type ChangeLineFacts,
  decideChangeLine,
  type LabelledLine,
  type LabelledVariant,
} from "../../../src/core/cart/change_line.ts";
import { decideRemoveLine, type RemoveLine, type RemoveLineFacts } from "../../../src/core/cart/remove_line.ts";
import { answer, commit, refuse } from "../../../src/core/use_case.ts";
import { money, PRICE_MAX, quantity, QUANTITY_MAX, TOTAL_MAX } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const now = "2026-01-02T03:04:05.000Z";
const caller = { user: 7, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: false };
const owner = { type: "customer", caller, cart: "default" } as const;

const variant = (id: number, label: string, stock = 10): LabelledVariant => ({ id, label, price: money(100), stock });
const small = variant(11, "500g");
const large = variant(12, "1 kg", 5);

const line = (id: number, of: LabelledVariant, units: number): LabelledLine => ({
  id,
  variant: of.id,
  shown: of.id,
  label: of.label,
  quantity: units,
  price: of.price,
  stock: of.stock,
  archived: false,
});

const facts: ChangeLineFacts<string> = {
  standing: { staff: false },
  cart: { id: 3, version: 9 },
  found: { product: 1, view: "the line" },
  lines: [line(21, small, 2)],
  variants: [small, large],
  rest: money(0),
};
const both = { ...facts, lines: [line(20, large, 3), line(21, small, 2)] };
const plain: ChangeLineFacts<string> = {
  ...facts,
  lines: [{ ...line(21, small, 2), shown: null, label: null }],
  variants: [],
};
const archived: ChangeLineFacts<string> = { ...facts, lines: [{ ...line(21, small, 2), archived: true }] };

const change = (label: string | null, units: number | null): ChangeLine => ({
  owner,
  line: 21,
  label,
  quantity: units === null ? null : quantity(units),
});

const set = (units: number) =>
  commit({
    type: "quantity",
    change: { owner, cart: 3, line: 21, variant: 11, quantity: quantity(units), at: now },
  });

const moved = (to: number, units: number, joined: number | null = null) =>
  commit({
    type: "variant",
    change: {
      owner,
      cart: { id: 3, version: 9 },
      line: 21,
      from: 11,
      variant: to,
      joined,
      quantity: quantity(units),
      at: now,
    },
  });

const short = (of: number | null, available: number, requested: number) => {
  const shortage = { product: 1, variant: of, available, requested };
  return refuse({ type: "out_of_stock" as const, ...shortage, items: [shortage] });
};

decides("change line", (given: ChangeLineFacts<string>, when: ChangeLine) => decideChangeLine(given, when, { now }), [
  { it: "changes nothing when nothing is given", given: facts, when: change(null, null), then: answer("the line") },
  { it: "changes nothing when it holds that", given: facts, when: change("500 G", null), then: answer("the line") },
  { it: "changes nothing of what is off sale", given: archived, when: change("500g", null), then: answer("the line") },
  { it: "sets the quantity up to the stock", given: facts, when: change(null, 10), then: set(10) },
  { it: "sets the quantity of a plain product", given: plain, when: change(null, 3), then: set(3) },
  { it: "refuses more than the stock", given: facts, when: change("500g", 11), then: short(11, 10, 11) },
  {
    it: "refuses more of a plain product than the stock",
    given: plain,
    when: change(null, 11),
    then: short(null, 10, 11),
  },
  { it: "moves what it holds to another variant", given: facts, when: change("1KG", null), then: moved(12, 2) },
  { it: "moves with another quantity", given: facts, when: change(" 1kg ", 5), then: moved(12, 5) },
  { it: "refuses more than the other variant's stock", given: facts, when: change("1kg", 6), then: short(12, 5, 6) },
  { it: "joins the other variant's line", given: both, when: change("1kg", null), then: moved(12, 5, 20) },
  { it: "sets the quantity before it joins", given: both, when: change("1kg", 1), then: moved(12, 4, 20) },
  { it: "checks the stock for both together", given: both, when: change("1kg", 3), then: short(12, 5, 6) },
  {
    it: "joins with no more of one thing than a line holds",
    given: { ...both, lines: [line(20, { ...large, stock: 9e9 }, QUANTITY_MAX), line(21, small, 1)] },
    when: change("1kg", null),
    then: refuse({ type: "quantity_too_large", limit: QUANTITY_MAX }),
  },
  {
    it: "refuses a label that no variant has",
    given: facts,
    when: change("3kg", 1),
    then: refuse({ type: "variant_not_found", variant: "3kg" }),
  },
  {
    it: "refuses any label of a plain product, one that has variants now too",
    given: { ...plain, variants: [small, large] },
    when: change("1kg", null),
    then: refuse({ type: "variant_not_found", variant: "1kg" }),
  },
  {
    it: "refuses another quantity of what is off sale",
    given: archived,
    when: change(null, 1),
    then: refuse({ type: "product_unavailable", product: 1 }),
  },
  { it: "moves what is off sale to what is not", given: archived, when: change("1kg", null), then: moved(12, 2) },
  {
    it: "counts to the total what the line is to hold, and not what it held or joins",
    given: { ...both, rest: money(TOTAL_MAX - 500) },
    when: change("1kg", null),
    then: moved(12, 5, 20),
  },
  {
    it: "refuses a total beyond the largest one",
    given: { ...both, rest: money(TOTAL_MAX - 499) },
    when: change("1kg", null),
    then: refuse({ type: "total_too_large" }),
  },
  {
    it: "refuses a subtotal beyond the largest total",
    given: { ...facts, variants: [small, { ...large, price: money(PRICE_MAX), stock: QUANTITY_MAX }] },
    when: change("1kg", QUANTITY_MAX),
    then: refuse({ type: "total_too_large" }),
  },
  {
    it: "refuses a line that is not in the cart",
    given: { ...facts, found: null, lines: [] },
    when: change(null, 1),
    then: refuse({ type: "line_not_found" }),
  },
  {
    it: "refuses a cart that is not there",
    given: { ...facts, cart: null, found: null, lines: [] },
    when: change(null, 1),
    then: refuse({ type: "cart_not_found" }),
  },
  {
    it: "refuses when the session was ended",
    given: { ...facts, standing: null },
    when: change(null, 1),
    then: refuse({ type: "session_ended" }),
  },
]);

Deno.test("no unit is lost or doubled when a line changes, whatever else the cart holds", () => {
  const labels = ["500g", "1kg", "2kg", "3kg"];
  const units = fc.integer({ min: 1, max: 50 });
  fc.assert(fc.property(
    fc.dictionary(fc.constantFrom(...labels), units, { minKeys: 1 }),
    fc.nat(),
    fc.constantFrom(null, ...labels),
    fc.option(units),
    (held, pick, label, to) => {
      const variants = labels.map((each, i) => variant(i + 1, each, 1000));
      const lines = variants.flatMap((each) => {
        const has = held[each.label];
        return has === undefined ? [] : [line(each.id + 100, each, has)];
      });
      const chosen = lines[pick % lines.length]!;
      const decision = decideChangeLine({ ...facts, lines, variants }, { ...change(label, to), line: chosen.id }, {
        now,
      });
      assert.notEqual(decision.do, "refuse");
      const after = new Map(lines.map((each) => [each.id, { variant: each.variant, units: each.quantity }]));
      if (decision.do === "commit") {
        const { type, change: changed } = decision.change;
        if (type === "variant" && changed.joined !== null) after.delete(changed.joined);
        after.set(changed.line, { variant: changed.variant, units: changed.quantity });
      }
      const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);
      const left = [...after.values()];
      assert.equal(
        sum(left.map((each) => each.units)),
        sum(Object.values(held)) + ((to ?? chosen.quantity) - chosen.quantity),
      );
      assert.equal(new Set(left.map((each) => each.variant)).size, left.length, "a variant has one line");
      assert.equal(
        after.get(chosen.id)?.variant,
        label === null ? chosen.variant : variants.find((each) => each.label === label)?.id,
      );
      const untouched = lines.filter((each) => each !== chosen && each.label !== label);
      for (const { id, quantity: had } of untouched) assert.equal(after.get(id)?.units, had);
    },
  ));
});

const held: RemoveLineFacts = {
  standing: { staff: false },
  cart: { id: 3, version: 9 },
  line: { id: 21, variant: 11 },
};
const remove: RemoveLine = { owner, line: 21 };

decides("remove line", (given: RemoveLineFacts, when: RemoveLine) => decideRemoveLine(given, when, { now }), [
  {
    it: "takes it out",
    given: held,
    when: remove,
    then: commit({ owner, cart: 3, line: 21, variant: 11, at: now }),
  },
  {
    it: "refuses a line that is not in the cart",
    given: { ...held, line: null },
    when: remove,
    then: refuse({ type: "line_not_found" }),
  },
  {
    it: "refuses a cart that is not there",
    given: { ...held, cart: null, line: null },
    when: remove,
    then: refuse({ type: "cart_not_found" }),
  },
  {
    it: "refuses when the session was ended",
    given: { ...held, standing: null },
    when: remove,
    then: refuse({ type: "session_ended" }),
  },
]);
