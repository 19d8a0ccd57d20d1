import { type Caller, isStaff, type SessionEnded, type Standing } from "../customers/session.ts";
import { orderMoved } from "../events/event.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { OrderStatus } from "../values.ts";
import type { ChangedOrder } from "./change_order.ts";
import { type IllegalTransition, isLegal, type OrderNotFound } from "./order.ts";

export type CancelOrder = { readonly caller: Caller; readonly order: number };

export type CancelOrderError = SessionEnded | OrderNotFound | IllegalTransition;

/** The order when it is the caller's own or the caller is staff. */
export type CancelOrderFacts = {
  readonly standing: Standing;
  readonly order: { readonly id: number; readonly status: OrderStatus } | null;
};

export type CancelOrderPort = Port<CancelOrder, CancelOrderFacts, ChangedOrder, null>;

export function decideCancelOrder(
  { standing, order }: CancelOrderFacts,
  { caller }: CancelOrder,
  at: Pick<Moment, "now">,
): Decision<ChangedOrder, never, CancelOrderError> {
  if (standing === null) return refuse({ type: "session_ended" });
  if (order === null) return refuse({ type: "order_not_found" });
  const from = order.status;
  if (!isLegal(from, "Cancelled")) return refuse({ type: "illegal_transition", from, to: "Cancelled" });
  return commit({
    caller,
    order: order.id,
    asStaff: isStaff(caller, standing),
    from,
    status: "Cancelled",
    address: null,
    isPaid: null,
    restock: true,
    event: orderMoved(order.id, from, "Cancelled"),
    at: at.now,
  });
}

/** Cancels an order now, and returns its stock; one that is cancelled already is refused, unlike in a change. */
export const cancelOrder = (port: CancelOrderPort): UseCase<CancelOrder, null, CancelOrderError> =>
  useCase(port, decideCancelOrder);
