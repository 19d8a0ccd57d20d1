import type { SessionEnded, Standing } from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { CartNotFound, CartOwner, OpenCart } from "./cart.ts";
import { chooseLine, type ChooseLineError, type ProductLine } from "./choose_line.ts";

/** `variant` null means the product's only line. */
export type RemoveItem = { readonly owner: CartOwner; readonly product: number; readonly variant: number | null };

export type RemoveItemFacts = {
  readonly standing: Standing;
  readonly cart: OpenCart | null;
  readonly lines: readonly ProductLine[];
  /** Whether the variant asked for is the product's. */
  readonly isVariant: boolean;
};

export type RemoveItemError = SessionEnded | CartNotFound | ChooseLineError;

/** The line that goes, if it still holds that variant. */
export type RemovedItem = {
  readonly owner: CartOwner;
  readonly cart: number;
  readonly line: number;
  readonly variant: number;
  readonly at: string;
};

export type RemoveItemPort = Port<RemoveItem, RemoveItemFacts, RemovedItem, null>;

export function decideRemoveItem(
  facts: RemoveItemFacts,
  command: RemoveItem,
  at: Pick<Moment, "now">,
): Decision<RemovedItem, never, RemoveItemError> {
  if (facts.standing === null) return refuse({ type: "session_ended" });
  if (facts.cart === null) return refuse({ type: "cart_not_found" });
  const chosen = chooseLine(facts.lines, command.variant, facts.isVariant);
  if (!chosen.ok) return refuse(chosen.error);
  const { id: line, variant } = chosen.value;
  return commit({ owner: command.owner, cart: facts.cart.id, line, variant, at: at.now });
}

/** Takes a line out of a cart, whether or not what it holds can still be bought. */
export const removeItem = (port: RemoveItemPort): UseCase<RemoveItem, null, RemoveItemError> =>
  useCase(port, decideRemoveItem);
