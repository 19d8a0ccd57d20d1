import {
  type ChangeQuantity,
  type ChangeQuantityFacts,
  decideChangeQuantity,
} from "../../../src/core/cart/change_quantity.ts";
import { decideEmptyCart, type EmptyCart, type EmptyCartFacts } from "../../../src/core/cart/empty_cart.ts";
import { decideRemoveItem, type RemoveItem, type RemoveItemFacts } from "../../../src/core/cart/remove_item.ts";
import { commit, refuse } from "../../../src/core/use_case.ts";
import { money, quantity, TOTAL_MAX } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const now = "2026-01-02T03:04:05.000Z";
const owner = { type: "guest", tokenDigest: "digest" } as const;
const line = { id: 21, variant: 11, shown: 11, quantity: 2, price: money(100), stock: 5, archived: false };
const other = { ...line, id: 22, variant: 12, shown: 12 };

const facts: ChangeQuantityFacts = {
  standing: { staff: false },
  cart: { id: 3, version: 9 },
  lines: [line],
  isVariant: false,
  rest: money(0),
};

const change = (units: number, variant: number | null = null): ChangeQuantity => ({
  owner,
  product: 1,
  variant,
  quantity: quantity(units),
});

const set = (units: number, chosen = line) =>
  commit({ owner, cart: 3, line: chosen.id, variant: chosen.variant, quantity: quantity(units), at: now });

decides(
  "change quantity",
  (given: ChangeQuantityFacts, when: ChangeQuantity) => decideChangeQuantity(given, when, { now }),
  [
    { it: "sets the only line up to the stock", given: facts, when: change(5), then: set(5) },
    {
      it: "refuses more than the stock, whatever the line held",
      given: facts,
      when: change(6),
      then: refuse({
        type: "out_of_stock",
        product: 1,
        variant: 11,
        available: 5,
        requested: 6,
        items: [{ product: 1, variant: 11, available: 5, requested: 6 }],
      }),
    },
    {
      it: "sets the line of the variant that is named",
      given: { ...facts, lines: [line, other], isVariant: true },
      when: change(1, 12),
      then: set(1, other),
    },
    {
      it: "asks which variant when several lie in the cart",
      given: { ...facts, lines: [line, other] },
      when: change(1),
      then: refuse({ type: "variant_ambiguous" }),
    },
    {
      it: "refuses a variant of another product",
      given: facts,
      when: change(1, 99),
      then: refuse({ type: "variant_not_found", variant: 99 }),
    },
    {
      it: "refuses a variant that is not in the cart",
      given: { ...facts, isVariant: true },
      when: change(1, 12),
      then: refuse({ type: "line_not_found" }),
    },
    {
      it: "refuses a product that is not in the cart",
      given: { ...facts, lines: [] },
      when: change(1),
      then: refuse({ type: "line_not_found" }),
    },
    {
      it: "refuses what is off sale, before it looks at the stock",
      given: { ...facts, lines: [{ ...line, archived: true, stock: 0 }] },
      when: change(1),
      then: refuse({ type: "product_unavailable", product: 1 }),
    },
    {
      it: "refuses a total beyond the largest one",
      given: { ...facts, rest: money(TOTAL_MAX - 299) },
      when: change(3),
      then: refuse({ type: "total_too_large" }),
    },
    {
      it: "does not count the line's old quantity to the total",
      given: { ...facts, rest: money(TOTAL_MAX - 300) },
      when: change(3),
      then: set(3),
    },
    {
      it: "refuses a cart that is not there",
      given: { ...facts, cart: null },
      when: change(1),
      then: refuse({ type: "cart_not_found" }),
    },
    {
      it: "refuses when the session was ended",
      given: { ...facts, standing: null },
      when: change(1),
      then: refuse({ type: "session_ended" }),
    },
  ],
);

const { rest: _rest, ...removable } = facts;
const remove: RemoveItem = { owner, product: 1, variant: null };
const removed = commit({ owner, cart: 3, line: 21, variant: 11, at: now });

decides("remove item", (given: RemoveItemFacts, when: RemoveItem) => decideRemoveItem(given, when, { now }), [
  { it: "takes out the only line", given: removable, when: remove, then: removed },
  {
    it: "takes out what is off sale",
    given: { ...removable, lines: [{ ...line, archived: true }] },
    when: remove,
    then: removed,
  },
  {
    it: "refuses what is not there",
    given: { ...removable, lines: [] },
    when: remove,
    then: refuse({ type: "line_not_found" }),
  },
]);

const cart = { isDefault: true };
const empty: EmptyCart = { owner, keep: true };

decides("empty cart", (given: EmptyCartFacts, when: EmptyCart) => decideEmptyCart(given, when, { now }), [
  {
    it: "clears an open cart",
    given: { standing: { staff: false }, cart },
    when: empty,
    then: commit({ ...empty, isDefault: true, at: now }),
  },
  {
    it: "refuses a cart that is not there",
    given: { standing: { staff: false }, cart: null },
    when: empty,
    then: refuse({ type: "cart_not_found" }),
  },
]);
