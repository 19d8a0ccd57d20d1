import type { Caller, SessionEnded, Standing } from "../customers/session.ts";
import { type Count, type Counter, type Throttled, throttled } from "../customers/throttle.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";

/**
 * For a customer one more cart, for a guest one that the token with that digest opens. `counters`: those of the guests'
 * carts opened from the caller's address; none when they are not counted.
 */
export type NewCartOwner =
  | { readonly type: "customer"; readonly caller: Caller }
  | { readonly type: "guest"; readonly tokenDigest: string; readonly counters: readonly Counter[] };

export type OpenOneMore = { readonly owner: NewCartOwner };

export type OpenOneMoreFacts = { readonly standing: Standing; readonly counts: readonly Count[] };

export type OpenCartError = SessionEnded | Throttled;

/** The counters that the cart adds to and that must be below their limits. */
export const countersOf = (owner: NewCartOwner): readonly Counter[] => owner.type === "guest" ? owner.counters : [];

export type NewCart = { readonly owner: NewCartOwner; readonly at: string };

/** `Cart` is the cart as the port shows it. */
export type OpenCartPort<Cart> = Port<OpenOneMore, OpenOneMoreFacts, NewCart, Cart>;

export function decideOpenCart(
  { standing, counts }: OpenOneMoreFacts,
  { owner }: OpenOneMore,
  at: Pick<Moment, "now">,
): Decision<NewCart, never, OpenCartError> {
  if (standing === null) return refuse({ type: "session_ended" });
  const limit = throttled(countersOf(owner), counts, at.now);
  return limit === null ? commit({ owner, at: at.now }) : refuse(limit);
}

/** Starts a cart beside the ones that are there. */
export const openCart = <Cart>(port: OpenCartPort<Cart>): UseCase<OpenOneMore, Cart, OpenCartError> =>
  useCase(port, decideOpenCart);
