import { orStale, type Write } from "../commit.ts";
import { sql, type Statement } from "../database.ts";

/** Guards that readers still get `seen` of a thing, `view` being what they get now; null guards nothing. */
export const unchanged = (view: Statement, seen: string | null): readonly Write[] =>
  seen === null ? [] : [orStale(sql`SELECT CASE WHEN (${view}) = ${seen} THEN 1 ELSE json('stale') END`)];
