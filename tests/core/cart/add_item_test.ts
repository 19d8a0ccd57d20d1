import { type AddItem, type AddItemFacts, decideAddItem } from "../../../src/core/cart/add_item.ts";
import { commit, refuse } from "../../../src/core/use_case.ts";
import { money, PRICE_MAX, quantity, QUANTITY_MAX, TOTAL_MAX } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const now = "2026-01-02T03:04:05.000Z";
const owner = {
  type: "customer",
  cart: "default",
  caller: { user: 7, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: false },
} as const;

const facts: AddItemFacts = {
  standing: { staff: false },
  cart: { id: 3, version: 9, lines: 1, total: money(500) },
  product: { id: 1 },
  variant: { id: 11, shown: null, price: money(140000), stock: 5, inCart: 2 },
};
const variant = facts.variant!;
const cart = facts.cart!;

const command = (units: number): AddItem => ({
  owner,
  product: 1,
  variant: null,
  quantity: quantity(units),
});

const added = (units: number) =>
  commit({
    owner,
    cart: 3,
    variant: 11,
    quantity: quantity(units),
    price: variant.price,
    at: now,
  });

const short = (requested: number) => {
  const shortage = { product: 1, variant: null, available: 5, requested };
  return refuse({ type: "out_of_stock" as const, ...shortage, items: [shortage] });
};

decides("add item", (given: AddItemFacts, when: AddItem) => decideAddItem(given, when, { now }), [
  { it: "adds what the stock allows", given: facts, when: command(3), then: added(3) },
  { it: "counts what lies in the cart already", given: facts, when: command(4), then: short(6) },
  {
    it: "refuses when the session was ended",
    given: { ...facts, standing: null },
    when: command(1),
    then: refuse({ type: "session_ended" }),
  },
  {
    it: "refuses a cart that is not there before it looks at the product",
    given: { ...facts, cart: null, product: null },
    when: command(1),
    then: refuse({ type: "cart_not_found" }),
  },
  {
    it: "refuses a product that is not there",
    given: { ...facts, product: null, variant: null },
    when: command(1),
    then: refuse({ type: "product_not_found", product: 1 }),
  },
  {
    it: "refuses a variant that is not the product's",
    given: { ...facts, variant: null },
    when: { ...command(1), variant: 99 },
    then: refuse({ type: "variant_not_found", variant: 99 }),
  },
  {
    it: "refuses more of one thing than a line holds",
    given: { ...facts, variant: { ...variant, inCart: QUANTITY_MAX } },
    when: command(1),
    then: refuse({ type: "quantity_too_large", limit: QUANTITY_MAX }),
  },
  {
    it: "refuses a label that no variant of the product has",
    given: { ...facts, variant: null },
    when: { ...command(1), variant: "3kg" },
    then: refuse({ type: "variant_not_found", variant: "3kg" }),
  },
  {
    it: "refuses a new line in a full cart",
    given: { ...facts, cart: { ...cart, lines: 200 }, variant: { ...variant, inCart: 0 } },
    when: command(1),
    then: refuse({ type: "cart_full", limit: 200 }),
  },
  {
    it: "adds to a line of a full cart",
    given: { ...facts, cart: { ...cart, lines: 200 } },
    when: command(1),
    then: added(1),
  },
  {
    it: "refuses a total beyond the largest one",
    given: { ...facts, cart: { ...cart, total: money(TOTAL_MAX - 140000 + 1) } },
    when: command(1),
    then: refuse({ type: "total_too_large" }),
  },
  {
    it: "adds up to the very largest total",
    given: { ...facts, cart: { ...cart, total: money(TOTAL_MAX - 140000) } },
    when: command(1),
    then: added(1),
  },
  {
    it: "refuses when the total is beyond all bounds already",
    given: { ...facts, cart: { ...cart, total: null } },
    when: command(1),
    then: refuse({ type: "total_too_large" }),
  },
  {
    it: "refuses a subtotal beyond the largest total",
    given: { ...facts, variant: { ...variant, price: money(PRICE_MAX), stock: QUANTITY_MAX, inCart: 0 } },
    when: command(QUANTITY_MAX),
    then: refuse({ type: "total_too_large" }),
  },
]);
