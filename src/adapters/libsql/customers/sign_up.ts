import type { SignUpPort } from "../../../core/customers/sign_up.ts";
import { stale } from "../../../core/use_case.ts";
import { foldName } from "../../../core/values.ts";
import { commitBatch } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { asCounts, belowLimits, counts, countUp } from "../throttle.ts";
import { insertCustomer, newUser } from "./customers.ts";

const taken = (name: string) => sql`SELECT 1 FROM login_names WHERE name = ${foldName(name)}`;

export const signUpStore = (database: Database): SignUpPort => ({
  load: async (command, { now }) => {
    const [username, email, rows] = await database.read([
      taken(command.username),
      taken(command.email),
      ...counts(command.counters, now),
    ]);
    return { usernameTaken: username.length > 0, emailTaken: email.length > 0, counts: asCounts(rows) };
  },
  commit: async ({ customer, counters }) => {
    const receipt = await commitBatch(
      database,
      [
        ...belowLimits(counters, customer.createdAt),
        ...insertCustomer(customer),
        ...countUp(counters, customer.createdAt),
      ],
      sql<{ id: number }>`SELECT ${newUser} AS id`,
    );
    if (receipt === stale) return stale;
    const { passwordHash: _hash, loginNames: _names, ...profile } = customer;
    return { ...profile, id: receipt.id };
  },
});
