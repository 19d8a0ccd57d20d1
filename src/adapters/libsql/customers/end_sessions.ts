import type { EndSessions, EndSessionsPort } from "../../../core/customers/end_sessions.ts";
import { stale } from "../../../core/use_case.ts";
import { changed, commitBatch, standing, stands, type Write } from "../commit.ts";
import { type Database, sql } from "../database.ts";

/** Ending what has ended meanwhile is what was asked for; only the others are ended by a session that still stands. */
function ended({ caller, which }: EndSessions): readonly Write[] {
  const own = sql`user_id = ${caller.user} AND id = ${caller.session}`;
  switch (which.type) {
    case "this":
      return [sql`DELETE FROM sessions WHERE ${own}`];
    case "one":
      return [
        sql`DELETE FROM sessions WHERE user_id = ${caller.user} AND id = ${which.id}
              AND EXISTS (SELECT 1 FROM sessions WHERE ${own})`,
        changed(1),
      ];
    case "others":
      return [
        sql`UPDATE sessions SET last_used_at = last_used_at WHERE ${own}`,
        changed(1),
        sql`DELETE FROM sessions WHERE user_id = ${caller.user} AND id <> ${caller.session}`,
      ];
  }
}

export const endSessionsStore = (database: Database): EndSessionsPort => ({
  load: async ({ caller, which }, { now }) => {
    const [[session], found] = await database.read([
      standing(caller, now),
      sql`SELECT 1 FROM sessions
          WHERE user_id = ${caller.user} AND id = ${which.type === "one" ? which.id : null} AND expires_at > ${now}`,
    ]);
    return { standing: stands(session), found: found.length > 0 };
  },
  commit: async (change) => await commitBatch(database, ended(change), sql`SELECT 1`) === stale ? stale : null,
});
