import * as z from "zod";
import { money, paymentModes } from "../../../core/values.ts";
import { cartRef } from "../cart_owner.ts";
import { idempotency } from "../idempotency.ts";
import { operation } from "../operation.ts";
import { refusal } from "../problem.ts";
import { xCartId } from "../shop/cart.ts";
import { type Buy, checkoutErrors, checkoutHeaders, expectedTotal, placed } from "../shop/checkout.ts";
import { email } from "../shop/user_fields.ts";
import { required } from "../wire.ts";
import { choice, text } from "../wire_texts.ts";
import { CakeOrder } from "./orders.ts";

export const placeOrderOperation = operation({
  id: "placeCakeOrder",
  method: "post",
  path: "/api/v1/order",
  tag: "Cakes",
  summary: "Order",
  description: "Buys what is in the cart, all or nothing: takes the stock, makes the order, and empties the cart.",
  access: "customer",
  names: [xCartId],
  headers: checkoutHeaders,
  body: z.object({
    delivery_address: required(text(1000), { example: "Kohalpur" }),
    phone: required(text(32), { example: "9800000000" }),
    email: required(email, { example: "nurpratap@example.com" }),
    payment_mode: required(choice(paymentModes), { example: "cod" }),
    expected_total: expectedTotal,
  }).meta({ id: "PlaceCakeOrder" }),
  roundTrips: 2,
  answer: { status: 201, description: "The order.", schema: CakeOrder },
  errors: checkoutErrors,
  handle: async ({ caller, body, base, at, c }, buy: (base: string) => Buy) => {
    const cart = cartRef(c.req.header("x-cart-id"));
    const key = idempotency(c.req.header("idempotency-key"), { ...body, cart });
    if (!key.ok) return key.error;
    const result = await buy(base)({
      caller,
      cart,
      address: body.delivery_address,
      phone: body.phone,
      email: body.email,
      paymentMode: body.payment_mode,
      expectedTotal: body.expected_total === null ? null : money(body.expected_total),
      idempotency: key.value,
    }, at);
    return result.ok ? placed(result.value) : refusal(checkoutErrors, result.error);
  },
});
