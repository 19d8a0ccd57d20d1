import {
  type Checkout,
  type CheckoutFacts,
  type CheckoutLine,
  decideCheckout,
} from "../../../src/core/orders/checkout.ts";
import type { NewOrder } from "../../../src/core/orders/purchase.ts";
import { answer, commit, refuse } from "../../../src/core/use_case.ts";
import { money, quantity, TOTAL_MAX } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const at = { now: "2026-01-02T03:04:05.000Z", id: "5e0c6b61-7a4e-4f5b-8f0e-2d1c7b8f9a01" };
const caller = { user: 7, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: false };

const jacket: CheckoutLine<string> = {
  product: 1,
  variant: 11,
  shown: null,
  name: "White Jacket",
  image: null,
  options: null,
  price: money(140000),
  stock: 400,
  archived: false,
  quantity: quantity(12),
  view: "the jacket",
};
const cake: CheckoutLine<string> = {
  ...jacket,
  product: 2,
  variant: 22,
  shown: 22,
  name: "Cake",
  options: '{"weight":"1kg"}',
  price: money(90050),
  stock: 1,
  quantity: quantity(1),
  view: "the cake",
};

const facts: CheckoutFacts<string> = {
  standing: { staff: false },
  customer: { name: "Nur Pratap Karki", address: "Kohalpur", phone: "", email: "nur@example.com" },
  earlier: null,
  cart: { id: 3, version: 9, isDefault: true },
  lines: [jacket, cake],
};

const command: Checkout = {
  caller,
  cart: "default",
  address: null,
  phone: null,
  email: null,
  paymentMode: "cod",
  expectedTotal: null,
  idempotency: null,
};

const item = ({ product, variant, name, image, options, price, quantity }: CheckoutLine<string>) => ({
  product,
  variant,
  name,
  image,
  options,
  price,
  quantity,
});

const order: NewOrder = {
  ref: at.id,
  caller,
  customerName: "Nur Pratap Karki",
  cart: { id: 3, version: 9, isDefault: true },
  items: [item(jacket), item(cake)],
  total: money(12 * 140000 + 90050),
  address: "Kohalpur",
  phone: "",
  email: "nur@example.com",
  paymentMode: "cod",
  idempotency: null,
  at: at.now,
};

const key = { key: "k", fingerprint: "f" };
const short = { product: 2, variant: 22, available: 1, requested: 2 };
const shortJacket = { product: 1, variant: null, available: 3, requested: 12 };

decides("checkout", (given: CheckoutFacts<string>, when: Checkout) => decideCheckout(given, when, at), [
  { it: "orders every line at its price", given: facts, when: command, then: commit(order) },
  {
    it: "takes address, phone, email and payment from the request where given",
    given: facts,
    when: { ...command, address: { city: "Pokhara" }, phone: "98", email: "a@b.np", paymentMode: "online" },
    then: commit({ ...order, address: { city: "Pokhara" }, phone: "98", email: "a@b.np", paymentMode: "online" }),
  },
  {
    it: "keeps the idempotency key with the order",
    given: facts,
    when: { ...command, idempotency: key },
    then: commit({ ...order, idempotency: key }),
  },
  {
    it: "refuses when the session was ended",
    given: { ...facts, standing: null },
    when: command,
    then: refuse({ type: "session_ended" }),
  },
  {
    it: "answers a repeated request with the first order, whatever the cart is now",
    given: { ...facts, earlier: { fingerprint: "f", answer: "order 5" }, cart: null, lines: [] },
    when: { ...command, idempotency: key },
    then: answer({ answer: "order 5", replayed: true }),
  },
  {
    it: "refuses a key that was used for another request",
    given: { ...facts, earlier: { fingerprint: "other", answer: "order 5" } },
    when: { ...command, idempotency: key },
    then: refuse({ type: "idempotency_key_reused" }),
  },
  {
    it: "refuses a cart that is not there",
    given: { ...facts, cart: null, lines: [] },
    when: command,
    then: refuse({ type: "cart_not_found" }),
  },
  {
    it: "refuses an empty cart",
    given: { ...facts, lines: [] },
    when: command,
    then: refuse({ type: "cart_empty" }),
  },
  {
    it: "refuses a line that sold out meanwhile",
    given: { ...facts, lines: [jacket, { ...cake, quantity: quantity(2) }] },
    when: command,
    then: refuse({ type: "out_of_stock", ...short, items: [short] }),
  },
  {
    it: "names every short line, the first one first",
    given: { ...facts, lines: [{ ...jacket, stock: 3 }, { ...cake, quantity: quantity(2) }] },
    when: command,
    then: refuse({ type: "out_of_stock", ...shortJacket, items: [shortJacket, short] }),
  },
  {
    it: "refuses what is off sale, and never counts it as short",
    given: { ...facts, lines: [jacket, { ...cake, archived: true, stock: 0 }] },
    when: command,
    then: refuse({ type: "product_unavailable", product: 2 }),
  },
  {
    it: "names a short line before one that is off sale",
    given: { ...facts, lines: [{ ...cake, archived: true }, { ...jacket, stock: 3 }] },
    when: command,
    then: refuse({ type: "out_of_stock", ...shortJacket, items: [shortJacket] }),
  },
  {
    it: "buys at the expected total",
    given: facts,
    when: { ...command, expectedTotal: order.total },
    then: commit(order),
  },
  {
    it: "refuses another total than the expected one, and shows the lines as they are now",
    given: facts,
    when: { ...command, expectedTotal: money(1) },
    then: refuse({ type: "price_changed", total: order.total, items: ["the jacket", "the cake"] }),
  },
  {
    it: "refuses a total beyond the largest one",
    given: {
      ...facts,
      lines: [{ ...jacket, price: money(TOTAL_MAX / 1000), quantity: quantity(1001), stock: 2000 }],
    },
    when: command,
    then: refuse({ type: "total_too_large" }),
  },
]);
