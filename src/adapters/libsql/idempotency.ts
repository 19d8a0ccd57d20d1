import type { Idempotency } from "../../core/orders/purchase.ts";
import { orStale, type Write } from "./commit.ts";
import { sql, type Statement } from "./database.ts";

/** A key is kept for two days: a day longer than promised. */
const KEPT_MS = 48 * 3600 * 1000;

/** What a customer's key was answered at an endpoint before; no row when nothing, or when there is no key. */
export const earlierAnswer = (
  user: number,
  endpoint: string,
  key: string | null,
): Statement<{ fingerprint: string; answer: string }> =>
  sql`SELECT fingerprint, answer FROM idempotency_keys
      WHERE user_id = ${user} AND endpoint = ${endpoint} AND key = ${key}`;

/** Keeps what a key was answered; stale when the key was used meanwhile. Removes up to 20 old keys. */
export const keepAnswer = (
  user: number,
  endpoint: string,
  { key, fingerprint }: Idempotency,
  answer: Statement,
  at: string,
): readonly Write[] => [
  orStale(sql`INSERT INTO idempotency_keys (user_id, endpoint, key, fingerprint, answer, created_at)
              VALUES (${user}, ${endpoint}, ${key}, ${fingerprint}, (${answer}), ${at})`),
  sql`DELETE FROM idempotency_keys WHERE (user_id, endpoint, key) IN
        (SELECT user_id, endpoint, key FROM idempotency_keys
         WHERE created_at < ${new Date(Date.parse(at) - KEPT_MS).toISOString()} ORDER BY created_at LIMIT 20)`,
];
