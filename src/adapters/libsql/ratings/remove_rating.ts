import type { RemovedRating, RemoveRatingPort } from "../../../core/ratings/remove_rating.ts";
import { stale } from "../../../core/use_case.ts";
import { auditRemoved } from "../audit.ts";
import { changed, commitBatch, standing, stands, stillStanding, type Write } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { aRating, changeable } from "./ratings.ts";

const removal = (removed: RemovedRating): readonly Write[] => {
  const { caller, rating, asStaff, at } = removed;
  return [
    ...stillStanding(caller, at),
    ...(asStaff ? [auditRemoved(removed, aRating(rating))] : []),
    sql`UPDATE products SET rating_sum = rating_sum - r.stars, rating_count = rating_count - 1
      FROM ratings AS r WHERE r.id = ${rating} AND products.id = r.product_id AND ${changeable(caller)}`,
    changed(1),
    sql`DELETE FROM ratings WHERE id = ${rating}`,
  ];
};

export const removeRatingStore = (database: Database): RemoveRatingPort => ({
  load: async ({ caller, rating }, { now }) => {
    const [[session], [found]] = await database.read([
      standing(caller, now),
      sql<{ author: number | null }>`SELECT user_id AS author FROM ratings WHERE id = ${rating}`,
    ]);
    return { standing: stands(session), rating: found ?? null };
  },
  commit: async (change) => await commitBatch(database, removal(change), sql`SELECT 1`) === stale ? stale : null,
});
