import type { Customer } from "../../../core/customers/customer.ts";
import type { NewCustomer } from "../../../core/customers/sign_up.ts";
import type { Caller } from "../../../core/customers/session.ts";
import { orStale, ownOrStaffs, stillThere, type Write } from "../commit.ts";
import { sql, type Statement } from "../database.ts";

export type UserRow = {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly phone: string | null;
  readonly address: string;
  readonly is_staff: number;
  readonly created_at: string;
};

export const customer = (row: UserRow): Customer => ({
  id: row.id,
  username: row.username,
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  phone: row.phone,
  address: row.address,
  staff: row.is_staff === 1,
  createdAt: row.created_at,
});

/** The newest user's id, within the batch that made it. */
export const newUser = sql`(SELECT seq FROM sqlite_sequence WHERE name = 'users')`;

/** Staff see every user `u`, others themselves. */
export const visibleUser = (caller: Caller): Statement => ownOrStaffs(caller, "u.id");

/** A row when somebody else than the user is staff. */
export const otherStaff = (user: number): Statement =>
  sql`SELECT 1 FROM users WHERE is_staff = 1 AND id <> ${user} LIMIT 1`;

/** Guards that somebody is staff, after a member of the staff has gone. */
export const someStaff: Write = stillThere(sql`SELECT 1 FROM users WHERE is_staff = 1`);

/** The names that sign the user in. A taken one is stale. */
const insertLoginNames = (user: Statement, names: readonly string[]): Write =>
  orStale(sql`INSERT INTO login_names (name, user_id) SELECT value, ${user} FROM json_each(${JSON.stringify(names)})`);

/** The names that sign the user in from now on, and no others. A taken one is stale. */
export const replaceLoginNames = (user: number, names: readonly string[]): readonly Write[] => [
  sql`DELETE FROM login_names WHERE user_id = ${user}`,
  insertLoginNames(sql`${user}`, names),
];

/** A user, the names that sign them in, and their default cart. A taken name is stale. */
export const insertCustomer = (user: NewCustomer): readonly Write[] => [
  sql`INSERT INTO users (username, email, password, first_name, last_name, phone, address, is_staff, created_at)
      VALUES (${user.username}, ${user.email}, ${user.passwordHash}, ${user.firstName}, ${user.lastName},
              ${user.phone}, ${user.address}, ${user.staff ? 1 : 0}, ${user.createdAt})`,
  insertLoginNames(newUser, user.loginNames),
  sql`INSERT INTO carts (user_id, is_default, created_at, updated_at)
      VALUES (${newUser}, 1, ${user.createdAt}, ${user.createdAt})`,
];
