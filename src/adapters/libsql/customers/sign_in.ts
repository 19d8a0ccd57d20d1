import type { NewSession, SignIn, SignInPort } from "../../../core/customers/sign_in.ts";
import { hourOf } from "../../../core/customers/session.ts";
import { type Tries, tryCounters } from "../../../core/customers/throttle.ts";
import { stale } from "../../../core/use_case.ts";
import { foldName } from "../../../core/values.ts";
import { changed, commitBatch } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { asCounts, belowLimits, counts, isKnownAddress, noteWrongTry, rememberAddress } from "../throttle.ts";
import { customer, type UserRow } from "./customers.ts";

const theUser = ({ name, tries }: SignIn) =>
  sql<UserRow & { known: number }>`
    SELECT users.*, ${tries === null ? sql`0` : isKnownAddress(sql`users.id`, tries.address)} AS known
    FROM login_names JOIN users ON users.id = login_names.user_id WHERE login_names.name = ${foldName(name)}`;

/** The counters' keys as if nobody had the name, with the user's id in its place when somebody does. */
const theCounts = (name: string, tries: Tries | null, now: string) => {
  const user = sql`(SELECT user_id FROM login_names WHERE name = ${foldName(name)})`;
  const unknown = tries?.account ?? "";
  return counts(tryCounters(tries, false).counted, now, sql`replace(value, ${unknown}, coalesce(${user}, ${unknown}))`);
};

const POSITIONS = 2 ** 20;

/** Where among all users the decoy of a name stands: always at the same place, which nobody without the key can tell. */
const positionOf = (tries: Tries | null): number =>
  [...tries?.account ?? ""].reduce((position, char) => (position * 31 + char.charCodeAt(0)) % POSITIONS, 0);

const theDecoy = (tries: Tries | null) =>
  sql<{ password: string }>`
    SELECT password FROM users WHERE id > (SELECT max(id) FROM users) * ${positionOf(tries)} / ${POSITIONS}
    ORDER BY id LIMIT 1`;

export const signInStore = (database: Database): SignInPort => ({
  load: async (command, { now }) => {
    const { name, tries } = command;
    const [[user], [decoy], rows] = await database.read([
      theUser(command),
      theDecoy(tries),
      ...theCounts(name, tries, now),
    ]);
    return {
      user: user === undefined
        ? null
        : { customer: customer(user), passwordHash: user.password, knownAddress: user.known === 1 },
      decoy: decoy?.password ?? null,
      counts: asCounts(rows),
    };
  },
  note: (wrong) => noteWrongTry(database, wrong),
  commit: async (session: NewSession) => {
    const { address, createdAt, renewedHash } = session;
    const receipt = await commitBatch(database, [
      ...belowLimits(session.bound, createdAt),
      sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
          SELECT ${session.id}, id, ${createdAt}, ${hourOf(createdAt)}, ${session.expiresAt}, ${session.userAgent}
          FROM users WHERE id = ${session.customer.id} AND password = ${session.passwordHash}`,
      changed(1),
      ...(renewedHash === null
        ? []
        : [sql`UPDATE users SET password = ${renewedHash} WHERE id = ${session.customer.id}`]),
      ...(address === null ? [] : rememberAddress(session.customer.id, address, createdAt)),
      sql`DELETE FROM sessions WHERE id IN
            (SELECT id FROM sessions WHERE expires_at <= ${createdAt} ORDER BY expires_at LIMIT 20)`,
    ], sql`SELECT 1`);
    return receipt === stale ? stale : session;
  },
});
