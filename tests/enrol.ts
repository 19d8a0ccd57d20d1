import assert from "node:assert/strict";
import { edDsaTokens } from "../src/adapters/crypto/tokens.ts";
import { insertCustomer } from "../src/adapters/libsql/customers/customers.ts";
import { type Database, sql } from "../src/adapters/libsql/database.ts";

/** Someone who is signed in. */
export type Member = { readonly id: number; readonly username: string; readonly token: string };

const DAYS = 24 * 3600 * 1000;

/** Signs customers up and in without the slow work on passwords, for a shop whose tokens `seed` signs. */
export async function enrol(
  database: Database,
  seed: string,
  usernames: readonly string[],
  staff = false,
): Promise<readonly Member[]> {
  const tokens = await edDsaTokens([seed]);
  const now = new Date().toISOString();
  const end = new Date(Date.parse(now) + 14 * DAYS).toISOString();
  return await Promise.all(usernames.map(async (username) => {
    const session = crypto.randomUUID();
    const email = `${username}@example.com`;
    const written = await database.write([
      ...insertCustomer({
        username,
        email,
        firstName: "",
        lastName: "",
        phone: null,
        address: "Kohalpur",
        staff,
        createdAt: now,
        passwordHash: "",
        loginNames: [username, email],
      }),
      sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
          SELECT ${session}, id, ${now}, ${now}, ${end}, '' FROM users WHERE username = ${username}`,
      sql`SELECT id FROM users WHERE username = ${username}`,
    ]);
    assert.ok(written.done);
    const { id } = written.rows.at(-1)?.[0] as { id: number };
    return { id, username, token: await tokens.issue({ user: id, session, staff }, now, end) };
  }));
}
