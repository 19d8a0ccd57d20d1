import * as z from "zod";
import type { MergeCarts, MergeError } from "../../../core/cart/merge_carts.ts";
import type { OpenCartError, OpenOneMore } from "../../../core/cart/open_cart.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { cartRef, newCartToken, tokenDigest } from "../cart_owner.ts";
import { asked, listAnswer, type Listed, listParameters, listReply, type PageRequest } from "../lists.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { reply, replyText } from "../reply.ts";
import { operation } from "../operation.ts";
import { openings } from "../throttles.ts";
import { nullable, required } from "../wire.ts";
import { idKind } from "../wire_numbers.ts";
import { blankText } from "../wire_texts.ts";
import { Cart, cartHeaders, xCartId } from "./cart.ts";
import { Message } from "./schemas.ts";
import { words } from "../words.ts";

/** Reads one page of a customer's open carts; `count` is how many there are, when a numbered page was asked for. */
export type ListCarts = (
  caller: Caller,
  start: PageRequest,
  limit: number,
  now: string,
) => Promise<Listed & { readonly standing: Standing }>;

const ended = { session_ended: 401 } as const;

/** How the list is ordered, in its cursors. */
const ORDERING = "default";

export const listCartsOperation = operation({
  id: "listCarts",
  method: "get",
  path: "/api/cart",
  tag: "Cart",
  summary: words("List my carts"),
  description: words(
    "All my open carts, the default one first. The others are reached by `X-Cart-Id`. For a guest there is " +
      "nothing to list: 401.",
  ),
  access: "customer",
  names: [],
  query: z.object(listParameters),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of carts."), schema: listAnswer(Cart) },
  errors: { ...ended, not_found: 404 },
  handle: async ({ caller, query, at, url }, listCarts: ListCarts) => {
    const request = asked(query, ORDERING);
    if (!request.ok) return request.error;
    const found = await listCarts(caller, request.value.start, request.value.limit, at.now);
    if (found.standing === null) return refusal(ended, { type: "session_ended" });
    return listReply(request.value, found, url, ORDERING);
  },
});

const openErrors: ErrorTable<OpenCartError | Conflict> = { session_ended: 401, throttled: 429, conflict: 409 };

const guestCart = words({
  id: 10,
  user: null,
  items: [],
  total: "0.00",
  currency: "NPR",
  created_at: "2025-04-17T13:24:08.869Z",
  updated_at: "2025-04-17T13:24:08.869Z",
  token: "uwX4sJ2kq0cY7mJxF2mJ0Qv9c1Wz3bN5e8r6tYhUiOp",
});

export const openCartOperation = operation({
  id: "openCart",
  method: "post",
  path: "/api/cart",
  tag: "Cart",
  summary: words("Start a cart"),
  description: words(
    "Anonymous: a guest's cart. Its `token` is shown this once; sent as `X-Cart-Token`, it alone opens the cart, " +
      "which is kept for 90 days after its last change. A guest buys by signing in and merging the cart. Signed in: " +
      "one more cart of mine, for another device or occasion, reached by `X-Cart-Id`.",
  ),
  access: "anyone",
  names: [],
  roundTrips: 2,
  answer: {
    status: 201,
    description: words("The cart, and for a guest its token."),
    schema: Cart.extend({
      token: z.string().optional().meta(words({
        description: "A guest's: send it as `X-Cart-Token`. It is shown this once.",
      })),
    }).meta(words({ id: "NewCart", description: "A cart that was just started." })),
    example: guestCart,
  },
  errors: openErrors,
  handle: async ({ caller, at, c, service }, openCart: UseCase<OpenOneMore, string, OpenCartError>) => {
    if (caller !== null) {
      const result = await openCart({ owner: { type: "customer", caller } }, at);
      return result.ok ? replyText(201, result.value) : refusal(openErrors, result.error);
    }
    const token = newCartToken();
    const digest = tokenDigest(token) ?? "";
    const counters = openings(c, service, "guest cart");
    const result = await openCart({ owner: { type: "guest", tokenDigest: digest, counters } }, at);
    if (!result.ok) return refusal(openErrors, result.error);
    return reply(201, { ...JSON.parse(result.value), token });
  },
});

const mergeErrors: ErrorTable<MergeError | Conflict> = {
  session_ended: 401,
  cart_not_found: 404,
  cart_forbidden: 403,
  same_cart: 400,
  cart_full: 400,
  out_of_stock: 400,
  total_too_large: 400,
  conflict: 409,
};

export const mergeCartsOperation = operation({
  id: "mergeCarts",
  method: "post",
  path: "/api/cart/merge",
  tag: "Cart",
  summary: words("Merge a cart into mine"),
  description: words(
    "Moves every line of another cart into mine: quantities add up and the other cart is gone, both or neither. " +
      "It may be another of mine, or a guest's with its token, as `cart_token` or as `X-Cart-Token`; anyone else's " +
      "is 403. What to do right after a guest has signed in.",
  ),
  access: "customer",
  names: [xCartId, { thing: "cart", by: { field: "cart_id" }, others: 403, staff: 403, missing: 404 }],
  headers: cartHeaders,
  body: z.object({
    cart_id: required(idKind, { example: 10 }),
    cart_token: nullable(blankText(1000), "", words({ description: "The guest cart's token; or in `X-Cart-Token`." })),
  }).meta(words({ id: "MergeCarts", description: "The cart to take over." })),
  roundTrips: 2,
  answer: {
    status: 200,
    description: words("They are one."),
    schema: Message,
    example: words({ message: "Carts merged successfully" }),
  },
  errors: mergeErrors,
  handle: async ({ caller, body, at, c }, mergeCarts: UseCase<MergeCarts, null, MergeError>) => {
    const result = await mergeCarts({
      caller,
      cart: cartRef(c.req.header("x-cart-id")),
      source: body.cart_id,
      tokenDigest: tokenDigest(body.cart_token || c.req.header("x-cart-token")),
    }, at);
    return result.ok ? reply(200, { message: "Carts merged successfully" }) : refusal(mergeErrors, result.error);
  },
});
