import { after } from "../../core/customers/session.ts";
import type { Count, Counter, WrongTry } from "../../core/customers/throttle.ts";
import { type Stale, stale } from "../../core/use_case.ts";
import { commitBatch, orStale, type Write } from "./commit.ts";
import { type Database, sql, type Statement } from "./database.ts";

export type CountRow = { readonly key: string; readonly count: number; readonly ends_at: string };

const own = sql`value`;

/**
 * What the counters came to, for a load: no statement where nothing is counted. `key` is an expression of the key that
 * a counter's own, `value`, stands for.
 */
export const counts = (
  counters: readonly Counter[],
  now: string,
  key: Statement = own,
): readonly Statement<CountRow>[] =>
  counters.length === 0 ? [] : [
    sql<CountRow>`
    SELECT key, count, ends_at FROM throttles
    WHERE key IN (SELECT ${key} FROM json_each(${keys(counters)})) AND ends_at > ${now}`,
  ];

const keys = (counters: readonly Counter[]): string => JSON.stringify(counters.map((counter) => counter.key));

/** The facts that `counts` found. */
export const asCounts = (rows: readonly CountRow[] = []): readonly Count[] =>
  rows.map((row) => ({ key: row.key, count: row.count, endsAt: row.ends_at }));

/** Guards that none of the counters has reached its limit. */
export const belowLimits = (counters: readonly Counter[], now: string): readonly Write[] =>
  counters.length === 0 ? [] : [
    orStale(sql`
      SELECT CASE WHEN EXISTS (
        SELECT 1 FROM json_each(${JSON.stringify(counters)}) c JOIN throttles t ON t.key = c.value ->> 'key'
        WHERE t.ends_at > ${now} AND t.count >= c.value ->> 'limit') THEN json('stale') ELSE 1 END`),
  ];

/** Adds one to each counter, and begins its window when there is none. Removes up to 20 that have ended. */
export const countUp = (counters: readonly Counter[], now: string): readonly Write[] =>
  counters.length === 0 ? [] : [
    sql`INSERT INTO throttles (key, ends_at, count)
        SELECT value ->> 'key', value ->> 'ends_at', 1 FROM json_each(${windows(counters, now)}) WHERE true
        ON CONFLICT (key) DO UPDATE SET
          count = iif(ends_at > ${now}, count + 1, 1),
          ends_at = iif(ends_at > ${now}, ends_at, excluded.ends_at)`,
    sql`DELETE FROM throttles WHERE key IN
          (SELECT key FROM throttles WHERE ends_at <= ${now} ORDER BY ends_at LIMIT 20)`,
  ];

const windows = (counters: readonly Counter[], now: string): string =>
  JSON.stringify(counters.map(({ key, seconds }) => ({ key, ends_at: after(now, seconds) })));

/** Counts a wrong password; stale when a limit was reached meanwhile. */
export const noteWrongTry = async (
  database: Database,
  { counted, bound, at }: WrongTry,
): Promise<null | Stale> =>
  await commitBatch(database, [...belowLimits(bound, at), ...countUp(counted, at)], sql`SELECT 1`) === stale
    ? stale
    : null;

/** Whether the user, an expression, has signed in from the address. */
export const isKnownAddress = (user: Statement, address: string): Statement =>
  sql`EXISTS (SELECT 1 FROM known_addresses WHERE user_id = ${user} AND address = ${address})`;

/** Of each user the newest so many addresses are known. */
const KNOWN_MAX = 20;

/** Keeps that the user signed in from the address. */
export const rememberAddress = (user: number, address: string, now: string): readonly Write[] => [
  sql`INSERT INTO known_addresses (user_id, address, seen_at) VALUES (${user}, ${address}, ${now})
      ON CONFLICT (user_id, address) DO UPDATE SET seen_at = excluded.seen_at`,
  sql`DELETE FROM known_addresses WHERE user_id = ${user} AND address NOT IN
        (SELECT address FROM known_addresses WHERE user_id = ${user} ORDER BY seen_at DESC, address DESC LIMIT ${KNOWN_MAX})`,
];
