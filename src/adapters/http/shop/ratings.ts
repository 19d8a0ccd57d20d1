import * as z from "zod";
import { STARS_MAX } from "../../../core/values.ts";
import { asked, listAnswer, type Listed, listParameters, listReply, type PageRequest } from "../lists.ts";
import { notFound } from "../problem.ts";
import { replyText } from "../reply.ts";
import { operation } from "../operation.ts";
import { optional } from "../wire.ts";
import { idKind } from "../wire_numbers.ts";
import { Id, IdOrNull, said, Time } from "./schemas.ts";
import { words } from "../words.ts";

export const Rating = z.object({
  id: Id,
  product: Id,
  user: IdOrNull.meta(words({ description: "Whose; null once the account is gone." })),
  username: z.string().meta(words({ description: "Empty once the account is gone.", example: "nurpratap" })),
  rating: z.int().min(1).max(STARS_MAX).meta({ example: 4 }),
  comment: said("This is good tho"),
  created_at: Time,
}).meta(words({ id: "Rating", description: "What one customer says of one product." }));

/** Reads one page of ratings, newest first; `count` is how many pass, when a numbered page was asked for. */
export type ListRatings = (
  filter: { readonly product?: number | undefined; readonly user?: number | undefined },
  start: PageRequest,
  limit: number,
) => Promise<Listed>;

export const listRatingsOperation = operation({
  id: "listRatings",
  method: "get",
  path: "/api/ratings",
  tag: "Ratings",
  summary: words("List ratings"),
  description: words(
    "What customers say of products, newest first; of products that are no longer sold, too.",
  ),
  access: "public",
  cached: true,
  names: [],
  query: z.object({
    product: optional(idKind, undefined, words({ description: "Of which product." })),
    user: optional(idKind, undefined, words({ description: "By whom." })),
    ...listParameters,
  }),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of ratings."), schema: listAnswer(Rating) },
  errors: { not_found: 404 },
  handle: async ({ query, url }, listRatings: ListRatings) => {
    const request = asked(query, "-id");
    if (!request.ok) return request.error;
    const found = await listRatings(query, request.value.start, request.value.limit);
    return listReply(request.value, found, url, "-id");
  },
});

/** One rating as the wire's JSON text, or null. */
export type ShowRating = (id: number) => Promise<string | null>;

export const showRatingOperation = operation({
  id: "getRating",
  method: "get",
  path: "/api/ratings/{id}",
  tag: "Ratings",
  summary: words("One rating"),
  description: words(
    "What a customer says of a product. Once the account is gone, `user` is null and `username` empty.",
  ),
  access: "public",
  cached: true,
  names: [{ thing: "rating", by: "path", others: "allowed", staff: "allowed", missing: 404 }],
  roundTrips: 1,
  answer: { status: 200, description: words("The rating."), schema: Rating },
  errors: { not_found: 404 },
  handle: async ({ id }, showRating: ShowRating) => {
    const rating = await showRating(id);
    if (rating === null) return notFound();
    return replyText(200, rating);
  },
});
