import * as z from "zod";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import { orderStatuses, paymentModes } from "../../../core/values.ts";
import { asked, listAnswer, listParameters, listReply, type ListRow, type PageRequest, rowsToAsk } from "../lists.ts";
import { notFound } from "../problem.ts";
import { refusal } from "../refusal.ts";
import { replyText } from "../reply.ts";
import { type Named, operation } from "../operation.ts";
import { optional } from "../wire.ts";
import { integer } from "../wire_numbers.ts";
import { choice } from "../wire_texts.ts";
import { Currency, Id, IdOrNull, MoneyText, said, Time, VariantRef } from "./schemas.ts";

const OrderItem = z.object({
  id: Id,
  product: Id,
  product_name: said("White Jacket"),
  product_image: z.url().nullable(),
  quantity: z.int().min(1),
  price: MoneyText,
  subtotal: z.number().meta({ description: "Price times quantity, as a number.", example: 16800 }),
  ...VariantRef,
}).meta({ id: "OrderItem" });

export const Order = z.object({
  id: Id,
  user: IdOrNull.meta({ description: "Null when the account was deleted." }),
  user_name: said("Nur Pratap Karki"),
  total_price: MoneyText,
  status: z.enum(orderStatuses),
  shipping_address: z.union([z.string(), z.record(z.string(), z.unknown())]).meta({ example: "Kohalpur" }),
  phone: said("9812345678"),
  email: said("nurpratap@example.com"),
  payment_mode: z.enum(paymentModes),
  is_paid: z.boolean(),
  currency: Currency,
  created_at: Time,
  updated_at: Time,
  order_items: z.array(OrderItem),
}).meta({ id: "Order" });

/** Reads one page of orders, newest first; `count` is how many there are, when a numbered page was asked for. */
export type ListOrders = (
  caller: Caller,
  filter: { readonly status?: string | undefined; readonly user?: number | undefined },
  start: PageRequest,
  limit: number,
  base: string,
  now: string,
) => Promise<{ readonly standing: Standing; readonly rows: readonly ListRow[]; readonly count: number }>;

const errors = { session_ended: 401 } as const;

export const listOrdersOperation = operation({
  id: "listOrders",
  method: "get",
  path: "/api/orders",
  tag: "Orders",
  summary: "My orders",
  description: "My orders, newest first; staff see everyone's.",
  access: "customer",
  names: [],
  query: z.object({
    status: optional(choice(orderStatuses), undefined),
    user: optional(integer(), undefined, { description: "For staff: whose; ignored for others." }),
    ...listParameters,
  }),
  roundTrips: 1,
  answer: { status: 200, description: "A page of orders.", schema: listAnswer(Order) },
  errors: { ...errors, not_found: 404 },
  handle: async ({ caller, query, base, at, url }, listOrders: ListOrders) => {
    const request = asked(query, "-id");
    if (!request.ok) return request.error;
    const { start } = request.value;
    const found = await listOrders(caller, query, start, rowsToAsk(request.value), base, at.now);
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
  tag: "Orders",
  summary: "One of my orders",
  description: "An order of mine with what was bought, as it was sold; staff see everyone's.",
  access: "customer",
  names: [anOrder],
  roundTrips: 1,
  answer: { status: 200, description: "The order.", schema: Order },
  errors: { ...errors, not_found: 404 },
  handle: async ({ caller, id, base, at }, showOrder: ShowOrder) => {
    const { standing, order } = await showOrder(caller, id, base, at.now);
    if (standing === null) return refusal(errors, { type: "session_ended" });
    return order === null ? notFound() : replyText(200, order);
  },
});
