import type { Caller, Standing } from "../../../core/customers/session.ts";
import { standing, stands } from "../commit.ts";
import { type Database, sql, type Statement } from "../database.ts";
import { type Page, page, pageOf, type PageStart } from "../page.ts";

/** SQL for a session as JSON, over sessions `s`. */
export const sessionJson = ({ session }: Caller): Statement =>
  sql`json_object('id', s.id, 'created_at', s.created_at, 'last_used_at', s.last_used_at, 'expires_at', s.expires_at,
    'user_agent', s.user_agent, 'current', json(iif(s.id = ${session}, 'true', 'false')))`;

const newestFirst = { key: "s.created_at", id: "s.id", descending: true } as const;

/** A customer's sessions as the wire's JSON texts, the newest first, and, when counted, how many there are. */
export const showSessions = (database: Database) =>
async (
  caller: Caller,
  start: PageStart,
  limit: number,
  now: string,
): Promise<Page & { standing: Standing }> => {
  const from = sql`FROM sessions s WHERE s.user_id = ${caller.user} AND s.expires_at > ${now}`;
  const [[session], parts] = await database.read([
    standing(caller, now),
    page(from, sessionJson(caller), newestFirst, start, limit),
  ]);
  return { standing: stands(session), ...pageOf(parts, limit) };
};
