import type { Caller, PermissionDenied, SessionEnded, Standing } from "../customers/session.ts";
import { answer, commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { Stars } from "../values.ts";
import { mayChange, type RatingNotFound } from "./rating.ts";

/** What is to change, null where nothing is. `product` is what the caller believes to be rated. */
export type ChangeRating = {
  readonly caller: Caller;
  readonly rating: number;
  readonly product: number | null;
  readonly stars: Stars | null;
  readonly comment: string | null;
};

/** `view` is the rating as the port shows it. */
export type ChangeRatingFacts<View> = {
  readonly standing: Standing;
  readonly rating: {
    readonly product: number;
    readonly author: number | null;
    readonly stars: Stars;
    readonly comment: string;
    readonly view: View;
  } | null;
};

/** A rating stays with the product that it is of. */
export type OtherProduct = { readonly type: "other_product" };

export type ChangeRatingError = SessionEnded | RatingNotFound | PermissionDenied | OtherProduct;

/** What becomes of the rating; null leaves what others may have made of it meanwhile. */
export type ChangedRating = {
  readonly caller: Caller;
  readonly rating: number;
  readonly stars: Stars | null;
  readonly comment: string | null;
  /** The caller may do it as staff, and is not the author. */
  readonly asStaff: boolean;
  readonly at: string;
};

export type ChangeRatingPort<View> = Port<ChangeRating, ChangeRatingFacts<View>, ChangedRating, View>;

export function decideChangeRating<View>(
  { standing, rating }: ChangeRatingFacts<View>,
  { caller, rating: id, product, stars, comment }: ChangeRating,
  at: Pick<Moment, "now">,
): Decision<ChangedRating, View, ChangeRatingError> {
  if (standing === null) return refuse({ type: "session_ended" });
  if (rating === null) return refuse({ type: "rating_not_found" });
  if (!mayChange(caller, standing, rating.author)) return refuse({ type: "permission_denied" });
  if (product !== null && product !== rating.product) return refuse({ type: "other_product" });
  const same = (stars ?? rating.stars) === rating.stars && (comment ?? rating.comment) === rating.comment;
  if (same) return answer(rating.view);
  return commit({ caller, rating: id, stars, comment, asStaff: rating.author !== caller.user, at: at.now });
}

/** Changes a rating's stars or comment; whoever does it, it stays its author's. */
export const changeRating = <View>(port: ChangeRatingPort<View>): UseCase<ChangeRating, View, ChangeRatingError> =>
  useCase(port, decideChangeRating<View>);
