import * as z from "zod";
import type { Rated, RateProduct, RateProductError } from "../../../core/ratings/rate_product.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { stars, STARS_MAX } from "../../../core/values.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { replyText } from "../reply.ts";
import { operation } from "../operation.ts";
import { nullable, required } from "../wire.ts";
import { integer } from "../wire_numbers.ts";
import { blankText } from "../wire_texts.ts";
import { aProduct } from "./products.ts";
import { Rating } from "./ratings.ts";

export const starsKind = integer({ min: 1, max: STARS_MAX });
export const commentKind = blankText(2000);

const opinion = {
  rating: required(starsKind, { example: 4 }),
  comment: nullable(commentKind, "", { default: "", example: "This is good tho" }),
};

const answers = {
  answer: { status: 201, description: "The new rating.", schema: Rating },
  also: { status: 200, description: "My rating, replaced; it keeps its id and its time." },
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
  summary: "Rate a product",
  description: "Gives a product stars and a comment. Rating it again replaces mine.",
  access: "customer",
  names: [aProduct],
  body: z.object(opinion).meta({ id: "RateProduct" }),
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
  summary: "Rate a product, by its id in the body",
  description: "Gives a product stars and a comment. Rating it again replaces mine.",
  access: "customer",
  names: [{ thing: "product", by: { field: "product" }, others: "allowed", staff: "allowed", missing: 400 }],
  body: z.object({ product: required(integer(), { example: 1 }), ...opinion }).meta({ id: "CreateRating" }),
  roundTrips: 2,
  ...answers,
  errors: createErrors,
  handle: async ({ caller, body: { product, rating, comment }, at }, rateProduct: Rate) => {
    const result = await rateProduct({ caller, product, stars: stars(rating), comment }, at);
    return result.ok ? answerTo(result.value) : refusal(createErrors, result.error);
  },
});
