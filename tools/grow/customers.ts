import { after } from "../../src/core/customers/session.ts";
import { loginNames } from "../../src/core/customers/sign_up.ts";
import type { Bulk } from "./bulk.ts";
import { dice } from "./dice.ts";

const TWO_WEEKS = 14 * 24 * 3600;

/** Kept as the hash of a password, it is what no password makes. */
const NO_PASSWORD = "!";

/** The session in which a customer is signed in. */
export function sessionOf(seed: number, id: number): string {
  const random = dice(seed, "session", id);
  const digits = Array.from({ length: 32 }, () => random.int(16).toString(16)).join("");
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

/** A customer with the cart that comes with the account, who is signed in; the first is of the staff. */
export function addCustomer(bulk: Bulk, seed: number, id: number, joined: string, at: string): void {
  const username = `shopper${id}`;
  const email = `${username}@example.com`;
  bulk.add("users", {
    id,
    username,
    email,
    password: NO_PASSWORD,
    first_name: "Nur Pratap",
    last_name: "Karki",
    phone: null,
    address: "Kohalpur",
    is_staff: id === 1 ? 1 : 0,
    created_at: joined,
  });
  for (const name of loginNames(username, email)) bulk.add("login_names", { name, user_id: id });
  const times = { created_at: joined, updated_at: joined };
  bulk.add("carts", { id, user_id: id, state: "open", is_default: 1, version: 1, ...times });
  bulk.add("sessions", {
    id: sessionOf(seed, id),
    user_id: id,
    created_at: at,
    last_used_at: at,
    expires_at: after(at, TWO_WEEKS),
    user_agent: "grow",
  });
}

/** Something, of so many variants, in the cart that came with the account. */
export function addLine(bulk: Bulk, seed: number, id: number, variants: number, at: string): void {
  const variant = 1 + dice(seed, "customer", id).int(variants);
  bulk.add("cart_lines", { cart_id: id, variant_id: variant, quantity: 1, created_at: at, updated_at: at });
}
