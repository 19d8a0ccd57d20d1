import * as z from "zod";
import type { Rated, RateProduct, RateProductError } from "../../../core/ratings/rate_product.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { stars, STARS_MAX } from "../../../core/values.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { replyText } from "../reply.ts";
import { operation } from "../operation.ts";
import { nullable, required } from "../wire.ts";
import { idKind, integer } from "../wire_numbers.ts";
import { blankText } from "../wire_texts.ts";
import { aProduct } from "./products.ts";
import { Rating } from "./ratings.ts";
import { words } from "../words.ts";

export const starsKind = integer({ min: 1, max: STARS_MAX });
export const commentKind = blankText(2000);

const opinion = {
  rating: required(starsKind, { example: 4 }),
  comment: nullable(commentKind, "", { default: "", example: "This is good tho" }),
};

const answers = {
  answer: { status: 201, description: words("The new rating."), schema: Rating },
  also: { status: 200, description: words("My rating, replaced; it keeps its id and its time.") },
} as const;

const answerTo = ({ rating, replaced }: Rated<string>) => replyText(replaced ? 200 : 201, rating);

type Rate = UseCase<RateProduct, Rated<string>, RateProductError>;

const rateErrors: ErrorTable<RateProductError | Conflict> = {
  session_ended: 401,
  product_not_found: 404,
  conflict: 409,
};

export const rateProductOperation = operation({
  id: "rateProduct",
  method: "post",
  path: "/api/products/{id}/rate",
  tag: "Ratings",
  summary: words("Rate a product"),
  description: words(
    "Gives a product stars and a comment: 201. There is one rating of each customer and product, so rating it " +
      "again replaces mine: 200, with its id and time as they were. Nobody needs to have bought it.",
  ),
  access: "customer",
  names: [aProduct],
  body: z.object(opinion).meta(
    words({ id: "RateProduct", description: "Stars, and a comment if there is something to say." }),
  ),
  roundTrips: 2,
  ...answers,
  errors: rateErrors,
  handle: async ({ caller, id: product, body: { rating, comment }, at }, rateProduct: Rate) => {
    const result = await rateProduct({ caller, product, stars: stars(rating), comment }, at);
    return result.ok ? answerTo(result.value) : refusal(rateErrors, result.error);
  },
});

const createErrors: ErrorTable<RateProductError | Conflict> = {
  ...rateErrors,
  product_not_found: (error) => ({ product: [`Invalid pk "${error.product}" - object does not exist.`] }),
};

export const createRatingOperation = operation({
  id: "createRating",
  method: "post",
  path: "/api/ratings",
  tag: "Ratings",
  summary: words("Rate a product, by its id in the body"),
  description: words(
    "The same as `POST /api/products/{id}/rate/`: 201 when it is new, 200 when it replaces mine. A product that " +
      "is not there is 400 on `product`. `user` in the body is ignored: it is whoever is signed in.",
  ),
  access: "customer",
  names: [{ thing: "product", by: { field: "product" }, others: "allowed", staff: "allowed", missing: 400 }],
  body: z.object({ product: required(idKind, { example: 1 }), ...opinion }).meta(
    words({ id: "CreateRating", description: "Stars for a product, and a comment if there is something to say." }),
  ),
  roundTrips: 2,
  ...answers,
  errors: createErrors,
  handle: async ({ caller, body: { product, rating, comment }, at }, rateProduct: Rate) => {
    const result = await rateProduct({ caller, product, stars: stars(rating), comment }, at);
    return result.ok ? answerTo(result.value) : refusal(createErrors, result.error);
  },
});
