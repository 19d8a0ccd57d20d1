import * as z from "zod";
import type { CartOwner } from "../../../core/cart/cart.ts";
import type { EmptyCart, EmptyCartError } from "../../../core/cart/empty_cart.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { cartOwner } from "../cart_owner.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { type Reply, reply, replyText } from "../reply.ts";
import { type Input, type Named, operation } from "../operation.ts";
import { Currency, Id, IdOrNull, Message, MoneyText, said, Time, Units, VariantRef } from "./schemas.ts";
import { optional } from "../wire.ts";
import { idKind } from "../wire_numbers.ts";
import { words } from "../words.ts";

export const Line = z.object({
  id: Id,
  product: Id,
  product_name: said("White Jacket"),
  product_price: MoneyText,
  quantity: Units,
  subtotal: MoneyText.meta(words({ example: "2800.00" })),
  created_at: Time,
  updated_at: Time,
  ...VariantRef,
}).meta(
  words({ id: "CartLine", description: "So many units of one product, or of one of its variants, at today's price." }),
);

export const Cart = z.object({
  id: Id,
  user: IdOrNull.meta(words({ description: "Null for a guest's cart." })),
  items: z.array(Line),
  total: MoneyText.meta(words({ example: "2800.00" })),
  currency: Currency,
  created_at: Time,
  updated_at: Time,
}).meta(words({ id: "Cart", description: "What somebody collects, at today's prices." }));

export const cartHeaders = z.object({
  "X-Cart-Id": optional(
    idKind,
    undefined,
    words({ description: "Another open cart of mine, instead of the default one." }),
  ),
});

/** An open cart of the caller's own. */
export const xCartId: Named = { thing: "cart", by: "X-Cart-Id", others: 404, staff: 404, missing: 404 };

type Shopping = { readonly caller: Caller | null; readonly c: Input<"shopper", undefined, undefined>["c"] };

/** Whose cart is meant: the route let in nobody who has none. */
export function ownerOf({ caller, c }: Shopping): CartOwner {
  const owner = cartOwner(caller, (name) => c.req.header(name));
  if (owner === null) throw new Error("a shopper without a session has a cart token");
  return owner;
}

/** The cart as the wire's JSON text, or null when it is not there. */
export type ShowCart = (
  owner: CartOwner,
  now: string,
) => Promise<{ readonly standing: Standing; readonly cart: string | null }>;

const readErrors = { session_ended: 401, cart_not_found: 404 } as const;

export const showCartOperation = operation({
  id: "getCart",
  method: "get",
  path: "/api/cart/items",
  tag: "Cart",
  summary: words("My cart"),
  description: words(
    "The cart with its lines and their total, at today's prices: what counts is checkout. What went off sale " +
      "stays in it at its last price until it is removed. Reading makes and changes nothing: every customer has a " +
      "default cart from the start.",
  ),
  access: "shopper",
  names: [xCartId],
  headers: cartHeaders,
  roundTrips: 1,
  answer: { status: 200, description: words("The cart."), schema: Cart },
  errors: readErrors,
  handle: async (input, showCart: ShowCart) => {
    const { standing, cart } = await showCart(ownerOf(input), input.at.now);
    if (standing === null) return refusal(readErrors, { type: "session_ended" });
    if (cart === null) return refusal(readErrors, { type: "cart_not_found" });
    return replyText(200, cart);
  },
});

const emptyErrors: ErrorTable<EmptyCartError | Conflict> = { session_ended: 401, cart_not_found: 404, conflict: 409 };

type Empty = UseCase<EmptyCart, null, EmptyCartError>;

/** Clears the cart, or deletes it, and says so. */
async function emptied(input: Input<"shopper", undefined, undefined>, use: Empty, keep: boolean): Promise<Reply> {
  const result = await use({ owner: ownerOf(input), keep }, input.at);
  return result.ok
    ? reply(200, { message: keep ? "Cart cleared" : "Cart deleted" })
    : refusal(emptyErrors, result.error);
}

export const clearCartOperation = operation({
  id: "clearCart",
  method: "post",
  path: "/api/cart/clear",
  tag: "Cart",
  summary: words("Clear my cart"),
  description: words(
    "Takes every line out of the cart. The cart keeps its id, and a guest's its token.",
  ),
  access: "shopper",
  names: [xCartId],
  headers: cartHeaders,
  roundTrips: 2,
  answer: {
    status: 200,
    description: words("It is empty."),
    schema: Message,
    example: words({ message: "Cart cleared" }),
  },
  errors: emptyErrors,
  handle: (input, use: Empty) => emptied(input, use, true),
});

export const deleteCartOperation = operation({
  id: "deleteCart",
  method: "delete",
  path: "/api/cart/delete",
  tag: "Cart",
  summary: words("Delete my cart"),
  description: words(
    "Deletes the cart with its lines. A new, empty one takes the place of my default one, with another id. A " +
      "guest's token is used up with the cart.",
  ),
  access: "shopper",
  names: [xCartId],
  headers: cartHeaders,
  roundTrips: 2,
  answer: {
    status: 200,
    description: words("It is gone."),
    schema: Message,
    example: words({ message: "Cart deleted" }),
  },
  errors: emptyErrors,
  handle: (input, use: Empty) => emptied(input, use, false),
});
