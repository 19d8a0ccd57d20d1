import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import {
  decideOrderItems,
  type FoundItem,
  type OrderItems,
  type OrderItemsFacts,
} from "../../../src/core/orders/order_items.ts";
import type { NewOrder, Offer } from "../../../src/core/orders/purchase.ts";
import { answer, commit, refuse } from "../../../src/core/use_case.ts";
import { money, PRICE_MAX, quantity, QUANTITY_MAX } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const at = { now: "2026-01-02T03:04:05.000Z", id: "5e0c6b61-7a4e-4f5b-8f0e-2d1c7b8f9a01" };
const caller = { user: 7, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: false };

const jacket: Offer = {
  product: 1,
  variant: 11,
  shown: null,
  name: "White Jacket",
  image: null,
  options: null,
  price: money(140000),
  stock: 400,
  archived: false,
};
const cake: Offer = {
  ...jacket,
  product: 2,
  variant: 22,
  shown: 22,
  name: "Cake",
  options: '{"weight":"1kg"}',
  price: money(90050),
  stock: 5,
};

const row = (offer: Offer | null, units: number, given: Partial<FoundItem> = {}): FoundItem => ({
  product: offer?.product ?? 2,
  variant: null,
  quantity: quantity(units),
  isProduct: true,
  offer,
  ...given,
});

const facts = (...items: readonly FoundItem[]): OrderItemsFacts => ({
  standing: { staff: false },
  customer: { name: "Nur Pratap Karki", address: "Kohalpur", phone: "", email: "nur@example.com" },
  earlier: null,
  cart: { id: 3, version: 9 },
  items,
});

const command: OrderItems = {
  caller,
  cart: "default",
  items: [],
  address: null,
  phone: null,
  email: null,
  paymentMode: "cod",
  expectedTotal: null,
  idempotency: null,
};

const item = ({ product, variant, name, image, options, price }: Offer, units: number) => ({
  product,
  variant,
  name,
  image,
  options,
  price,
  quantity: quantity(units),
});

const order = (total: number, items: NewOrder["items"]): NewOrder => ({
  ref: at.id,
  caller,
  customerName: "Nur Pratap Karki",
  cart: null,
  items,
  total: money(total),
  address: "Kohalpur",
  phone: "",
  email: "nur@example.com",
  paymentMode: "cod",
  idempotency: null,
  at: at.now,
});

const tooMany = { type: "quantity_too_large", limit: QUANTITY_MAX } as const;
const short = { product: 2, variant: 22, available: 5, requested: 6 };

decides("order items", (given: OrderItemsFacts, when: OrderItems) => decideOrderItems(given, when, at), [
  {
    it: "adds up the rows of one thing, however it is named, in the order in which they came",
    given: facts(row(cake, 2), row(jacket, 1), row(cake, 3, { variant: 22 })),
    when: command,
    then: commit(order(5 * 90050 + 140000, [item(cake, 5), item(jacket, 1)])),
  },
  {
    it: "names each row that means nothing, and only those",
    given: facts(
      row(jacket, 1),
      row(null, 1, { product: 9, isProduct: false }),
      row(null, 1, { variant: 99 }),
    ),
    when: command,
    then: refuse({
      type: "wrong_items",
      rows: [null, { type: "unknown_product", product: 9 }, { type: "variant_not_found", variant: 99 }],
    }),
  },
  {
    it: "refuses more of one thing than a line holds, at the row that is too much",
    given: facts(row(jacket, QUANTITY_MAX), row(cake, 1), row(jacket, 1)),
    when: command,
    then: refuse({ type: "wrong_items", rows: [null, null, tooMany] }),
  },
  {
    it: "checks the sum of the rows against the stock",
    given: facts(row(cake, 4), row(jacket, 1), row(cake, 2)),
    when: command,
    then: refuse({ type: "out_of_stock", ...short, items: [short] }),
  },
  {
    it: "refuses what is off sale, and never counts it as short",
    given: facts(row(jacket, 1), row({ ...cake, archived: true, stock: 0 }, 1)),
    when: command,
    then: refuse({ type: "product_unavailable", product: 2 }),
  },
  {
    it: "tells what each thing costs now when the total is not the expected one",
    given: facts(row(cake, 1), row(jacket, 2), row(cake, 1)),
    when: { ...command, expectedTotal: money(1) },
    then: refuse({
      type: "price_changed",
      total: money(2 * 90050 + 2 * 140000),
      items: [
        { product: 2, variant: 22, quantity: quantity(2), price: cake.price, subtotal: money(180100) },
        { product: 1, variant: null, quantity: quantity(2), price: jacket.price, subtotal: money(280000) },
      ],
    }),
  },
  {
    it: "refuses a total beyond the largest one before it compares it",
    given: facts(row({ ...jacket, price: money(PRICE_MAX), stock: QUANTITY_MAX }, QUANTITY_MAX)),
    when: { ...command, expectedTotal: money(1) },
    then: refuse({ type: "total_too_large" }),
  },
  {
    it: "refuses when the cart that the request means is not there",
    given: { ...facts(row(null, 1, { isProduct: false })), cart: null },
    when: command,
    then: refuse({ type: "cart_not_found" }),
  },
  {
    it: "answers a repeated request before it looks at anything else",
    given: { ...facts(row(null, 1)), earlier: { fingerprint: "f", answer: "order 5" }, cart: null },
    when: { ...command, idempotency: { key: "k", fingerprint: "f" } },
    then: answer({ answer: "order 5", replayed: true }),
  },
]);

Deno.test("no unit and no hundredth is lost between the rows and the order", () => {
  const offers = [jacket, cake, { ...cake, variant: 23, shown: 23, price: money(1) }]
    .map((offer) => ({ ...offer, stock: QUANTITY_MAX }));
  const rows = fc.array(fc.record({ offer: fc.constantFrom(...offers), units: fc.integer({ min: 1, max: 5000 }) }), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(fc.property(rows, (wanted) => {
    const decision = decideOrderItems(facts(...wanted.map(({ offer, units }) => row(offer, units))), command, at);
    assert.ok(decision.do === "commit");
    const { items, total } = decision.change;
    for (const { variant } of offers) {
      const units = wanted.reduce((sum, each) => sum + (each.offer.variant === variant ? each.units : 0), 0);
      assert.deepEqual(
        items.filter((each) => each.variant === variant).map((each) => each.quantity),
        units ? [units] : [],
      );
    }
    assert.equal(BigInt(total), wanted.reduce((sum, each) => sum + BigInt(each.offer.price) * BigInt(each.units), 0n));
  }));
});
