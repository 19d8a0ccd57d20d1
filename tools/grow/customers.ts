import { insertCustomer } from "../../src/adapters/libsql/customers/customers.ts";
import { sql, type Statement } from "../../src/adapters/libsql/database.ts";
import { after } from "../../src/core/customers/session.ts";
import { dice } from "./dice.ts";

const TWO_WEEKS = 14 * 24 * 3600;

/** The session in which a customer is signed in. */
export function sessionOf(seed: number, id: number): string {
  const random = dice(seed, "session", id);
  const digits = Array.from({ length: 32 }, () => random.int(16).toString(16)).join("");
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

export const nameOf = (id: number): string => `shopper${id}`;

/** A customer who is signed in; the first is of the staff. Nobody knows a password that makes the hash `!`. */
export const insertSignedIn = (seed: number, id: number, joined: string, at: string): readonly Statement[] => [
  ...insertCustomer({
    username: nameOf(id),
    email: `${nameOf(id)}@example.com`,
    firstName: "Nur Pratap",
    lastName: "Karki",
    phone: null,
    address: "Kohalpur",
    staff: id === 1,
    createdAt: joined,
    passwordHash: "!",
    loginNames: [nameOf(id), `${nameOf(id)}@example.com`],
  }),
  sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
      VALUES (${sessionOf(seed, id)}, ${id}, ${at}, ${at}, ${after(at, TWO_WEEKS)}, ${"grow"})`,
];

/** Something, of so many variants, in the cart that came with the account. */
export const insertLine = (seed: number, id: number, variants: number, at: string): Statement =>
  sql`INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at)
      VALUES (${id}, ${1 + dice(seed, "customer", id).int(variants)}, 1, ${at}, ${at})`;
