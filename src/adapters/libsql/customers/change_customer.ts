import type { ChangeCustomerPort, ChangedCustomer, ChangedFields } from "../../../core/customers/change_customer.ts";
import { tryCounters } from "../../../core/customers/throttle.ts";
import { after, type Caller, RECENT_SECONDS } from "../../../core/customers/session.ts";
import { stale } from "../../../core/use_case.ts";
import { foldName } from "../../../core/values.ts";
import { auditUser } from "../audit.ts";
import { changed, commitBatch, standing, stands, stillStaff, stillStanding, type Write } from "../commit.ts";
import { type Database, join, raw, sql } from "../database.ts";
import { asCounts, belowLimits, counts, isKnownAddress, noteWrongTry } from "../throttle.ts";
import { customer, otherStaff, replaceLoginNames, someStaff, type UserRow, visibleUser } from "./customers.ts";

const columns: { readonly [F in keyof ChangedFields]-?: string } = {
  username: "username",
  email: "email",
  firstName: "first_name",
  lastName: "last_name",
  phone: "phone",
  address: "address",
  staff: "is_staff",
};

const recentSession = ({ session }: Caller, now: string) =>
  sql`SELECT 1 FROM sessions WHERE id = ${session} AND created_at > ${after(now, -RECENT_SECONDS)}`;

const takenByOthers = (name: string | undefined, user: number) =>
  sql`SELECT 1 FROM login_names WHERE name = ${name === undefined ? null : foldName(name)} AND user_id <> ${user}`;

/** Sets what changes and nothing else, where what was relied on is still so. */
function updateUser(
  { customer: { id, username, email }, fields, passwordHash, loginNames, provedBy }: ChangedCustomer,
) {
  const assignments = [
    ...Object.entries(fields).map(([field, value]) =>
      sql`${raw(columns[field as keyof ChangedFields])} = ${typeof value === "boolean" ? Number(value) : value}`
    ),
    ...(passwordHash === null ? [] : [sql`password = ${passwordHash}`]),
  ];
  const conditions = [
    sql`id = ${id}`,
    ...(loginNames === null || fields.username !== undefined ? [] : [sql`username = ${username}`]),
    ...(loginNames === null || fields.email !== undefined ? [] : [sql`email = ${email}`]),
    ...(provedBy === null ? [] : [sql`password = ${provedBy}`]),
  ];
  return sql`UPDATE users SET ${join(assignments, ", ")} WHERE ${join(conditions, " AND ")}`;
}

/** Guards that the caller is still staff, and notes what they change. */
const asStaff = (change: ChangedCustomer): readonly Write[] => {
  const { caller, customer, fields, passwordHash } = change;
  const names = Object.keys(fields).map((field) => columns[field as keyof ChangedFields]);
  const changes = passwordHash === null ? names : [...names, "password"];
  return [stillStaff(caller), auditUser(change, customer.id, changes, fields.staff)];
};

const update = (change: ChangedCustomer): readonly Write[] => [
  ...belowLimits(change.bound, change.at),
  ...stillStanding(change.caller, change.at),
  ...(change.asStaff ? asStaff(change) : []),
  updateUser(change),
  changed(1),
  ...(change.fields.staff === false ? [someStaff] : []),
  ...(change.loginNames === null ? [] : replaceLoginNames(change.customer.id, change.loginNames)),
  ...(change.passwordHash === null
    ? []
    : [sql`DELETE FROM sessions WHERE user_id = ${change.customer.id} AND id <> ${change.caller.session}`]),
];

export const changeCustomerStore = (database: Database): ChangeCustomerPort => ({
  load: async ({ caller, user, wanted, tries }, { now }) => {
    const known = tries === null ? sql`0` : isKnownAddress(sql`${caller.user}`, tries.address);
    const [[session], recent, [row], username, email, others, [address], rows] = await database.read([
      standing(caller, now),
      recentSession(caller, now),
      sql<UserRow>`SELECT * FROM users u WHERE u.id = ${user} AND ${visibleUser(caller)}`,
      takenByOthers(wanted.username, user),
      takenByOthers(wanted.email, user),
      otherStaff(user),
      sql<{ known: number }>`SELECT ${known} AS known`,
      ...counts(tryCounters(tries, false).counted, now),
    ]);
    return {
      standing: stands(session),
      recent: recent.length > 0,
      found: row === undefined ? null : { customer: customer(row), passwordHash: row.password },
      usernameTaken: username.length > 0,
      emailTaken: email.length > 0,
      otherStaff: others.length > 0,
      knownAddress: address?.known === 1,
      counts: asCounts(rows),
    };
  },
  note: (wrong) => noteWrongTry(database, wrong),
  commit: async (change) => {
    const shown = sql<UserRow>`SELECT * FROM users WHERE id = ${change.customer.id}`;
    const receipt = await commitBatch(database, update(change), shown);
    return receipt === stale ? stale : customer(receipt);
  },
});
