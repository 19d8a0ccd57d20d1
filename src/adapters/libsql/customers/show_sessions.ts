import type { Caller, Standing } from "../../../core/customers/session.ts";
import { standing, stands } from "../commit.ts";
import { type Database, sql } from "../database.ts";

/** A customer's sessions as the JSON texts of the wire, the newest first. */
export const showSessions =
  (database: Database) =>
  async (caller: Caller, now: string): Promise<{ standing: Standing; sessions: readonly string[] }> => {
    const [[session], sessions] = await database.read([
      standing(caller, now),
      sql<{ body: string }>`
        SELECT json_object('id', id, 'created_at', created_at, 'last_used_at', last_used_at, 'expires_at', expires_at,
          'user_agent', user_agent, 'current', json(iif(id = ${caller.session}, 'true', 'false'))) AS body
        FROM sessions WHERE user_id = ${caller.user} AND expires_at > ${now} ORDER BY created_at DESC, id`,
    ]);
    return { standing: stands(session), sessions: sessions.map(({ body }) => body) };
  };
