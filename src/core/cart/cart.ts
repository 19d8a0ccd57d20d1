import { type Money, money, type Quantity, TOTAL_MAX } from "../values.ts";

/** At most this many lines in a cart. */
export const LINES_MAX = 200;

/** Which cart a command means: the customer's default one, or another of theirs by id. */
export type CartRef = "default" | number;

/** A cart that can still change. `version` counts its changes. */
export type OpenCart = { readonly id: number; readonly version: number };

/** The cart meant is not there, not open any more, or not the caller's. */
export type CartNotFound = { readonly type: "cart_not_found" };

/** More lines than a cart holds. */
export type CartFull = { readonly type: "cart_full"; readonly limit: number };

export type TotalTooLarge = { readonly type: "total_too_large" };

/** A line asks for more than there is. `variant` is null for a product without variants; units of stock. */
export type Shortage = {
  readonly product: number;
  readonly variant: number | null;
  readonly available: number;
  readonly requested: number;
};

/** The first short line, and every short line under `items`. */
export type OutOfStock = Shortage & { readonly type: "out_of_stock"; readonly items: readonly Shortage[] };

export const outOfStock = (first: Shortage, ...rest: readonly Shortage[]): OutOfStock => ({
  type: "out_of_stock",
  ...first,
  items: [first, ...rest],
});

/** What one thing costs so often, or null when that is more than any total may be. */
export function subtotal(price: Money, units: Quantity): Money | null {
  const product = price * units;
  return product <= TOTAL_MAX ? money(product) : null;
}

/** The sum of the amounts, or null when one is missing or the sum is more than any total may be. */
export function total(amounts: readonly (Money | null)[]): Money | null {
  let sum = 0;
  for (const amount of amounts) {
    if (amount === null) return null;
    sum += amount;
    if (sum > TOTAL_MAX) return null;
  }
  return money(sum);
}
