import * as z from "zod";
import type { Checkout, CheckoutError } from "../../../core/orders/checkout.ts";
import type { Placed } from "../../../core/orders/purchase.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { operation } from "../operation.ts";
import { xCartId } from "./cart.ts";
import { placed, PurchaseBody, purchaseHeaders, purchaseOf } from "./purchase.ts";
import { Id, said } from "./schemas.ts";
import { words } from "../words.ts";

const OrderPlaced = z.object({ message: said("Order created successfully"), order_id: Id }).meta(
  words({ id: "OrderPlaced", description: "The new order's id." }),
);

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
  tag: "Checkout and orders",
  summary: words("Check out"),
  description: words(
    "Buys what is in the cart, all or nothing: takes the stock, makes the order, and leaves an empty cart. " +
      "Address, phone and email are the user's own where they are not given. Send as `expected_total` what the " +
      "shopper saw: if the total is another by now nothing is bought, and 409 `price_changed` tells it. Make an " +
      "`Idempotency-Key` for each purchase: sent again after an answer was lost, it buys nothing more.",
  ),
  access: "customer",
  names: [xCartId],
  headers: purchaseHeaders,
  body: PurchaseBody.meta(
    words({ id: "Checkout", description: "Where it goes and how it is paid; all of it may be left out." }),
  ),
  roundTrips: 2,
  answer: { status: 201, description: words("The order's id."), schema: OrderPlaced },
  errors: checkoutErrors,
  handle: async (input, checkout: UseCase<Checkout, Placed, CheckoutError<string>>) => {
    const purchase = purchaseOf(input, null);
    if (!purchase.ok) return purchase.error;
    const result = await checkout(purchase.value, input.at);
    return result.ok ? placed(result.value) : refusal(checkoutErrors, result.error);
  },
});
