import * as v from "valibot";
import * as z from "zod";
import type { Checkout, CheckoutError, Placed } from "../../../core/orders/checkout.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { Email, money, type PaymentMode, paymentModes, TOTAL_MAX } from "../../../core/values.ts";
import { cartRef } from "../cart_owner.ts";
import { idempotency } from "../idempotency.ts";
import { type ErrorTable, refusal } from "../problem.ts";
import { type Reply, replyText } from "../reply.ts";
import { operation } from "../operation.ts";
import { nullable } from "../wire.ts";
import { amount } from "../wire_numbers.ts";
import { blankText, checked, choice, textOrObject } from "../wire_texts.ts";
import { cartHeaders, xCartId } from "./cart.ts";
import { Id, said } from "./schemas.ts";

const emailOrBlank = checked(
  blankText(254),
  (given) => given === "" || v.is(Email, given) ? given : null,
  "Enter a valid email address.",
);

export const expectedTotal = nullable(amount(16, TOTAL_MAX), null, {
  description: "The total that the shopper saw: with another one nothing is bought.",
});

const CheckoutBody = z.object({
  shipping_address: nullable(textOrObject(1000, 4096), null, {
    description: "A text, or an object that is kept as it is. Falls back to mine.",
    example: "Kohalpur",
  }),
  phone: nullable(blankText(32), null, { description: "Falls back to mine." }),
  email: nullable(emailOrBlank, null, { description: "Falls back to mine.", format: "email" }),
  payment_mode: nullable(choice(paymentModes), "cod" as PaymentMode, { default: "cod" }),
  expected_total: expectedTotal,
}).meta({ id: "Checkout" });

const OrderPlaced = z.object({ message: said("Order created successfully"), order_id: Id }).meta({ id: "OrderPlaced" });

export const checkoutErrors: ErrorTable<CheckoutError<string> | Conflict> = {
  session_ended: 401,
  idempotency_key_reused: 422,
  cart_not_found: 404,
  cart_empty: 400,
  out_of_stock: 400,
  product_unavailable: 400,
  total_too_large: 400,
  price_changed: 409,
  conflict: 409,
};

/** What a repeated request is answered with the first time and every time after. */
export const placed = ({ answer, replayed }: Placed<string>): Reply =>
  replyText(201, answer, replayed ? { "Idempotency-Replayed": "true" } : {});

export const checkoutHeaders = cartHeaders.extend({
  "Idempotency-Key": z.string().min(1).max(255).optional().meta({
    description: "Repeating the request with the same key gives the first answer again.",
  }),
});

/** Turns the cart into an order, and tells of it as JSON. */
export type Buy = UseCase<Checkout, Placed<string>, CheckoutError<string>>;

export const checkoutOperation = operation({
  id: "checkout",
  method: "post",
  path: "/api/cart/checkout",
  tag: "Cart",
  summary: "Check out",
  description: "Buys what is in the cart, all or nothing: takes the stock, makes the order, and empties the cart.",
  access: "customer",
  names: [xCartId],
  headers: checkoutHeaders,
  body: CheckoutBody,
  roundTrips: 2,
  answer: { status: 201, description: "The order's id.", schema: OrderPlaced },
  errors: checkoutErrors,
  handle: async ({ caller, body, at, c }, checkout: Buy) => {
    const cart = cartRef(c.req.header("x-cart-id"));
    const key = idempotency(c.req.header("idempotency-key"), { ...body, cart });
    if (!key.ok) return key.error;
    const result = await checkout({
      caller,
      cart,
      address: body.shipping_address === "" ? null : body.shipping_address,
      phone: body.phone || null,
      email: body.email || null,
      paymentMode: body.payment_mode,
      expectedTotal: body.expected_total === null ? null : money(body.expected_total),
      idempotency: key.value,
    }, at);
    return result.ok ? placed(result.value) : refusal(checkoutErrors, result.error);
  },
});
