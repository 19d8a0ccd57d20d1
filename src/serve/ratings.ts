import {
  changeRatingOperation,
  removeRatingOperation,
  replaceRatingOperation,
} from "../adapters/http/shop/change_rating.ts";
import { createRatingOperation, rateProductOperation } from "../adapters/http/shop/rate.ts";
import { listRatingsOperation, showRatingOperation } from "../adapters/http/shop/ratings.ts";
import { changeRatingStore } from "../adapters/libsql/ratings/change_rating.ts";
import { rateProductStore } from "../adapters/libsql/ratings/rate_product.ts";
import { removeRatingStore } from "../adapters/libsql/ratings/remove_rating.ts";
import { showRating, showRatings } from "../adapters/libsql/ratings/show_ratings.ts";
import { changeRating } from "../core/ratings/change_rating.ts";
import { rateProduct } from "../core/ratings/rate_product.ts";
import { removeRating } from "../core/ratings/remove_rating.ts";
import type { Serve } from "./serve.ts";

/** What customers say of products. */
export function serveRatings(serve: Serve): void {
  serve(rateProductOperation, (db) => rateProduct(rateProductStore(db)));
  serve(listRatingsOperation, (db) => showRatings(db));
  serve(createRatingOperation, (db) => rateProduct(rateProductStore(db)));
  serve(showRatingOperation, (db) => showRating(db));
  serve(replaceRatingOperation, (db) => changeRating(changeRatingStore(db)));
  serve(changeRatingOperation, (db) => changeRating(changeRatingStore(db)));
  serve(removeRatingOperation, (db) => removeRating(removeRatingStore(db)));
}
