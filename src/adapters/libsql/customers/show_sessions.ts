import type { Caller, Standing } from "../../../core/customers/session.ts";
import { standing, stands } from "../commit.ts";
import { type Database, sql, type Statement } from "../database.ts";

/** SQL for a session as JSON, over sessions `s`. */
export const sessionJson = ({ session }: Caller): Statement =>
  sql`json_object('id', s.id, 'created_at', s.created_at, 'last_used_at', s.last_used_at, 'expires_at', s.expires_at,
    'user_agent', s.user_agent, 'current', json(iif(s.id = ${session}, 'true', 'false')))`;

/** A customer's sessions as the JSON texts of the wire, the newest first. */
export const showSessions =
  (database: Database) =>
  async (caller: Caller, now: string): Promise<{ standing: Standing; sessions: readonly string[] }> => {
    const [[session], sessions] = await database.read([
      standing(caller, now),
      sql<{ body: string }>`
        SELECT ${sessionJson(caller)} AS body FROM sessions s
        WHERE s.user_id = ${caller.user} AND s.expires_at > ${now} ORDER BY s.created_at DESC, s.id`,
    ]);
    return { standing: stands(session), sessions: sessions.map(({ body }) => body) };
  };
