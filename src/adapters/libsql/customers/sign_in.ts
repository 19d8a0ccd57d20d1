import type { NewSession, SignInPort } from "../../../core/customers/sign_in.ts";
import { hourOf } from "../../../core/customers/session.ts";
import { stale } from "../../../core/use_case.ts";
import { foldName } from "../../../core/values.ts";
import { changed, commitBatch } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { customer, type UserRow } from "./customers.ts";

export const signInStore = (database: Database): SignInPort => ({
  load: async (command) => {
    const [[user]] = await database.read([
      sql<UserRow>`SELECT users.* FROM login_names JOIN users ON users.id = login_names.user_id
                   WHERE login_names.name = ${foldName(command.name)}`,
    ]);
    return { user: user === undefined ? null : { customer: customer(user), passwordHash: user.password } };
  },
  commit: async (session: NewSession) => {
    const receipt = await commitBatch(database, [
      sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
          SELECT ${session.id}, id, ${session.createdAt}, ${hourOf(session.createdAt)},
                 ${session.expiresAt}, ${session.userAgent}
          FROM users WHERE id = ${session.customer.id} AND password = ${session.passwordHash}`,
      changed(1),
      sql`DELETE FROM sessions WHERE id IN
            (SELECT id FROM sessions WHERE expires_at <= ${session.createdAt} ORDER BY expires_at LIMIT 20)`,
    ], sql`SELECT 1`);
    return receipt === stale ? stale : session;
  },
});
