import {
  type ChangeRating,
  type ChangeRatingFacts,
  decideChangeRating,
} from "../../../src/core/ratings/change_rating.ts";
import { decideRateProduct, type RateProduct, type RateProductFacts } from "../../../src/core/ratings/rate_product.ts";
import {
  decideRemoveRating,
  type RemoveRating,
  type RemoveRatingFacts,
} from "../../../src/core/ratings/remove_rating.ts";
import { answer, commit, refuse } from "../../../src/core/use_case.ts";
import { stars } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const now = "2026-01-02T03:04:05.000Z";
const author = { user: 7, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: false };
const other = { ...author, user: 8 };
const staff = { ...author, user: 1, staff: true };

const rate: RateProduct = { caller: author, product: 3, stars: stars(4), comment: "good" };
const rateFacts: RateProductFacts = { standing: { staff: false }, onSale: true, own: null };

decides("rate product", (given: RateProductFacts, when: RateProduct) => decideRateProduct(given, when, { now }), [
  { it: "makes a new rating", given: rateFacts, when: rate, then: commit({ ...rate, replaces: null, at: now }) },
  {
    it: "replaces the caller's own",
    given: { ...rateFacts, own: 9 },
    when: rate,
    then: commit({ ...rate, replaces: 9, at: now }),
  },
  {
    it: "refuses a product that is not on sale, rated before or not",
    given: { ...rateFacts, onSale: false, own: 9 },
    when: rate,
    then: refuse({ type: "product_not_found", product: 3 }),
  },
  {
    it: "refuses when the session was ended, whatever it is about",
    given: { standing: null, onSale: false, own: null },
    when: rate,
    then: refuse({ type: "session_ended" }),
  },
]);

const rating = { product: 3, author: 7, stars: stars(4), comment: "good", view: "the rating" };
const facts = (given: Partial<ChangeRatingFacts<string>> = {}): ChangeRatingFacts<string> => ({
  standing: { staff: false },
  rating,
  ...given,
});
const change = (given: Partial<ChangeRating> = {}): ChangeRating => ({
  caller: author,
  rating: 5,
  product: null,
  stars: null,
  comment: null,
  ...given,
});
const changed = (given: object) =>
  commit({ caller: author, rating: 5, stars: null, comment: null, asStaff: false, at: now, ...given } as const);

decides(
  "change rating",
  (given: ChangeRatingFacts<string>, when: ChangeRating) => decideChangeRating(given, when, { now }),
  [
    {
      it: "changes the stars, and leaves the comment to whoever changes it meanwhile",
      given: facts(),
      when: change({ stars: stars(2) }),
      then: changed({ stars: stars(2) }),
    },
    {
      it: "empties the comment",
      given: facts(),
      when: change({ stars: stars(4), comment: "" }),
      then: changed({ stars: stars(4), comment: "" }),
    },
    {
      it: "takes what equals what there is for no change",
      given: facts(),
      when: change({ product: 3, stars: stars(4), comment: "good" }),
      then: answer("the rating"),
    },
    {
      it: "refuses to move it to another product",
      given: facts(),
      when: change({ product: 4, stars: stars(2) }),
      then: refuse({ type: "other_product" }),
    },
    {
      it: "lets staff change anyone's",
      given: facts({ standing: { staff: true } }),
      when: change({ caller: staff, comment: "-" }),
      then: changed({ caller: staff, asStaff: true, comment: "-" }),
    },
    {
      it: "lets staff change one whose author is gone",
      given: facts({ standing: { staff: true }, rating: { ...rating, author: null } }),
      when: change({ caller: staff, comment: "-" }),
      then: changed({ caller: staff, asStaff: true, comment: "-" }),
    },
    {
      it: "refuses staff who lost the right",
      given: facts(),
      when: change({ caller: staff, comment: "-" }),
      then: refuse({ type: "permission_denied" }),
    },
    {
      it: "refuses a right that was gained after signing in",
      given: facts({ standing: { staff: true } }),
      when: change({ caller: other, comment: "-" }),
      then: refuse({ type: "permission_denied" }),
    },
    {
      it: "refuses others before it looks at what they send",
      given: facts(),
      when: change({ caller: other, product: 4 }),
      then: refuse({ type: "permission_denied" }),
    },
    {
      it: "refuses one that is not there",
      given: facts({ rating: null }),
      when: change({ caller: other }),
      then: refuse({ type: "rating_not_found" }),
    },
    {
      it: "refuses when the session was ended",
      given: { standing: null, rating: null },
      when: change(),
      then: refuse({ type: "session_ended" }),
    },
  ],
);

const remove: RemoveRating = { caller: author, rating: 5 };
const removeFacts: RemoveRatingFacts = { standing: { staff: false }, rating: { author: 7 } };

decides("remove rating", (given: RemoveRatingFacts, when: RemoveRating) => decideRemoveRating(given, when, { now }), [
  {
    it: "removes one's own",
    given: removeFacts,
    when: remove,
    then: commit({ ...remove, asStaff: false, at: now }),
  },
  {
    it: "removes the staff's own as their author",
    given: { standing: { staff: true }, rating: { author: staff.user } },
    when: { ...remove, caller: staff },
    then: commit({ ...remove, caller: staff, asStaff: false, at: now }),
  },
  {
    it: "lets staff remove anyone's",
    given: { ...removeFacts, standing: { staff: true } },
    when: { ...remove, caller: staff },
    then: commit({ ...remove, caller: staff, asStaff: true, at: now }),
  },
  {
    it: "refuses staff who lost the right",
    given: removeFacts,
    when: { ...remove, caller: staff },
    then: refuse({ type: "permission_denied" }),
  },
  {
    it: "refuses others",
    given: removeFacts,
    when: { ...remove, caller: other },
    then: refuse({ type: "permission_denied" }),
  },
  {
    it: "refuses one that is not there",
    given: { ...removeFacts, rating: null },
    when: remove,
    then: refuse({ type: "rating_not_found" }),
  },
  {
    it: "refuses when the session was ended",
    given: { ...removeFacts, standing: null },
    when: remove,
    then: refuse({ type: "session_ended" }),
  },
]);
