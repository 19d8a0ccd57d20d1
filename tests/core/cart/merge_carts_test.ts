import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import {
  decideMergeCarts,
  type MergeCarts,
  type MergeFacts,
  type MergeLine,
} from "../../../src/core/cart/merge_carts.ts";
import { commit, refuse } from "../../../src/core/use_case.ts";
import { money, PRICE_MAX, quantity, QUANTITY_MAX } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const now = "2026-01-02T03:04:05.000Z";
const caller = { user: 7, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: false };

const line = (variant: number, units: number, given: Partial<MergeLine> = {}): MergeLine => ({
  product: variant,
  variant,
  shown: null,
  price: money(100),
  stock: 10,
  archived: false,
  quantity: quantity(units),
  ...given,
});

const target = { id: 3, version: 9, lines: [line(1, 2), line(2, 10)] };
const source = {
  id: 5,
  version: 4,
  owner: { type: "guest", tokenDigest: "digest" },
  isDefault: false,
  lines: [line(1, 3), line(4, 1)],
} as const;
const facts: MergeFacts = { standing: { staff: false }, target, source };
const command: MergeCarts = { caller, cart: "default", source: 5, tokenDigest: "digest" };

const merged = (lines: readonly (readonly [variant: number, units: number])[]) =>
  commit({
    caller,
    target: { id: 3, version: 9 },
    source: { id: 5, version: 4, isDefault: false },
    lines: lines.map(([variant, units]) => ({ variant, quantity: quantity(units) })),
    at: now,
  });

const short = { product: 1, variant: null, available: 4, requested: 5 };

decides("merge carts", (given: MergeFacts, when: MergeCarts) => decideMergeCarts(given, when, { now }), [
  { it: "adds up what both hold", given: facts, when: command, then: merged([[1, 5], [4, 1]]) },
  {
    it: "takes another cart of the same customer without a token",
    given: { ...facts, source: { ...source, owner: { type: "customer", user: 7 } } },
    when: { ...command, tokenDigest: null },
    then: merged([[1, 5], [4, 1]]),
  },
  {
    it: "refuses another customer's cart, token or not",
    given: { ...facts, source: { ...source, owner: { type: "customer", user: 8 } } },
    when: command,
    then: refuse({ type: "cart_forbidden" }),
  },
  {
    it: "refuses a guest's cart without its token",
    given: facts,
    when: { ...command, tokenDigest: null },
    then: refuse({ type: "cart_forbidden" }),
  },
  {
    it: "refuses a cart that is gone",
    given: { ...facts, source: null },
    when: command,
    then: refuse({ type: "cart_not_found" }),
  },
  {
    it: "refuses a cart with itself",
    given: { ...facts, source: { ...source, id: 3, owner: { type: "customer", user: 7 } } },
    when: { ...command, source: 3 },
    then: refuse({ type: "same_cart" }),
  },
  {
    it: "refuses a sum over the stock",
    given: { ...facts, target: { ...target, lines: [line(1, 2, { stock: 4 })] } },
    when: command,
    then: refuse({ type: "out_of_stock", ...short, items: [short] }),
  },
  {
    it: "does not look at the stock of what it does not move",
    given: { ...facts, target: { ...target, lines: [line(2, 10, { stock: 0 })] } },
    when: command,
    then: merged([[1, 3], [4, 1]]),
  },
  {
    it: "merges what is off sale as it is",
    given: { ...facts, source: { ...source, lines: [line(4, 3, { archived: true, stock: 0 })] } },
    when: command,
    then: merged([[4, 3]]),
  },
  {
    it: "refuses more lines than a cart holds",
    given: { ...facts, target: { ...target, lines: Array.from({ length: 200 }, (_, i) => line(i + 100, 1)) } },
    when: command,
    then: refuse({ type: "cart_full", limit: 200 }),
  },
  {
    it: "refuses more of one thing than a line holds",
    given: { ...facts, target: { ...target, lines: [line(1, QUANTITY_MAX)] } },
    when: command,
    then: refuse({ type: "cart_full", limit: QUANTITY_MAX }),
  },
  {
    it: "refuses a total beyond the largest one",
    given: {
      ...facts,
      target: { ...target, lines: [line(9, 900_000, { price: money(PRICE_MAX) })] },
      source: { ...source, lines: [line(8, 1, { price: money(PRICE_MAX) })] },
    },
    when: command,
    then: refuse({ type: "total_too_large" }),
  },
]);

const lines = fc.uniqueArray(
  fc.record({ variant: fc.integer({ min: 1, max: 30 }), units: fc.integer({ min: 1, max: 50 }) }),
  { selector: ({ variant }) => variant, maxLength: 30 },
);

const sums = (all: readonly { readonly variant: number; readonly quantity: number }[]): Record<number, number> => {
  const found: Record<number, number> = {};
  for (const each of all) found[each.variant] = (found[each.variant] ?? 0) + each.quantity;
  return found;
};

Deno.test("no unit is lost or doubled in a merge, whatever the carts hold", () => {
  fc.assert(fc.property(lines, lines, (mine, theirs) => {
    const asLines = (given: typeof mine) => given.map(({ variant, units }) => line(variant, units, { stock: 1000 }));
    const [targetLines, sourceLines] = [asLines(mine), asLines(theirs)];
    const decision = decideMergeCarts(
      { ...facts, target: { ...target, lines: targetLines }, source: { ...source, lines: sourceLines } },
      command,
      { now },
    );
    assert.equal(decision.do, "commit");
    if (decision.do !== "commit") return;
    const moved = new Set(decision.change.lines.map(({ variant }) => variant));
    const after = [...targetLines.filter(({ variant }) => !moved.has(variant)), ...decision.change.lines];
    assert.deepEqual(sums(after), sums([...targetLines, ...sourceLines]));
  }));
});
