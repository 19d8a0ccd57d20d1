import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { subtotal, total } from "../../../src/core/cart/cart.ts";
import { money, PRICE_MAX, QUANTITY_MAX, TOTAL_MAX } from "../../../src/core/values.ts";

const line = fc.record({
  price: fc.oneof(fc.integer({ min: 0, max: PRICE_MAX }), fc.constantFrom(0, 1, PRICE_MAX)).map(money),
  units: fc.oneof(fc.integer({ min: 1, max: QUANTITY_MAX }), fc.constantFrom(1, QUANTITY_MAX)),
});

/** What a sum should be: exact, or null beyond the largest total. */
const exact = (sum: bigint): number | null => sum <= BigInt(TOTAL_MAX) ? Number(sum) : null;

Deno.test("a cart's arithmetic is exact to the hundredth, or refuses", () => {
  fc.assert(fc.property(fc.array(line, { maxLength: 200 }), (lines) => {
    const subtotals = lines.map(({ price, units }) => subtotal(price, units));
    const products = lines.map(({ price, units }) => BigInt(price) * BigInt(units));
    assert.deepEqual(subtotals, products.map(exact));
    assert.equal(total(subtotals), exact(products.reduce((sum, each) => sum + each, 0n)));
  }));
});

Deno.test("a total does not depend on the order of its parts, nor on how they are grouped", () => {
  const amounts = fc.array(fc.integer({ min: 0, max: TOTAL_MAX }).map(money), { maxLength: 20 });
  fc.assert(fc.property(amounts, amounts, (one, other) => {
    const whole = total([...one, ...other]);
    assert.equal(total([...other, ...one]), whole);
    assert.equal(total([total(one), total(other)]), whole);
  }));
});
