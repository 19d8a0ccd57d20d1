import * as z from "zod";
import type { Checkout, CheckoutError } from "../../../core/orders/checkout.ts";
import type { ItemFault, OrderItems, OrderItemsError } from "../../../core/orders/order_items.ts";
import type { Placed } from "../../../core/orders/purchase.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { quantity, QUANTITY_MAX } from "../../../core/values.ts";
import { type FieldErrors } from "../problem.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { operation } from "../operation.ts";
import { nullable, optional, required } from "../wire.ts";
import { listOf } from "../wire_lists.ts";
import { idKind, integer } from "../wire_numbers.ts";
import { xCartId } from "./cart.ts";
import { checkoutErrors } from "./checkout.ts";
import { Order } from "./orders.ts";
import { placed, PurchaseBody, purchaseHeaders, purchaseOf } from "./purchase.ts";
import { words } from "../words.ts";

/** At most this many rows in the list of what is ordered. */
const ITEMS_MAX = 200;

const Item = z.object({
  product: required(idKind, { example: 1 }),
  variant: nullable(
    idKind,
    null,
    words({ description: "One of the product's variants. Not given: the first one." }),
  ),
  quantity: required(integer({ min: 1, max: QUANTITY_MAX }), { example: 1 }),
});

const itemFault = (fault: ItemFault | null): FieldErrors => {
  switch (fault?.type) {
    case undefined:
      return {};
    case "unknown_product":
      return { product: [`Invalid pk "${fault.product}" - object does not exist.`] };
    case "variant_not_found":
      return { variant: [`Invalid pk "${fault.variant}" - object does not exist.`] };
    case "quantity_too_large":
      return { quantity: [`Ensure this value is less than or equal to ${fault.limit}.`] };
  }
};

const errors: ErrorTable<CheckoutError<string> | OrderItemsError | Conflict> = {
  ...checkoutErrors,
  wrong_items: (error) => ({ items: error.rows.map(itemFault) }),
};

/** What placing an order needs, with the origin of absolute URLs. */
export type CreateOrderAt = (base: string) => {
  readonly checkout: UseCase<Checkout, Placed, CheckoutError<string>>;
  readonly orderItems: UseCase<OrderItems, Placed, OrderItemsError>;
};

export const createOrderOperation = operation({
  id: "createOrder",
  method: "post",
  path: "/api/orders",
  tag: "Checkout and orders",
  summary: words("Place an order"),
  description: words(
    "Without `items` it buys what is in the cart, as checkout does. With `items` it buys those and leaves the " +
      "cart alone; rows of one thing add up, and an unknown product is 400 on `items`. All or nothing either way. " +
      "`expected_total` and `Idempotency-Key` serve as at checkout. The answer is the whole order.",
  ),
  access: "customer",
  names: [xCartId],
  headers: purchaseHeaders,
  body: PurchaseBody.extend({
    items: optional(
      listOf(Item, 1, ITEMS_MAX),
      null,
      words({
        description: "What to buy instead of what is in the cart. Rows of one thing add up. In a form: as JSON text.",
        example: [{ product: 1, quantity: 2 }],
      }),
    ),
  }).meta(
    words({
      id: "CreateOrder",
      description: "What is bought, where it goes and how it is paid; all of it may be left out.",
    }),
  ),
  roundTrips: 2,
  answer: { status: 201, description: words("The order."), schema: Order },
  errors,
  handle: async (input, createOrder: CreateOrderAt) => {
    const items = input.body.items?.map((item) => ({ ...item, quantity: quantity(item.quantity) })) ?? null;
    const purchase = purchaseOf(input, items);
    if (!purchase.ok) return purchase.error;
    const { checkout, orderItems } = createOrder(input.base);
    const result = items === null
      ? await checkout(purchase.value, input.at)
      : await orderItems({ ...purchase.value, items }, input.at);
    return result.ok ? placed(result.value) : refusal(errors, result.error);
  },
});
