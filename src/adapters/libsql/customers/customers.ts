import type { Customer } from "../../../core/customers/customer.ts";
import type { NewCustomer } from "../../../core/customers/sign_up.ts";
import { orStale, type Write } from "../commit.ts";
import { sql } from "../database.ts";

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

/** A user, the names that sign them in, and their default cart. A taken name is stale. */
export const insertCustomer = (user: NewCustomer): readonly Write[] => [
  sql`INSERT INTO users (username, email, password, first_name, last_name, phone, address, is_staff, created_at)
      VALUES (${user.username}, ${user.email}, ${user.passwordHash}, ${user.firstName}, ${user.lastName},
              ${user.phone}, ${user.address}, ${user.staff ? 1 : 0}, ${user.createdAt})`,
  orStale(sql`INSERT INTO login_names (name, user_id)
              SELECT value, ${newUser} FROM json_each(${JSON.stringify(user.loginNames)})`),
  sql`INSERT INTO carts (user_id, is_default, created_at, updated_at)
      VALUES (${newUser}, 1, ${user.createdAt}, ${user.createdAt})`,
];
