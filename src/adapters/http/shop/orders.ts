import * as z from "zod";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import { orderStatuses, paymentModes } from "../../../core/values.ts";
import { asked, listAnswer, type Listed, listParameters, listReply, type PageRequest } from "../lists.ts";
import { notFound } from "../problem.ts";
import { refusal } from "../refusal.ts";
import { replyText } from "../reply.ts";
import { type Named, operation } from "../operation.ts";
import { optional } from "../wire.ts";
import { idKind } from "../wire_numbers.ts";
import { choice } from "../wire_texts.ts";
import { Currency, Id, IdOrNull, MoneyNumber, MoneyText, Picture, said, Time, Units, VariantRef } from "./schemas.ts";
import { words } from "../words.ts";

const OrderItem = z.object({
  id: Id,
  product: Id,
  product_name: said("White Jacket"),
  product_image: Picture,
  quantity: Units,
  price: MoneyText,
  subtotal: MoneyNumber,
  ...VariantRef,
}).meta(
  words({
    id: "OrderItem",
    description: "So many units of one product, or of one of its variants, as they were sold.",
  }),
);

export const Order = z.object({
  id: Id,
  user: IdOrNull.meta(words({ description: "Null when the account was deleted." })),
  user_name: said("Nur Pratap Karki"),
  total_price: MoneyText.meta(words({ example: "2800.00" })),
  status: z.enum(orderStatuses),
  shipping_address: z.union([z.string(), z.record(z.string(), z.unknown())]).meta(
    words({ description: "A text, or the object that it was given as.", example: "Kohalpur" }),
  ),
  phone: said("9812345678"),
  email: said("nurpratap@example.com"),
  payment_mode: z.enum(paymentModes),
  is_paid: z.boolean(),
  currency: Currency,
  created_at: Time,
  updated_at: Time,
  order_items: z.array(OrderItem),
}).meta(words({ id: "Order", description: "What was bought, as it was sold, and what becomes of it." }));

/** Reads one page of orders, newest first; `count` is how many there are, when a numbered page was asked for. */
export type ListOrders = (
  caller: Caller,
  filter: { readonly status?: string | undefined; readonly user?: number | undefined },
  start: PageRequest,
  limit: number,
  base: string,
  now: string,
) => Promise<Listed & { readonly standing: Standing }>;

const errors = { session_ended: 401 } as const;

export const listOrdersOperation = operation({
  id: "listOrders",
  method: "get",
  path: "/api/orders",
  tag: "Checkout and orders",
  summary: words("List my orders"),
  description: words(
    "My orders, newest first, whichever API made them; staff see everyone's and may filter by `user`.",
  ),
  access: "customer",
  names: [],
  query: z.object({
    status: optional(choice(orderStatuses), undefined),
    user: optional(idKind, undefined, words({ description: "For staff: whose; ignored for others." })),
    ...listParameters,
  }),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of orders."), schema: listAnswer(Order) },
  errors: { ...errors, not_found: 404 },
  handle: async ({ caller, query, base, at, url }, listOrders: ListOrders) => {
    const request = asked(query, "-id");
    if (!request.ok) return request.error;
    const { start } = request.value;
    const found = await listOrders(caller, query, start, request.value.limit, base, at.now);
    if (found.standing === null) return refusal(errors, { type: "session_ended" });
    return listReply(request.value, found, url, "-id");
  },
});

/** An order: its customer's, and the staff's. */
export const anOrder: Named = { thing: "order", by: "path", others: 404, staff: "allowed", missing: 404 };

/** One order as the wire's JSON text, or null when it is not there for the caller. */
export type ShowOrder = (
  caller: Caller,
  id: number,
  base: string,
  now: string,
) => Promise<{ readonly standing: Standing; readonly order: string | null }>;

export const showOrderOperation = operation({
  id: "getOrder",
  method: "get",
  path: "/api/orders/{id}",
  tag: "Checkout and orders",
  summary: words("One of my orders"),
  description: words(
    "An order with what was bought as it was sold: names and prices in it never change. Staff see everyone's.",
  ),
  access: "customer",
  names: [anOrder],
  roundTrips: 1,
  answer: { status: 200, description: words("The order."), schema: Order },
  errors: { ...errors, not_found: 404 },
  handle: async ({ caller, id, base, at }, showOrder: ShowOrder) => {
    const { standing, order } = await showOrder(caller, id, base, at.now);
    if (standing === null) return refusal(errors, { type: "session_ended" });
    return order === null ? notFound() : replyText(200, order);
  },
});
