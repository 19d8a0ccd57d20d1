import type { Caller, SessionEnded, Standing } from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";

/** For a customer one more cart, for a guest one that the token with that digest opens. */
export type NewCartOwner =
  | { readonly type: "customer"; readonly caller: Caller }
  | { readonly type: "guest"; readonly tokenDigest: string };

export type OpenOneMore = { readonly owner: NewCartOwner };

export type OpenOneMoreFacts = { readonly standing: Standing };

export type NewCart = { readonly owner: NewCartOwner; readonly at: string };

/** `Cart` is the cart as the port shows it. */
export type OpenCartPort<Cart> = Port<OpenOneMore, OpenOneMoreFacts, NewCart, Cart>;

export const decideOpenCart = (
  { standing }: OpenOneMoreFacts,
  { owner }: OpenOneMore,
  at: Pick<Moment, "now">,
): Decision<NewCart, never, SessionEnded> =>
  standing === null ? refuse({ type: "session_ended" }) : commit({ owner, at: at.now });

/** Starts a cart beside the ones that are there. */
export const openCart = <Cart>(port: OpenCartPort<Cart>): UseCase<OpenOneMore, Cart, SessionEnded> =>
  useCase(port, decideOpenCart);
