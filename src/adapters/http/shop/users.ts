import * as v from "valibot";
import * as z from "zod";
import type { Customer } from "../../../core/customers/customer.ts";
import { isCommonPassword } from "../../../core/customers/common_passwords.ts";
import type { NamesTaken, SignUp } from "../../../core/customers/sign_up.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { Email, PASSWORD_MAX, PASSWORD_MIN, Username } from "../../../core/values.ts";
import { type ErrorTable, refusal } from "../problem.ts";
import { reply } from "../reply.ts";
import { operation } from "../operation.ts";
import { nullable, optional, required } from "../wire.ts";
import { blankText, checked, secret, text } from "../wire_texts.ts";
import { Id, Time } from "./schemas.ts";

export const User = z.object({
  id: Id,
  username: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  address: z.string(),
  created_at: Time,
  is_staff: z.boolean(),
}).meta({ id: "User", description: "A customer or a member of the staff." });

/** A user on the wire; never a password or a hash. */
export const userView = (user: Customer): z.output<typeof User> => ({
  id: user.id,
  username: user.username,
  first_name: user.firstName,
  last_name: user.lastName,
  email: user.email,
  phone: user.phone,
  address: user.address,
  created_at: user.createdAt,
  is_staff: user.staff,
});

const parsed = <T>(schema: v.GenericSchema<string, T>) => (given: string): T | null => {
  const result = v.safeParse(schema, given);
  return result.success ? result.output : null;
};

export const emailKind = checked(text(254), parsed(Email), "Enter a valid email address.", { format: "email" });

/** The names of a new account. */
export const newNames = {
  username: required(
    checked(
      text(150),
      parsed(Username),
      "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
    ),
    { example: "nurpratap" },
  ),
  email: required(emailKind, { example: "nurpratap@example.com" }),
};

export const newPassword = checked(
  secret(PASSWORD_MIN, PASSWORD_MAX),
  (given) => isCommonPassword(given) ? null : given,
  "This password is too common.",
);

const SignUpBody = z.object({
  ...newNames,
  password: required(newPassword, { example: "a quiet monsoon" }),
  first_name: optional(blankText(150), "", { example: "Nur Pratap" }),
  last_name: optional(blankText(150), "", { example: "Karki" }),
  phone: nullable(blankText(32), null),
  address: nullable(blankText(1000), "", { example: "Kohalpur" }),
}).meta({ id: "SignUp" });

export const signUpErrors: ErrorTable<NamesTaken | Conflict> = {
  names_taken: (taken) => ({
    ...(taken.username ? { username: ["A user with that username already exists."] } : {}),
    ...(taken.email ? { email: ["A user with that email already exists."] } : {}),
  }),
  conflict: 409,
};

export const signUpOperation = operation({
  id: "signUp",
  method: "post",
  path: "/api/users",
  tag: "Customers",
  summary: "Sign up",
  description: "Opens an account, with its cart. Usernames and emails are compared without regard to letter case.",
  access: "ignored",
  names: [],
  body: SignUpBody,
  roundTrips: 2,
  answer: { status: 201, description: "The new user.", schema: User },
  errors: signUpErrors,
  handle: async ({ body, at }, signUp: UseCase<SignUp, Customer, NamesTaken>) => {
    const result = await signUp({
      username: body.username,
      email: body.email,
      password: body.password,
      firstName: body.first_name,
      lastName: body.last_name,
      phone: body.phone,
      address: body.address,
    }, at);
    return result.ok ? reply(201, userView(result.value)) : refusal(signUpErrors, result.error);
  },
});
