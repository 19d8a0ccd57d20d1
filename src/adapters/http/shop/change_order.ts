import * as z from "zod";
import type { CancelOrder, CancelOrderError } from "../../../core/orders/cancel_order.ts";
import type { ChangeOrder } from "../../../core/orders/change_order.ts";
import type { OrderError } from "../../../core/orders/order.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { orderStatuses } from "../../../core/values.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing, replyText } from "../reply.ts";
import { operation } from "../operation.ts";
import { nullable } from "../wire.ts";
import { boolean, choice, textOrObject } from "../wire_texts.ts";
import { anOrder, Order } from "./orders.ts";
import { words } from "../words.ts";

const errors: ErrorTable<OrderError | Conflict> = {
  session_ended: 401,
  permission_denied: 403,
  order_not_found: 404,
  illegal_transition: 409,
  order_locked: 409,
  conflict: 409,
};

/** What changing an order needs, with the origin of absolute URLs. */
export type ChangeOrderAt = (base: string) => UseCase<ChangeOrder, string, OrderError>;

const body = z.object({
  status: nullable(choice(orderStatuses), null, words({ description: "Mine: `Cancelled`. Staff: any legal one." })),
  shipping_address: nullable(
    textOrObject(1000, 4096),
    null,
    words({
      description: "While it is Pending; staff until it is Shipped or Cancelled.",
      example: "Pokhara",
    }),
  ),
  is_paid: nullable(boolean, null, words({ description: "Staff's to set, otherwise ignored." })),
}).meta(words({ id: "ChangeOrder", description: "Whatever is to change." }));

const change = (method: "put" | "patch", id: string) =>
  operation({
    id,
    method,
    path: "/api/orders/{id}",
    tag: "Checkout and orders",
    summary: words(method === "put" ? "Replace an order" : "Change an order"),
    description: words(
      "What is not given, or equals what it is, stays, in a PUT as well. Its customer may change the address " +
        "while it is Pending (later 409 `order_locked`) and set `status` to `Cancelled`. Staff move it along " +
        "Pending, Processing, Shipped, Delivered, or cancel it before it is Shipped; another move is 409 " +
        "`illegal_transition`. Cancelling returns the stock, once.",
    ),
    access: "customer",
    names: [anOrder],
    body,
    roundTrips: 2,
    answer: { status: 200, description: words("The order."), schema: Order },
    errors,
    handle: async ({ caller, id: order, body: given, base, at }, changeOrder: ChangeOrderAt) => {
      const result = await changeOrder(base)({
        caller,
        order,
        status: given.status,
        address: given.shipping_address === "" ? null : given.shipping_address,
        isPaid: given.is_paid,
      }, at);
      return result.ok ? replyText(200, result.value) : refusal(errors, result.error);
    },
  });

export const replaceOrderOperation = change("put", "replaceOrder");
export const changeOrderOperation = change("patch", "changeOrder");

const cancelErrors: ErrorTable<CancelOrderError | Conflict> = {
  session_ended: 401,
  order_not_found: 404,
  illegal_transition: 409,
  conflict: 409,
};

export const cancelOrderOperation = operation({
  id: "cancelOrder",
  method: "delete",
  path: "/api/orders/{id}",
  tag: "Checkout and orders",
  summary: words("Cancel an order"),
  description: words(
    "Returns the stock, once; the order stays readable as Cancelled. Again, or once it is Shipped, it is 409 " +
      "`illegal_transition`.",
  ),
  access: "customer",
  names: [anOrder],
  roundTrips: 2,
  answer: { status: 204, description: words("It is cancelled."), schema: null },
  errors: cancelErrors,
  handle: async ({ caller, id: order, at }, cancelOrder: UseCase<CancelOrder, null, CancelOrderError>) => {
    const result = await cancelOrder({ caller, order }, at);
    return result.ok ? nothing() : refusal(cancelErrors, result.error);
  },
});
