import * as z from "zod";
import type { AddItem, AddItemError } from "../../../core/cart/add_item.ts";
import type { QuantityTooLarge, VariantNotFound } from "../../../core/cart/cart.ts";
import type { ChangeQuantity, ChangeQuantityError } from "../../../core/cart/change_quantity.ts";
import type { RemoveItem, RemoveItemError } from "../../../core/cart/remove_item.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { quantity, QUANTITY_MAX } from "../../../core/values.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { reply, replyText } from "../reply.ts";
import { operation } from "../operation.ts";
import { nullable, optional, required } from "../wire.ts";
import { idKind, integer } from "../wire_numbers.ts";
import { cartHeaders, Line, ownerOf, xCartId } from "./cart.ts";
import { Message } from "./schemas.ts";
import { words } from "../words.ts";

const variantId = nullable(
  idKind,
  null,
  words({
    description: "One of the product's variants. Not given: when adding, the first one; else the product's only line.",
  }),
);

export const units = integer({ min: 1, max: QUANTITY_MAX });

const AddItemBody = z.object({
  product_id: required(idKind, { example: 1 }),
  quantity: optional(units, 1, { default: 1, example: 2 }),
  variant_id: variantId,
}).meta(words({ id: "AddItem", description: "What to put in the cart." }));

export const tooMany = (error: QuantityTooLarge) => ({
  quantity: [`Ensure this value is less than or equal to ${error.limit}.`],
});

const noSuchVariant = (error: VariantNotFound) => ({
  variant_id: [`Invalid pk "${error.variant}" - object does not exist.`],
});

const addItemErrors: ErrorTable<AddItemError | Conflict> = {
  session_ended: 401,
  cart_not_found: 404,
  product_not_found: 404,
  variant_not_found: noSuchVariant,
  quantity_too_large: tooMany,
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
  summary: words("Add to my cart"),
  description: words(
    "Puts units of a product in the cart, and answers with the line. Adding again accumulates. The sum is checked " +
      "against the stock, which is taken at checkout only: until then somebody else may buy it. Of a product with " +
      "variants, `variant_id` says which; without it, it is the first. A cart holds 200 lines, and 1,000,000 of one " +
      "thing.",
  ),
  access: "shopper",
  names: [xCartId],
  headers: cartHeaders,
  body: AddItemBody,
  roundTrips: 2,
  answer: { status: 201, description: words("The line."), schema: Line },
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
  summary: words("Change a quantity"),
  description: words(
    "Sets how many units of a product the cart holds; the stock is checked. From 1: to take it out, remove it. " +
      "When the cart holds several variants of the product, `variant_id` must say which.",
  ),
  access: "shopper",
  names: [xCartId],
  headers: cartHeaders,
  body: z.object({
    product_id: required(idKind, { example: 1 }),
    quantity: required(units, { example: 3 }),
    variant_id: variantId,
  }).meta(words({ id: "UpdateQuantity", description: "What the cart is to hold, and how much of it." })),
  roundTrips: 2,
  answer: { status: 200, description: words("The line."), schema: Line },
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
  summary: words("Remove from my cart"),
  description: words(
    "Takes a product's line out of the cart, one that went off sale too. When the cart holds several variants of " +
      "it, `variant_id` must say which. What is not in the cart is 404.",
  ),
  access: "shopper",
  names: [xCartId],
  headers: cartHeaders,
  body: z.object({ product_id: required(idKind, { example: 1 }), variant_id: variantId }).meta(
    words({ id: "RemoveItem", description: "What to take out of the cart." }),
  ),
  roundTrips: 2,
  answer: {
    status: 200,
    description: words("It is out."),
    schema: Message,
    example: words({ message: "Item removed from cart" }),
  },
  errors: chooseLineErrors,
  handle: async (input, removeItem: UseCase<RemoveItem, null, RemoveItemError>) => {
    const { body, at } = input;
    const result = await removeItem({ owner: ownerOf(input), product: body.product_id, variant: body.variant_id }, at);
    return result.ok ? reply(200, { message: "Item removed from cart" }) : refusal(chooseLineErrors, result.error);
  },
});
