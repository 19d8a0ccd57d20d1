import * as v from "valibot";
import { isCommonPassword } from "../../../core/customers/common_passwords.ts";
import type { NamesTaken } from "../../../core/customers/sign_up.ts";
import { Email, PASSWORD_MAX, PASSWORD_MIN, Username } from "../../../core/values.ts";
import type { FieldErrors } from "../problem.ts";
import { blankText, checked, secret, text } from "../wire_texts.ts";

const parsed = <T>(schema: v.GenericSchema<string, T>) => (given: string): T | null => {
  const result = v.safeParse(schema, given);
  return result.success ? result.output : null;
};

/** What a user may be called, and how they are reached. */
export const username = checked(
  text(150),
  parsed(Username),
  "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
);

export const email = checked(text(254), parsed(Email), "Enter a valid email address.", { format: "email" });

export const newPassword = checked(
  secret(PASSWORD_MIN, PASSWORD_MAX),
  (given) => isCommonPassword(given) ? null : given,
  "This password is too common.",
);

export const personName = blankText(150);
export const phone = blankText(32);
export const address = blankText(1000);

/** Says which names are taken, each on its field. */
export const takenNames = (taken: NamesTaken): FieldErrors => ({
  ...(taken.username ? { username: ["A user with that username already exists."] } : {}),
  ...(taken.email ? { email: ["A user with that email already exists."] } : {}),
});
