import { stale } from "../../../core/use_case.ts";
import { foldName } from "../../../core/values.ts";
import { changed, commitBatch } from "../commit.ts";
import { type Database, sql } from "../database.ts";

/** Sets a user's password by hand, and ends all of their sessions. Returns whether somebody has that login name. */
export async function replacePassword(database: Database, loginName: string, passwordHash: string): Promise<boolean> {
  const user = sql`(SELECT user_id FROM login_names WHERE name = ${foldName(loginName)})`;
  const outcome = await commitBatch(database, [
    sql`UPDATE users SET password = ${passwordHash} WHERE id = ${user}`,
    changed(1),
    sql`DELETE FROM sessions WHERE user_id = ${user}`,
  ], sql`SELECT 1`);
  return outcome !== stale;
}
