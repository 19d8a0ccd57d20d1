import type { CartNotFound, CartRef } from "../cart/cart.ts";
import { err, ok, type Result } from "../result.ts";
import { type Decision, type Moment, type Port, type UseCase, useCase } from "../use_case.ts";
import {
  decidePurchase,
  type Goods,
  type NewOrder,
  type OrderLine,
  type Placed,
  type Purchase,
  type PurchaseError,
  type PurchaseFacts,
  type TakenCart,
} from "./purchase.ts";

export type Checkout = Purchase & { readonly cart: CartRef };

/** One line as it stands; `view` is how the port shows it. */
export type CheckoutLine<View> = OrderLine & { readonly view: View };

export type CheckoutFacts<View> = PurchaseFacts & {
  readonly cart: TakenCart | null;
  readonly lines: readonly CheckoutLine<View>[];
};

export type CartEmpty = { readonly type: "cart_empty" };

export type CheckoutError<View> = PurchaseError<View> | CartNotFound | CartEmpty;

export type CheckoutPort<View> = Port<Checkout, CheckoutFacts<View>, NewOrder, Placed>;

export const decideCheckout = <View>(
  facts: CheckoutFacts<View>,
  command: Checkout,
  at: Moment,
): Decision<NewOrder, Placed, CheckoutError<View>> =>
  decidePurchase(facts, command, at, (): Result<Goods<View>, CartNotFound | CartEmpty> => {
    const { cart, lines } = facts;
    if (cart === null) return err({ type: "cart_not_found" });
    if (lines.length === 0) return err({ type: "cart_empty" });
    return ok({ cart, lines, told: () => lines.map((line) => line.view) });
  });

/** Turns a cart into an order: takes its stock, closes it, and puts a new default one in its place where it was that. */
export const checkout = <View>(
  port: CheckoutPort<View>,
): UseCase<Checkout, Placed, CheckoutError<View>> => useCase(port, decideCheckout<View>);
