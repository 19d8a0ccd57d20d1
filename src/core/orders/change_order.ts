import { canonical } from "../canonical.ts";
import { type Caller, isStaff, type Standing } from "../customers/session.ts";
import { type OrderMoved, orderMoved } from "../events/event.ts";
import { answer, commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { Address, OrderStatus } from "../values.ts";
import { isLegal, type OrderError } from "./order.ts";

/** What is to change, null where nothing is. */
export type ChangeOrder = {
  readonly caller: Caller;
  readonly order: number;
  readonly status: OrderStatus | null;
  readonly address: Address | null;
  readonly isPaid: boolean | null;
};

/** The order when it is the caller's own or the caller is staff; `view` is how the port shows it. */
export type ChangeOrderFacts<View> = {
  readonly standing: Standing;
  readonly order: {
    readonly id: number;
    readonly status: OrderStatus;
    readonly address: Address;
    readonly isPaid: boolean;
    readonly view: View;
  } | null;
};

/** What becomes of the order, null where it stays as it is, so that changes of other fields at once are kept. */
export type ChangedOrder = {
  readonly caller: Caller;
  readonly order: number;
  /** The caller may do it as staff, and not as the order's owner. */
  readonly asStaff: boolean;
  /** The state in which this may be done; null for any. */
  readonly from: OrderStatus | null;
  readonly status: OrderStatus | null;
  readonly address: Address | null;
  readonly isPaid: boolean | null;
  /** What was bought goes back. */
  readonly restock: boolean;
  /** What is told of it; null when it does not move. */
  readonly event: OrderMoved | null;
  readonly at: string;
};

export type ChangeOrderPort<View> = Port<ChangeOrder, ChangeOrderFacts<View>, ChangedOrder, View>;

export function decideChangeOrder<View>(
  { standing, order }: ChangeOrderFacts<View>,
  command: ChangeOrder,
  at: Pick<Moment, "now">,
): Decision<ChangedOrder, View, OrderError> {
  if (standing === null) return refuse({ type: "session_ended" });
  if (order === null) return refuse({ type: "order_not_found" });
  const staff = isStaff(command.caller, standing);
  const from = order.status;
  const to = command.status ?? from;
  const moves = to !== from;
  if (moves && !staff && to !== "Cancelled") return refuse({ type: "permission_denied" });
  if (moves && !isLegal(from, to)) return refuse({ type: "illegal_transition", from, to });
  const address = differs(command.address, order.address) ? command.address : null;
  if (address !== null && !(from === "Pending" || (staff && from === "Processing"))) {
    return refuse({ type: "order_locked", status: from });
  }
  const isPaid = staff && differs(command.isPaid, order.isPaid) ? command.isPaid : null;
  if (!moves && address === null && isPaid === null) return answer(order.view);
  return commit({
    caller: command.caller,
    order: order.id,
    asStaff: staff,
    from: moves || address !== null ? from : null,
    status: moves ? to : null,
    address,
    isPaid,
    restock: moves && to === "Cancelled",
    event: moves ? orderMoved(order.id, from, to) : null,
    at: at.now,
  });
}

/** Whether a value was given that is another than the present one. */
const differs = <T>(given: T | null, present: T): boolean => given !== null && canonical(given) !== canonical(present);

/** Moves an order on, cancels it with its stock returned once, or changes where it goes. */
export const changeOrder = <View>(port: ChangeOrderPort<View>): UseCase<ChangeOrder, View, OrderError> =>
  useCase(port, decideChangeOrder<View>);
