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
  status: nullable(choice(orderStatuses), null, { description: "Mine: `Cancelled`. Staff: any legal one." }),
  shipping_address: nullable(textOrObject(1000, 4096), null, {
    description: "While it is Pending; staff until it is Shipped or Cancelled.",
    example: "Pokhara",
  }),
  is_paid: nullable(boolean, null, { description: "Staff's to set, otherwise ignored." }),
}).meta({ id: "ChangeOrder" });

const change = (method: "put" | "patch", id: string) =>
  operation({
    id,
    method,
    path: "/api/orders/{id}",
    tag: "Orders",
    summary: "Change an order",
    description: "What is not given, or equals what it is, stays. Cancelling returns the stock, once.",
    access: "customer",
    names: [anOrder],
    body,
    roundTrips: 2,
    answer: { status: 200, description: "The order.", schema: Order },
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
  tag: "Orders",
  summary: "Cancel an order",
  description: "Returns the stock; the order stays readable. Too late once it is Shipped.",
  access: "customer",
  names: [anOrder],
  roundTrips: 2,
  answer: { status: 204, description: "It is cancelled.", schema: null },
  errors: cancelErrors,
  handle: async ({ caller, id: order, at }, cancelOrder: UseCase<CancelOrder, null, CancelOrderError>) => {
    const result = await cancelOrder({ caller, order }, at);
    return result.ok ? nothing() : refusal(cancelErrors, result.error);
  },
});
