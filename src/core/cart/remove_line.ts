import type { SessionEnded, Standing } from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { CartNotFound, CartOwner, LineNotFound, OpenCart } from "./cart.ts";
import type { RemovedItem } from "./remove_item.ts";

export type RemoveLine = { readonly owner: CartOwner; readonly line: number };

export type RemoveLineFacts = {
  readonly standing: Standing;
  readonly cart: OpenCart | null;
  /** The line when it lies in that cart. */
  readonly line: { readonly id: number; readonly variant: number } | null;
};

export type RemoveLineError = SessionEnded | CartNotFound | LineNotFound;

export type RemoveLinePort = Port<RemoveLine, RemoveLineFacts, RemovedItem, null>;

export function decideRemoveLine(
  { standing, cart, line }: RemoveLineFacts,
  { owner }: RemoveLine,
  at: Pick<Moment, "now">,
): Decision<RemovedItem, never, RemoveLineError> {
  if (standing === null) return refuse({ type: "session_ended" });
  if (cart === null) return refuse({ type: "cart_not_found" });
  if (line === null) return refuse({ type: "line_not_found" });
  return commit({ owner, cart: cart.id, line: line.id, variant: line.variant, at: at.now });
}

/** Takes a line out of a cart by its id. */
export const removeLine = (port: RemoveLinePort): UseCase<RemoveLine, null, RemoveLineError> =>
  useCase(port, decideRemoveLine);
