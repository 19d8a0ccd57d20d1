import * as z from "zod";
import { type Caller, type Standing, whyNotStaff } from "../../../core/customers/session.ts";
import { eventTypes, LOW_STOCK } from "../../../core/events/event.ts";
import { orderStatuses } from "../../../core/values.ts";
import { LIMIT_MAX, linkTo, listParameters, nextLink } from "../lists.ts";
import { refusal } from "../refusal.ts";
import { replyText } from "../reply.ts";
import { operation } from "../operation.ts";
import { optional } from "../wire.ts";
import { integer } from "../wire_numbers.ts";
import { Id, IdOrNull, Time } from "./schemas.ts";
import { words } from "../words.ts";

const OrderPlaced = z.object({ order: Id }).meta(words({ id: "OrderPlacedEvent", description: "`order.placed`" }));

const OrderMoved = z.object({ order: Id, from: z.enum(orderStatuses), to: z.enum(orderStatuses) }).meta(words({
  id: "OrderMovedEvent",
  description: "`order.status_changed`, and `order.cancelled`, which is no `order.status_changed` as well.",
}));

const StockLow = z.object({
  product: Id,
  variant: IdOrNull.meta(words({ description: "Null for a product without variants." })),
  stock: z.int().min(0).max(LOW_STOCK),
}).meta(words({ id: "StockLowEvent", description: `\`stock.low\`: a sale or staff took it from above ${LOW_STOCK}.` }));

const Event = z.object({
  id: Id,
  type: z.enum(eventTypes),
  at: Time.meta(words({ description: "When it was asked for. What came first, the ids tell." })),
  data: z.union([OrderPlaced, OrderMoved, StockLow]),
}).meta(words({ id: "Event", description: "Something that happened, by ids; nothing personal." }));

/** Reads the next events after an id, as the wire's JSON texts, in order. */
export type ListEvents = (
  caller: Caller,
  after: number,
  limit: number,
  now: string,
) => Promise<
  { readonly standing: Standing; readonly rows: readonly { readonly id: number; readonly body: string }[] }
>;

const errors = { session_ended: 401, permission_denied: 403 } as const;

export const listEventsOperation = operation({
  id: "listEvents",
  method: "get",
  path: "/api/events",
  tag: "Records",
  summary: words("What happened"),
  description: words(
    "For staff: every order placed, moved or cancelled and every stock that has become low, in the order in which it " +
      "happened, ids without a gap. Who asks again with the last id seen misses nothing and gets nothing twice.",
  ),
  access: "staff",
  names: [],
  query: z.object({
    after: optional(integer({ min: 0 }), 0, words({ description: "The last id seen; 0 at first.", default: 0 })),
    limit: listParameters.limit,
  }),
  roundTrips: 1,
  answer: { status: 200, description: words("The next events."), schema: z.array(Event) },
  errors,
  handle: async ({ caller, query, at, url }, listEvents: ListEvents) => {
    const limit = Math.min(query.limit, LIMIT_MAX);
    const { standing, rows } = await listEvents(caller, query.after, limit + 1, at.now);
    const denied = whyNotStaff(caller, standing);
    if (denied !== null) return refusal(errors, denied);
    const shown = rows.slice(0, limit);
    const next = rows.length > limit ? nextLink(linkTo(url, "after", String(shown.at(-1)?.id))) : {};
    return replyText(200, `[${shown.map(({ body }) => body).join(",")}]`, next);
  },
});
