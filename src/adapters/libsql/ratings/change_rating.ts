import type { ChangeRatingPort } from "../../../core/ratings/change_rating.ts";
import { stale } from "../../../core/use_case.ts";
import { stars } from "../../../core/values.ts";
import { audited } from "../audit.ts";
import { commitBatch, standing, stands, stillStanding } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { aRating, changeable, ratingJson, ratingView, rewrite } from "./ratings.ts";

type RatingRow = {
  readonly product_id: number;
  readonly user_id: number | null;
  readonly stars: number;
  readonly comment: string;
  readonly view: string;
};

/** The rating comes back as the JSON text of the wire. */
export const changeRatingStore = (database: Database): ChangeRatingPort<string> => ({
  load: async ({ caller, rating }, { now }) => {
    const [[session], [found]] = await database.read([
      standing(caller, now),
      sql<RatingRow>`
        SELECT r.product_id, r.user_id, r.stars, r.comment, ${ratingJson} AS view FROM ratings r WHERE r.id = ${rating}`,
    ]);
    return {
      standing: stands(session),
      rating: found === undefined ? null : {
        product: found.product_id,
        author: found.user_id,
        stars: stars(found.stars),
        comment: found.comment,
        view: found.view,
      },
    };
  },
  commit: async (change) => {
    const { caller, rating, asStaff, at } = change;
    const writes = rewrite(rating, changeable(caller), change);
    const receipt = await commitBatch(database, [
      ...stillStanding(caller, at),
      ...(asStaff ? audited(change, aRating(rating), writes) : writes),
    ], ratingView(rating));
    return receipt === stale ? stale : receipt.body;
  },
});
