import type { ProductNotFound } from "../catalog/product.ts";
import type { Caller, SessionEnded, Standing } from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { Stars } from "../values.ts";

export type RateProduct = {
  readonly caller: Caller;
  readonly product: number;
  readonly stars: Stars;
  /** What is said of it; may be empty. */
  readonly comment: string;
};

export type RateProductFacts = {
  readonly standing: Standing;
  /** Whether there is such a product, not archived. */
  readonly onSale: boolean;
  /** The id of the caller's rating of it, if there is one already. */
  readonly own: number | null;
};

export type RateProductError = SessionEnded | ProductNotFound;

/** A new rating, or what the caller's own, `replaces`, becomes: it keeps its id and its time. */
export type GivenRating = RateProduct & { readonly replaces: number | null; readonly at: string };

/** `rating` is the rating as the port shows it. */
export type Rated<View> = { readonly rating: View; readonly replaced: boolean };

export type RateProductPort<View> = Port<RateProduct, RateProductFacts, GivenRating, Rated<View>>;

export function decideRateProduct(
  { standing, onSale, own }: RateProductFacts,
  command: RateProduct,
  at: Pick<Moment, "now">,
): Decision<GivenRating, never, RateProductError> {
  if (standing === null) return refuse({ type: "session_ended" });
  if (!onSale) return refuse({ type: "product_not_found", product: command.product });
  return commit({ ...command, replaces: own, at: at.now });
}

/** Rates a product; who rated it already replaces the rating. */
export const rateProduct = <View>(
  port: RateProductPort<View>,
): UseCase<RateProduct, Rated<View>, RateProductError> => useCase(port, decideRateProduct);
