import * as z from "zod";
import type { Checkout, CheckoutError } from "../../../core/orders/checkout.ts";
import type { Placed } from "../../../core/orders/purchase.ts";
import type { UseCase } from "../../../core/use_case.ts";
import { paymentModes } from "../../../core/values.ts";
import { operation } from "../operation.ts";
import { refusal } from "../refusal.ts";
import { xCartId } from "../shop/cart.ts";
import { checkoutErrors } from "../shop/checkout.ts";
import { expectedTotal, placed, purchaseHeaders, purchaseOf } from "../shop/purchase.ts";
import { email } from "../shop/user_fields.ts";
import { required } from "../wire.ts";
import { choice, text } from "../wire_texts.ts";
import { CakeOrder } from "./orders.ts";
import { words } from "../words.ts";

/** What buying a cart needs, with the origin of absolute URLs. */
export type PlaceOrderAt = (base: string) => UseCase<Checkout, Placed, CheckoutError<string>>;

export const placeOrderOperation = operation({
  id: "placeCakeOrder",
  method: "post",
  path: "/api/v1/order",
  tag: "Cake orders",
  summary: words("Order what is in my cart"),
  description: words(
    "Buys what is in the cart, all or nothing: takes the stock, makes the order, and leaves an empty cart. With " +
      "`expected_total`, nothing is bought when the total is another by now (409 `price_changed`). Make an " +
      "`Idempotency-Key` for each purchase: sent again after an answer was lost, it buys nothing more.",
  ),
  access: "customer",
  names: [xCartId],
  headers: purchaseHeaders,
  body: z.object({
    delivery_address: required(text(1000), { example: "Kohalpur" }),
    phone: required(text(32), { example: "9800000000" }),
    email: required(email, { example: "nurpratap@example.com" }),
    payment_mode: required(choice(paymentModes), { example: "cod" }),
    expected_total: expectedTotal(),
  }).meta(words({ id: "PlaceCakeOrder", description: "Where it goes and how it is paid." })),
  roundTrips: 2,
  answer: { status: 201, description: words("The order."), schema: CakeOrder },
  errors: checkoutErrors,
  handle: async ({ caller, body: { delivery_address, ...body }, base, at, c }, placeOrder: PlaceOrderAt) => {
    const purchase = purchaseOf({ caller, body: { ...body, shipping_address: delivery_address }, c }, null);
    if (!purchase.ok) return purchase.error;
    const result = await placeOrder(base)(purchase.value, at);
    return result.ok ? placed(result.value) : refusal(checkoutErrors, result.error);
  },
});
