import * as z from "zod";
import type { Customer } from "../../../core/customers/customer.ts";
import type { SignUp, SignUpError } from "../../../core/customers/sign_up.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { reply } from "../reply.ts";
import { operation } from "../operation.ts";
import { openings } from "../throttles.ts";
import { nullable, optional, required } from "../wire.ts";
import { address, email, newPassword, personName, phone, takenNames, username } from "./user_fields.ts";
import { User, userView } from "./users.ts";
import { words } from "../words.ts";

const SignUpBody = z.object({
  username: required(username, { example: "nurpratap" }),
  email: required(email, { example: "nurpratap@example.com" }),
  password: required(newPassword, { example: "a quiet monsoon" }),
  first_name: optional(personName, "", { example: "Nur Pratap" }),
  last_name: optional(personName, "", { example: "Karki" }),
  phone: nullable(phone, null),
  address: nullable(address, "", { example: "Kohalpur" }),
}).meta(words({ id: "SignUp", description: "A new account." }));

export const signUpErrors: ErrorTable<SignUpError | Conflict> = {
  names_taken: takenNames,
  throttled: 429,
  conflict: 409,
};

export const signUpOperation = operation({
  id: "signUp",
  method: "post",
  path: "/api/users",
  tag: "Account",
  summary: words("Sign up"),
  description: words(
    "Opens an account with its default cart, and signs nobody in: `POST /api/auth/login/` does that. The username " +
      "(letters, digits and `@.+-_`) and the email are each one person's, letter case aside, and either of them " +
      "signs in. One that is taken is 400 on its field. The password has 8 to 128 characters and is none of the " +
      "commonest.",
  ),
  access: "ignored",
  names: [],
  body: SignUpBody,
  roundTrips: 2,
  answer: { status: 201, description: words("The new user."), schema: User },
  errors: signUpErrors,
  handle: async ({ body, at, c, service }, signUp: UseCase<SignUp, Customer, SignUpError>) => {
    const result = await signUp({
      username: body.username,
      email: body.email,
      password: body.password,
      firstName: body.first_name,
      lastName: body.last_name,
      phone: body.phone,
      address: body.address,
      counters: openings(c, service, "account"),
    }, at);
    return result.ok ? reply(201, userView(result.value)) : refusal(signUpErrors, result.error);
  },
});
