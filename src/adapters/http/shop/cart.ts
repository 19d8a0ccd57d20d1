import * as z from "zod";
import type { AddItem, AddItemError } from "../../../core/cart/add_item.ts";
import type { CartOwner } from "../../../core/cart/cart.ts";
import type { ChangeQuantity, ChangeQuantityError } from "../../../core/cart/change_quantity.ts";
import type { EmptyCart, EmptyCartError } from "../../../core/cart/empty_cart.ts";
import type { RemoveItem, RemoveItemError } from "../../../core/cart/remove_item.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { quantity, QUANTITY_MAX } from "../../../core/values.ts";
import { cartOwner } from "../cart_owner.ts";
import { type ErrorTable, refusal } from "../problem.ts";
import { type Reply, reply, replyText } from "../reply.ts";
import { type Input, operation } from "../route.ts";
import { integer, nullable, optional, required } from "../wire.ts";
import { Id, MoneyText, Time, VariantRef } from "./schemas.ts";

export const Line = z.object({
  id: Id,
  product: Id,
  product_name: z.string(),
  product_price: MoneyText,
  quantity: z.int().min(1),
  subtotal: MoneyText,
  created_at: Time,
  updated_at: Time,
  ...VariantRef,
}).meta({ id: "CartLine" });

export const Cart = z.object({
  id: Id,
  user: Id.nullable().meta({ description: "Null for a guest's cart." }),
  items: z.array(Line),
  total: MoneyText,
  currency: z.string(),
  created_at: Time,
  updated_at: Time,
}).meta({ id: "Cart" });

export const Message = z.object({ message: z.string() }).meta({ id: "Message" });

export const cartHeaders = z.object({
  "X-Cart-Id": z.string().optional().meta({ description: "Another open cart of mine, instead of the default one." }),
});

type Shopping = { readonly caller: Caller | null; readonly c: Input<"shopper", undefined, undefined>["c"] };

/** Whose cart is meant: the route let in nobody who has none. */
function ownerOf({ caller, c }: Shopping): CartOwner {
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
  summary: "My cart",
  description: "The cart with its lines and their total, at today's prices.",
  access: "shopper",
  headers: cartHeaders,
  roundTrips: 1,
  answer: { status: 200, description: "The cart.", schema: Cart },
  errors: readErrors,
  handle: async (input, showCart: ShowCart) => {
    const { standing, cart } = await showCart(ownerOf(input), input.at.now);
    if (standing === null) return refusal(readErrors, { type: "session_ended" });
    if (cart === null) return refusal(readErrors, { type: "cart_not_found" });
    return replyText(200, cart);
  },
});

const variantId = nullable(integer(), null, {
  description: "One of the product's variants. Not given: when adding, the first one; else the product's only line.",
});

const units = integer({ min: 1, max: QUANTITY_MAX });

const AddItemBody = z.object({
  product_id: required(integer(), { example: 1 }),
  quantity: optional(units, 1, { default: 1, example: 2 }),
  variant_id: variantId,
}).meta({ id: "AddItem" });

const noSuchVariant = (error: { readonly variant: number | null }) => ({
  variant_id: [`Invalid pk "${error.variant}" - object does not exist.`],
});

const addItemErrors: ErrorTable<AddItemError | Conflict> = {
  session_ended: 401,
  cart_not_found: 404,
  product_not_found: 404,
  variant_not_found: noSuchVariant,
  quantity_too_large: (error) => ({ quantity: [`Ensure this value is less than or equal to ${error.limit}.`] }),
  out_of_stock: 400,
  cart_full: 400,
  total_too_large: 400,
  conflict: 409,
};

export const addItemOperation = operation({
  id: "addCartItem",
  method: "post",
  path: "/api/cart/add_item",
  tag: "Cart",
  summary: "Add to my cart",
  description: "Puts units of a product in the cart. Adding again accumulates; the sum is checked against the stock.",
  access: "shopper",
  headers: cartHeaders,
  body: AddItemBody,
  roundTrips: 2,
  answer: { status: 201, description: "The line.", schema: Line },
  errors: addItemErrors,
  handle: async (input, addItem: UseCase<AddItem, string, AddItemError>) => {
    const { body, at } = input;
    const result = await addItem({
      owner: ownerOf(input),
      product: body.product_id,
      variant: body.variant_id,
      quantity: quantity(body.quantity),
    }, at);
    return result.ok ? replyText(201, result.value) : refusal(addItemErrors, result.error);
  },
});

const chooseLineErrors = {
  session_ended: 401,
  cart_not_found: 404,
  line_not_found: 404,
  variant_not_found: noSuchVariant,
  variant_ambiguous: () => ({ variant_id: ["The cart holds several variants of this product: say which."] }),
  conflict: 409,
} as const satisfies ErrorTable<RemoveItemError | Conflict>;

const changeQuantityErrors: ErrorTable<ChangeQuantityError | Conflict> = {
  ...chooseLineErrors,
  product_unavailable: 400,
  out_of_stock: 400,
  total_too_large: 400,
};

export const changeQuantityOperation = operation({
  id: "updateCartItem",
  method: "post",
  path: "/api/cart/update_quantity",
  tag: "Cart",
  summary: "Change a quantity",
  description: "Sets how many units of a product the cart holds; the stock is checked.",
  access: "shopper",
  headers: cartHeaders,
  body: z.object({
    product_id: required(integer(), { example: 1 }),
    quantity: required(units, { example: 3 }),
    variant_id: variantId,
  }).meta({ id: "UpdateQuantity" }),
  roundTrips: 2,
  answer: { status: 200, description: "The line.", schema: Line },
  errors: changeQuantityErrors,
  handle: async (input, changeQuantity: UseCase<ChangeQuantity, string, ChangeQuantityError>) => {
    const { body, at } = input;
    const result = await changeQuantity({
      owner: ownerOf(input),
      product: body.product_id,
      variant: body.variant_id,
      quantity: quantity(body.quantity),
    }, at);
    return result.ok ? replyText(200, result.value) : refusal(changeQuantityErrors, result.error);
  },
});

export const removeItemOperation = operation({
  id: "removeCartItem",
  method: "post",
  path: "/api/cart/remove_item",
  tag: "Cart",
  summary: "Remove from my cart",
  description: "Takes a product's line out of the cart.",
  access: "shopper",
  headers: cartHeaders,
  body: z.object({ product_id: required(integer(), { example: 1 }), variant_id: variantId }).meta({ id: "RemoveItem" }),
  roundTrips: 2,
  answer: { status: 200, description: "It is out.", schema: Message },
  errors: chooseLineErrors,
  handle: async (input, removeItem: UseCase<RemoveItem, null, RemoveItemError>) => {
    const { body, at } = input;
    const result = await removeItem({ owner: ownerOf(input), product: body.product_id, variant: body.variant_id }, at);
    return result.ok ? reply(200, { message: "Item removed from cart" }) : refusal(chooseLineErrors, result.error);
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
  summary: "Clear my cart",
  description: "Takes every line out of the cart; the cart keeps its id.",
  access: "shopper",
  headers: cartHeaders,
  roundTrips: 2,
  answer: { status: 200, description: "It is empty.", schema: Message },
  errors: emptyErrors,
  handle: (input, use: Empty) => emptied(input, use, true),
});

export const deleteCartOperation = operation({
  id: "deleteCart",
  method: "delete",
  path: "/api/cart/delete",
  tag: "Cart",
  summary: "Delete my cart",
  description: "Deletes the cart. My default one is replaced by a new, empty one; a guest's token is used up.",
  access: "shopper",
  headers: cartHeaders,
  roundTrips: 2,
  answer: { status: 200, description: "It is gone.", schema: Message },
  errors: emptyErrors,
  handle: (input, use: Empty) => emptied(input, use, false),
});
