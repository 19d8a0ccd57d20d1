import type { SessionEnded, Standing } from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { CartNotFound, CartOwner } from "./cart.ts";

/** `keep`: the cart stays, empty; else it is gone, and a default one is replaced by a new one. */
export type EmptyCart = { readonly owner: CartOwner; readonly keep: boolean };

export type EmptyCartFacts = {
  readonly standing: Standing;
  readonly cart: { readonly isDefault: boolean } | null;
};

export type EmptyCartError = SessionEnded | CartNotFound;

/** Whichever cart is the one that is meant by then: a default one that another request replaced is emptied just so. */
export type EmptiedCart = EmptyCart & { readonly isDefault: boolean; readonly at: string };

export type EmptyCartPort = Port<EmptyCart, EmptyCartFacts, EmptiedCart, null>;

export function decideEmptyCart(
  { standing, cart }: EmptyCartFacts,
  command: EmptyCart,
  at: Pick<Moment, "now">,
): Decision<EmptiedCart, never, EmptyCartError> {
  if (standing === null) return refuse({ type: "session_ended" });
  if (cart === null) return refuse({ type: "cart_not_found" });
  return commit({ ...command, isDefault: cart.isDefault, at: at.now });
}

/** Clears a cart, or deletes it. */
export const emptyCart = (port: EmptyCartPort): UseCase<EmptyCart, null, EmptyCartError> =>
  useCase(port, decideEmptyCart);
