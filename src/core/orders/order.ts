import type { PermissionDenied, SessionEnded } from "../customers/session.ts";
import type { OrderStatus } from "../values.ts";

const next: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  Pending: ["Processing", "Cancelled"],
  Processing: ["Shipped", "Cancelled"],
  Shipped: ["Delivered"],
  Delivered: [],
  Cancelled: [],
};

/** Pending → Processing → Shipped → Delivered, and Cancelled from the first two. */
export const isLegal = (from: OrderStatus, to: OrderStatus): boolean => next[from].includes(to);

/** The order is not there, or not the caller's to see. */
export type OrderNotFound = { readonly type: "order_not_found" };

/** `Status`: the states as an API calls them. */
export type IllegalTransition<Status extends string = OrderStatus> = {
  readonly type: "illegal_transition";
  readonly from: Status;
  readonly to: Status;
};

/** The order is too far on its way for its address to change. */
export type OrderLocked = { readonly type: "order_locked"; readonly status: OrderStatus };

export type OrderError = SessionEnded | OrderNotFound | IllegalTransition | OrderLocked | PermissionDenied;
