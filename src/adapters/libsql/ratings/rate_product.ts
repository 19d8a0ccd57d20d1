import type { GivenRating, RateProductPort } from "../../../core/ratings/rate_product.ts";
import { stale } from "../../../core/use_case.ts";
import { changed, commitBatch, standing, stands, stillStanding, type Write } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { ratingJson, rewrite } from "./ratings.ts";

const insert = ({ caller, product, stars, comment, at }: GivenRating): readonly Write[] => [
  sql`INSERT INTO ratings (product_id, user_id, stars, comment, created_at)
      SELECT id, ${caller.user}, ${stars}, ${comment}, ${at} FROM products WHERE id = ${product} AND archived = 0
      ON CONFLICT (product_id, user_id) DO NOTHING`,
  changed(1),
  sql`UPDATE products SET rating_sum = rating_sum + ${stars}, rating_count = rating_count + 1 WHERE id = ${product}`,
];

/** The rating comes back as the JSON text of the wire. */
export const rateProductStore = (database: Database): RateProductPort<string> => ({
  load: async ({ caller, product }, { now }) => {
    const [[session], found, [own]] = await database.read([
      standing(caller, now),
      sql`SELECT 1 FROM products WHERE id = ${product} AND archived = 0`,
      sql<{ id: number }>`SELECT id FROM ratings WHERE product_id = ${product} AND user_id = ${caller.user}`,
    ]);
    return { standing: stands(session), onSale: found.length > 0, own: own?.id ?? null };
  },
  commit: async (change) => {
    const { caller, product, replaces, at } = change;
    const receipt = await commitBatch(
      database,
      [
        ...stillStanding(caller, at),
        ...(replaces === null
          ? insert(change)
          : rewrite(replaces, sql`r.user_id = ${caller.user} AND products.archived = 0`, change)),
      ],
      sql<{ body: string }>`
        SELECT ${ratingJson} AS body FROM ratings r WHERE r.product_id = ${product} AND r.user_id = ${caller.user}`,
    );
    return receipt === stale ? stale : { rating: receipt.body, replaced: replaces !== null };
  },
});
