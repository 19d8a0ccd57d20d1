import type { SessionEnded, Standing } from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { Money, Quantity } from "../values.ts";
import {
  type CartNotFound,
  type CartOwner,
  type OpenCart,
  type OutOfStock,
  outOfStock,
  type ProductUnavailable,
  subtotal,
  total,
  type TotalTooLarge,
} from "./cart.ts";
import { chooseLine, type ChooseLineError, type ProductLine } from "./choose_line.ts";

/** `variant` null means the product's only line. */
export type ChangeQuantity = {
  readonly owner: CartOwner;
  readonly product: number;
  readonly variant: number | null;
  readonly quantity: Quantity;
};

export type ChangeQuantityFacts = {
  readonly standing: Standing;
  readonly cart: OpenCart | null;
  readonly lines: readonly ProductLine[];
  /** Whether the variant asked for is the product's. */
  readonly isVariant: boolean;
  /** What the cart's other products come to; null when that is more than any total may be. */
  readonly rest: Money | null;
};

export type ChangeQuantityError =
  | SessionEnded
  | CartNotFound
  | ChooseLineError
  | ProductUnavailable
  | OutOfStock
  | TotalTooLarge;

export type ChangedQuantity = {
  readonly owner: CartOwner;
  readonly cart: number;
  readonly line: number;
  readonly variant: number;
  readonly quantity: Quantity;
  readonly at: string;
};

export type ChangeQuantityPort<Line> = Port<ChangeQuantity, ChangeQuantityFacts, ChangedQuantity, Line>;

export function decideChangeQuantity(
  facts: ChangeQuantityFacts,
  command: ChangeQuantity,
  at: Pick<Moment, "now">,
): Decision<ChangedQuantity, never, ChangeQuantityError> {
  if (facts.standing === null) return refuse({ type: "session_ended" });
  if (facts.cart === null) return refuse({ type: "cart_not_found" });
  const chosen = chooseLine(facts.lines, command.variant, facts.isVariant);
  if (!chosen.ok) return refuse(chosen.error);
  const line = chosen.value;
  const { product, quantity: requested } = command;
  if (line.archived) return refuse({ type: "product_unavailable", product });
  if (requested > line.stock) {
    return refuse(outOfStock({ product, variant: line.shown, available: line.stock, requested }));
  }
  const others = facts.lines.filter((each) => each !== line).map((each) => subtotal(each.price, each.quantity));
  if (total([facts.rest, ...others, subtotal(line.price, requested)]) === null) {
    return refuse({ type: "total_too_large" });
  }
  return commit({
    owner: command.owner,
    cart: facts.cart.id,
    line: line.id,
    variant: line.variant,
    quantity: requested,
    at: at.now,
  });
}

/** Sets how many units a line holds. */
export const changeQuantity = <Line>(
  port: ChangeQuantityPort<Line>,
): UseCase<ChangeQuantity, Line, ChangeQuantityError> => useCase(port, decideChangeQuantity);
