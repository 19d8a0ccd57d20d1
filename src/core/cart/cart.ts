import type { Caller } from "../customers/session.ts";
import { type Money, money, TOTAL_MAX } from "../values.ts";

/** At most this many lines in a cart. */
export const LINES_MAX = 200;

/** Which cart a command means: the customer's default one, or another of theirs by id. */
export type CartRef = "default" | number;

/** Whose cart a command means: a customer's, or the guest's whose token has that digest. */
export type CartOwner =
  | { readonly type: "customer"; readonly caller: Caller; readonly cart: CartRef }
  | { readonly type: "guest"; readonly tokenDigest: string };

/** 90 days: how long a guest's cart is kept after its last change, in seconds. */
export const GUEST_CART_SECONDS = 90 * 24 * 3600;

/** A cart that can still change. `version` counts its changes. */
export type OpenCart = { readonly id: number; readonly version: number };

/** The cart meant is not there, not open any more, or not the caller's. */
export type CartNotFound = { readonly type: "cart_not_found" };

/** More lines than a cart holds. */
export type CartFull = { readonly type: "cart_full"; readonly limit: number };

/** What is meant is not in the cart. */
export type LineNotFound = { readonly type: "line_not_found" };

/** The product is in the cart in several variants: which one is meant is not said. */
export type VariantAmbiguous = { readonly type: "variant_ambiguous" };

/** A variant of a product: by its id, by its label (its option values joined by ` / `), or null where none is named. */
export type VariantChoice = number | string | null;

/** The product has no such variant. */
export type VariantNotFound = { readonly type: "variant_not_found"; readonly variant: VariantChoice };

/** What lies in the cart cannot be bought any more. */
export type ProductUnavailable = { readonly type: "product_unavailable"; readonly product: number };

/** More of one thing than a line holds. */
export type QuantityTooLarge = { readonly type: "quantity_too_large"; readonly limit: number };

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
export function subtotal(price: Money, units: number): Money | null {
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
