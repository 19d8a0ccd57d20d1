import type { Context } from "hono";
import * as v from "valibot";
import * as z from "zod";
import type { CartRef } from "../../../core/cart/cart.ts";
import type { Caller } from "../../../core/customers/session.ts";
import type { Placed, Purchase } from "../../../core/orders/purchase.ts";
import { ok, type Result } from "../../../core/result.ts";
import { Email, money, type PaymentMode, paymentModes, TOTAL_MAX } from "../../../core/values.ts";
import { cartRef } from "../cart_owner.ts";
import { idempotency } from "../idempotency.ts";
import { type Reply, replyText } from "../reply.ts";
import type { HttpEnv } from "../service.ts";
import { nullable } from "../wire.ts";
import { amount } from "../wire_numbers.ts";
import { blankText, checked, choice, textOrObject } from "../wire_texts.ts";
import { cartHeaders } from "./cart.ts";
import { words } from "../words.ts";

const emailOrBlank = checked(
  blankText(254),
  (given) => given === "" || v.is(Email, given) ? given : null,
  "Enter a valid email address.",
);

/** The total to buy at, with an example where the request's other examples come to one. */
export const expectedTotal = (example: object = {}) =>
  nullable(
    amount(16, TOTAL_MAX),
    null,
    words({ description: "The total that the shopper saw: with another one nothing is bought.", ...example }),
  );

/** What a purchase may be told, whatever is bought. */
export const PurchaseBody = z.object({
  shipping_address: nullable(
    textOrObject(1000, 4096),
    null,
    words({
      description: "A text, or an object that is kept as it is. Falls back to mine.",
      example: "Kohalpur",
    }),
  ),
  phone: nullable(blankText(32), null, words({ description: "Falls back to mine." })),
  email: nullable(emailOrBlank, null, words({ description: "Falls back to mine.", format: "email" })),
  payment_mode: nullable(choice(paymentModes), "cod" as PaymentMode, { default: "cod" }),
  expected_total: expectedTotal({ example: "2800.00" }),
});

export const purchaseHeaders = cartHeaders.extend({
  "Idempotency-Key": z.string().min(1).max(255).optional().meta(words({
    description: "Repeating the request with the same key gives the first answer again.",
  })),
});

type PurchaseInput = {
  readonly caller: Caller;
  readonly body: z.output<typeof PurchaseBody>;
  readonly c: Context<HttpEnv>;
};

/** What a request says of its purchase, by its body and its headers. `items` names the goods where that is not the cart. */
export function purchaseOf(
  { caller, body, c }: PurchaseInput,
  items: object | null,
): Result<Purchase & { readonly cart: CartRef }, Reply> {
  const asked = {
    cart: cartRef(c.req.header("x-cart-id")),
    address: body.shipping_address === "" ? null : body.shipping_address,
    phone: body.phone || null,
    email: body.email || null,
    paymentMode: body.payment_mode,
    expectedTotal: body.expected_total === null ? null : money(body.expected_total),
  };
  const key = idempotency(c.req.header("idempotency-key"), { ...asked, items });
  return key.ok ? ok({ ...asked, caller, idempotency: key.value }) : key;
}

/** The answer that was given when the order was made, now or by an earlier request with the same key. */
export const placed = ({ answer, replayed }: Placed): Reply =>
  replyText(201, answer, replayed ? { "Idempotency-Replayed": "true" } : {});
