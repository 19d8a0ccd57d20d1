import * as z from "zod";
import type { AddItem, AddItemError } from "../../../core/cart/add_item.ts";
import type { CartRef } from "../../../core/cart/cart.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { quantity, QUANTITY_MAX } from "../../../core/values.ts";
import { type ErrorTable, refusal } from "../problem.ts";
import { replyText } from "../reply.ts";
import { operation } from "../route.ts";
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

const Cart = z.object({
  id: Id,
  user: Id,
  items: z.array(Line),
  total: MoneyText,
  currency: z.string(),
  created_at: Time,
  updated_at: Time,
}).meta({ id: "Cart" });

export const cartHeaders = z.object({
  "X-Cart-Id": z.string().optional().meta({ description: "Another open cart of mine, instead of the default one." }),
});

/** The cart that a request means: the default one, or the one in `X-Cart-Id`; 0, which is none, for a senseless id. */
export const cartRef = (header: string | undefined): CartRef =>
  header === undefined || header.trim() === ""
    ? "default"
    : /^\d{1,15}$/.test(header.trim())
    ? Number(header.trim())
    : 0;

/** The cart as the wire's JSON text, or null when it is not there. */
export type ShowCart = (
  caller: Caller,
  cart: CartRef,
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
  access: "customer",
  headers: cartHeaders,
  roundTrips: 1,
  answer: { status: 200, description: "The cart.", schema: Cart },
  errors: readErrors,
  handle: async ({ caller, at, c }, showCart: ShowCart) => {
    const { standing, cart } = await showCart(caller, cartRef(c.req.header("x-cart-id")), at.now);
    if (standing === null) return refusal(readErrors, { type: "session_ended" });
    if (cart === null) return refusal(readErrors, { type: "cart_not_found" });
    return replyText(200, cart);
  },
});

const AddItemBody = z.object({
  product_id: required(integer(), { example: 1 }),
  quantity: optional(integer({ min: 1, max: QUANTITY_MAX }), 1, { default: 1, example: 2 }),
  variant_id: nullable(integer(), null, {
    description: "One of the product's variants; its first one when not given.",
  }),
}).meta({ id: "AddItem" });

const addItemErrors: ErrorTable<AddItemError | Conflict> = {
  session_ended: 401,
  cart_not_found: 404,
  product_not_found: 404,
  variant_not_found: (error) => ({ variant_id: [`Invalid pk "${error.variant}" - object does not exist.`] }),
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
  access: "customer",
  headers: cartHeaders,
  body: AddItemBody,
  roundTrips: 2,
  answer: { status: 201, description: "The line.", schema: Line },
  errors: { ...addItemErrors, origin_not_allowed: 403 },
  handle: async ({ caller, body, at, c }, addItem: UseCase<AddItem, string, AddItemError>) => {
    const result = await addItem({
      caller,
      cart: cartRef(c.req.header("x-cart-id")),
      product: body.product_id,
      variant: body.variant_id,
      quantity: quantity(body.quantity),
    }, at);
    return result.ok ? replyText(201, result.value) : refusal(addItemErrors, result.error);
  },
});
