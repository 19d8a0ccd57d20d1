import type { NewCustomer, SignUpPort } from "../../../core/customers/sign_up.ts";
import { stale } from "../../../core/use_case.ts";
import { foldName } from "../../../core/values.ts";
import { commitBatch } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { insertCustomer, newUser } from "./customers.ts";

const taken = (name: string) => sql`SELECT 1 FROM login_names WHERE name = ${foldName(name)}`;

export const signUpStore = (database: Database): SignUpPort => ({
  load: async (command) => {
    const [username, email] = await database.read([taken(command.username), taken(command.email)]);
    return { usernameTaken: username.length > 0, emailTaken: email.length > 0 };
  },
  commit: async (change: NewCustomer) => {
    const receipt = await commitBatch(database, insertCustomer(change), sql<{ id: number }>`SELECT ${newUser} AS id`);
    if (receipt === stale) return stale;
    const { passwordHash: _hash, loginNames: _names, ...profile } = change;
    return { ...profile, id: receipt.id };
  },
});
