import * as z from "zod";
import type { Checkout, CheckoutError } from "../../../core/orders/checkout.ts";
import type { Placed } from "../../../core/orders/purchase.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { operation } from "../operation.ts";
import { xCartId } from "./cart.ts";
import { placed, PurchaseBody, purchaseHeaders, purchaseOf } from "./purchase.ts";
import { Id, said } from "./schemas.ts";

const OrderPlaced = z.object({ message: said("Order created successfully"), order_id: Id }).meta({ id: "OrderPlaced" });

export const checkoutErrors = {
  session_ended: 401,
  idempotency_key_reused: 422,
  cart_not_found: 404,
  cart_empty: 400,
  out_of_stock: 400,
  product_unavailable: 400,
  total_too_large: 400,
  price_changed: 409,
  conflict: 409,
} as const satisfies ErrorTable<CheckoutError<string> | Conflict>;

export const checkoutOperation = operation({
  id: "checkout",
  method: "post",
  path: "/api/cart/checkout",
  tag: "Cart",
  summary: "Check out",
  description: "Buys what is in the cart, all or nothing: takes the stock, makes the order, and empties the cart.",
  access: "customer",
  names: [xCartId],
  headers: purchaseHeaders,
  body: PurchaseBody.meta({ id: "Checkout" }),
  roundTrips: 2,
  answer: { status: 201, description: "The order's id.", schema: OrderPlaced },
  errors: checkoutErrors,
  handle: async (input, checkout: UseCase<Checkout, Placed, CheckoutError<string>>) => {
    const purchase = purchaseOf(input, null);
    if (!purchase.ok) return purchase.error;
    const result = await checkout(purchase.value, input.at);
    return result.ok ? placed(result.value) : refusal(checkoutErrors, result.error);
  },
});
