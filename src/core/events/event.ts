import type { OrderStatus } from "../values.ts";

/** What the outside may want to know. */
export const eventTypes = ["order.placed", "order.status_changed", "order.cancelled", "stock.low"] as const;

/** A stock of so many units or fewer is low. */
export const LOW_STOCK = 5;

/** An order went from one state to another. Each move is one event: a cancellation is that and nothing else. */
export type OrderMoved = {
  readonly type: "order.status_changed" | "order.cancelled";
  readonly order: number;
  readonly from: OrderStatus;
  readonly to: OrderStatus;
};

export const orderMoved = (order: number, from: OrderStatus, to: OrderStatus): OrderMoved => ({
  type: to === "Cancelled" ? "order.cancelled" : "order.status_changed",
  order,
  from,
  to,
});
