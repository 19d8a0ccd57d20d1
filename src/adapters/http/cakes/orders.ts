import * as z from "zod";
import type { Caller } from "../../../core/customers/session.ts";
import type { CancelOrder, CancelOrderError } from "../../../core/orders/cancel_order.ts";
import type { IllegalTransition } from "../../../core/orders/order.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { type OrderStatus, paymentModes } from "../../../core/values.ts";
import { asked, listAnswer, listParameters, listReply } from "../lists.ts";
import { type Named, operation } from "../operation.ts";
import { notFound } from "../problem.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing, replyText } from "../reply.ts";
import type { ListOrders, ShowOrder } from "../shop/orders.ts";
import { Id, MoneyText, said, Time, Units } from "../shop/schemas.ts";
import { ItemCake, WeightOut } from "./item.ts";
import { words } from "../words.ts";

/** What the Cake API calls the states of an order. */
export const cakeStatuses = {
  Pending: "order_confirmed",
  Processing: "processing",
  Shipped: "dispatched",
  Delivered: "delivered",
  Cancelled: "cancelled",
} as const satisfies Record<OrderStatus, string>;

type CakeStatus = typeof cakeStatuses[OrderStatus];

export const CakeOrder = z.object({
  id: Id,
  order_total: MoneyText.meta(words({ example: "2800.00" })),
  items: z.array(
    z.object({
      id: Id,
      cake: ItemCake,
      weight: WeightOut,
      quantity: Units,
      price: MoneyText,
      subtotal: MoneyText.meta(words({ example: "2800.00" })),
    }).meta(words({ id: "CakeOrderItem", description: "As it was sold." })),
  ),
  delivery_address: said("Kohalpur"),
  phone: said("9812345678"),
  email: said("nurpratap@example.com"),
  payment_mode: z.enum(paymentModes),
  is_paid: z.boolean(),
  status: z.enum(Object.values(cakeStatuses)),
  created_at: Time,
}).meta(words({ id: "CakeOrder", description: "What was bought, as it was sold, in the Cake API's words." }));

/** Here everyone is a customer: staff too see, and cancel, their own orders alone. */
const asCustomer = (caller: Caller): Caller => ({ ...caller, staff: false });

const ended = { session_ended: 401 } as const;

export const listCakeOrdersOperation = operation({
  id: "listCakeOrders",
  method: "get",
  path: "/api/v1/order",
  tag: "Cake orders",
  summary: words("List my orders (Cake API)"),
  description: words(
    "My orders, newest first, whichever API made them, in the Cake API's words. Staff too see their own alone.",
  ),
  access: "customer",
  names: [],
  query: z.object(listParameters),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of orders."), schema: listAnswer(CakeOrder) },
  errors: { ...ended, not_found: 404 },
  handle: async ({ caller, query, base, at, url }, listOrders: ListOrders) => {
    const request = asked(query, "-id");
    if (!request.ok) return request.error;
    const { start } = request.value;
    const found = await listOrders(asCustomer(caller), {}, start, request.value.limit, base, at.now);
    if (found.standing === null) return refusal(ended, { type: "session_ended" });
    return listReply(request.value, found, url, "-id");
  },
});

/** An order of the caller's own. */
const myOrder: Named = { thing: "order", by: "path", others: 404, staff: 404, missing: 404 };

export const showCakeOrderOperation = operation({
  id: "getCakeOrder",
  method: "get",
  path: "/api/v1/order/{id}",
  tag: "Cake orders",
  summary: words("One of my orders (Cake API)"),
  description: words(
    "An order of mine with what was bought as it was sold. Anyone else's is 404.",
  ),
  access: "customer",
  names: [myOrder],
  roundTrips: 1,
  answer: { status: 200, description: words("The order."), schema: CakeOrder },
  errors: { ...ended, not_found: 404 },
  handle: async ({ caller, id, base, at }, showOrder: ShowOrder) => {
    const { standing, order } = await showOrder(asCustomer(caller), id, base, at.now);
    if (standing === null) return refusal(ended, { type: "session_ended" });
    return order === null ? notFound() : replyText(200, order);
  },
});

type CakeCancelError = Exclude<CancelOrderError, IllegalTransition> | IllegalTransition<CakeStatus> | Conflict;

const cancelErrors: ErrorTable<CakeCancelError> = {
  session_ended: 401,
  order_not_found: 404,
  illegal_transition: 409,
  conflict: 409,
};

/** The reason with an order's states as the Cake API calls them. */
const inCakeWords = (error: CancelOrderError | Conflict): CakeCancelError =>
  error.type === "illegal_transition"
    ? { ...error, from: cakeStatuses[error.from], to: cakeStatuses[error.to] }
    : error;

export const cancelCakeOrderOperation = operation({
  id: "cancelCakeOrder",
  method: "delete",
  path: "/api/v1/order/{id}",
  tag: "Cake orders",
  summary: words("Cancel an order (Cake API)"),
  description: words(
    "Returns the stock, once; the order stays readable as `cancelled`. Again, or once it is `dispatched`, it is " +
      "409 `illegal_transition`.",
  ),
  access: "customer",
  names: [myOrder],
  roundTrips: 2,
  answer: { status: 204, description: words("It is cancelled."), schema: null },
  errors: cancelErrors,
  handle: async ({ caller, id: order, at }, cancelOrder: UseCase<CancelOrder, null, CancelOrderError>) => {
    const result = await cancelOrder({ caller: asCustomer(caller), order }, at);
    return result.ok ? nothing() : refusal(cancelErrors, inCakeWords(result.error));
  },
});
