import type { Caller } from "../../../core/customers/session.ts";
import type { Stars } from "../../../core/values.ts";
import type { Audited } from "../audit.ts";
import { changed, ownOrStaffs, type Write } from "../commit.ts";
import { raw, sql, type Statement } from "../database.ts";

/** SQL for a rating as JSON, over ratings `r`. */
export const ratingJson = raw(`json_object(
  'id', r.id, 'product', r.product_id, 'user', r.user_id,
  'username', coalesce((SELECT username FROM users WHERE id = r.user_id), ''),
  'rating', r.stars, 'comment', r.comment, 'created_at', r.created_at)`);

/** What readers get of one rating, as the wire's JSON text; no row when there is none. */
export const ratingView = (id: number): Statement<{ body: string }> =>
  sql`SELECT ${ratingJson} AS body FROM ratings r WHERE r.id = ${id}`;

/** A rating as the audit has it. */
export const aRating = (id: number): Audited => ({
  kind: "rating",
  id,
  view: ratingView(id),
  person: sql`SELECT user_id FROM ratings WHERE id = ${id}`,
});

/** The ratings `r` that a caller may change: staff every one, others their own. */
export const changeable = (caller: Caller): Statement => ownOrStaffs(caller, "r.user_id");

/**
 * Changes a rating while `allowed` holds of it (`r`) and its product (`products`); null leaves what there is. The old
 * stars are taken out of the sum as they are now, so whoever changed them meanwhile makes nothing stale.
 */
export const rewrite = (
  rating: number,
  allowed: Statement,
  { stars, comment }: { readonly stars: Stars | null; readonly comment: string | null },
): readonly Write[] => [
  sql`UPDATE products SET rating_sum = rating_sum - r.stars + coalesce(${stars}, r.stars)
      FROM ratings AS r WHERE r.id = ${rating} AND products.id = r.product_id AND ${allowed}`,
  changed(1),
  sql`UPDATE ratings SET stars = coalesce(${stars}, stars), comment = coalesce(${comment}, comment)
      WHERE id = ${rating}`,
];
