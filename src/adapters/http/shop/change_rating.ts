import * as z from "zod";
import type { ChangeRating, ChangeRatingError } from "../../../core/ratings/change_rating.ts";
import type { RemoveRating, RemoveRatingError } from "../../../core/ratings/remove_rating.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { stars } from "../../../core/values.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing, replyText } from "../reply.ts";
import { type Named, operation } from "../operation.ts";
import { type Meta, nullable, optional, required } from "../wire.ts";
import { idKind } from "../wire_numbers.ts";
import { commentKind, starsKind } from "./rate.ts";
import { Rating } from "./ratings.ts";
import { words } from "../words.ts";

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
  product: nullable(idKind, null, words({ description: "The one that is rated: no other is taken." })),
  comment: nullable(commentKind, null, words({ description: "Not given, it stays.", example: "Still good" })),
};

const change = (method: "put" | "patch", id: string, named: Meta, rating: z.ZodType<number | null>) =>
  operation({
    id,
    method,
    path: "/api/ratings/{id}",
    tag: "Ratings",
    summary: words(method === "put" ? "Replace a rating" : "Change a rating"),
    description: words(
      "Mine, or, for staff, anyone's: it stays its author's and its product's. What is not given stays; a PUT " +
        "wants the stars.",
    ),
    access: "customer",
    names: [aRating],
    body: z.object({ rating, ...kept }).meta(named),
    roundTrips: 2,
    answer: { status: 200, description: words("The rating."), schema: Rating },
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
  words({ id: "ReplaceRating", description: "The stars, and whatever else is to change." }),
  required(starsKind, { example: 5 }),
);
export const changeRatingOperation = change(
  "patch",
  "changeRating",
  words({ id: "ChangeRating", description: "Whatever is to change." }),
  optional(starsKind, null, { example: 5 }),
);

export const removeRatingOperation = operation({
  id: "removeRating",
  method: "delete",
  path: "/api/ratings/{id}",
  tag: "Ratings",
  summary: words("Remove a rating"),
  description: words(
    "Mine, or, for staff, anyone's. It counts no more in the product's average.",
  ),
  access: "customer",
  names: [aRating],
  roundTrips: 2,
  answer: { status: 204, description: words("It is gone."), schema: null },
  errors: removeErrors,
  handle: async (
    { caller, id: rating, at },
    removeRating: UseCase<RemoveRating, null, RemoveRatingError>,
  ) => {
    const result = await removeRating({ caller, rating }, at);
    return result.ok ? nothing() : refusal(removeErrors, result.error);
  },
});
