import * as z from "zod";
import type { ChangeRating, ChangeRatingError } from "../../../core/ratings/change_rating.ts";
import type { RemoveRating, RemoveRatingError } from "../../../core/ratings/remove_rating.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { stars } from "../../../core/values.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing, replyText } from "../reply.ts";
import { type Named, operation } from "../operation.ts";
import { nullable, optional, required } from "../wire.ts";
import { integer } from "../wire_numbers.ts";
import { commentKind, starsKind } from "./rate.ts";
import { Rating } from "./ratings.ts";

/** A rating to change: its author's, and the staff's. */
const aRating: Named = { thing: "rating", by: "path", others: 403, staff: "allowed", missing: 404 };

const removeErrors = {
  session_ended: 401,
  permission_denied: 403,
  rating_not_found: 404,
  conflict: 409,
} as const satisfies ErrorTable<RemoveRatingError | Conflict>;

const changeErrors: ErrorTable<ChangeRatingError | Conflict> = {
  ...removeErrors,
  other_product: () => ({ product: ["A rating stays with its product."] }),
};

const kept = {
  product: nullable(integer(), null, { description: "The one that is rated: no other is taken." }),
  comment: nullable(commentKind, null, { description: "Not given, it stays.", example: "Still good" }),
};

const change = (method: "put" | "patch", id: string, name: string, rating: z.ZodType<number | null>) =>
  operation({
    id,
    method,
    path: "/api/ratings/{id}",
    tag: "Ratings",
    summary: "Change a rating",
    description: "Mine, or, for staff, anyone's: it stays its author's. What is not given stays.",
    access: "customer",
    names: [aRating],
    body: z.object({ rating, ...kept }).meta({ id: name }),
    roundTrips: 2,
    answer: { status: 200, description: "The rating.", schema: Rating },
    errors: changeErrors,
    handle: async (
      { caller, id: rated, body: { rating: given, product, comment }, at },
      changeRating: UseCase<ChangeRating, string, ChangeRatingError>,
    ) => {
      const command = { caller, rating: rated, product, stars: given === null ? null : stars(given), comment };
      const result = await changeRating(command, at);
      return result.ok ? replyText(200, result.value) : refusal(changeErrors, result.error);
    },
  });

export const replaceRatingOperation = change(
  "put",
  "replaceRating",
  "ReplaceRating",
  required(starsKind, { example: 5 }),
);
export const changeRatingOperation = change(
  "patch",
  "changeRating",
  "ChangeRating",
  optional(starsKind, null, { example: 5 }),
);

export const removeRatingOperation = operation({
  id: "removeRating",
  method: "delete",
  path: "/api/ratings/{id}",
  tag: "Ratings",
  summary: "Remove a rating",
  description: "Mine, or, for staff, anyone's. It counts no more.",
  access: "customer",
  names: [aRating],
  roundTrips: 2,
  answer: { status: 204, description: "It is gone.", schema: null },
  errors: removeErrors,
  handle: async (
    { caller, id: rating, at },
    removeRating: UseCase<RemoveRating, null, RemoveRatingError>,
  ) => {
    const result = await removeRating({ caller, rating }, at);
    return result.ok ? nothing() : refusal(removeErrors, result.error);
  },
});
