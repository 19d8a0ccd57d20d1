import * as z from "zod";
import type { ChangeCustomer, ChangeCustomerError } from "../../../core/customers/change_customer.ts";
import type { Customer } from "../../../core/customers/customer.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { reply } from "../reply.ts";
import { operation } from "../operation.ts";
import { userTries } from "../throttles.ts";
import { clearable, nullable, optional } from "../wire.ts";
import { boolean, secret } from "../wire_texts.ts";
import { address, email, newPassword, personName, phone, takenNames, username } from "./user_fields.ts";
import { aUser, User, userView } from "./users.ts";
import { words } from "../words.ts";

const ChangeUserBody = z.object({
  username: optional(username, undefined),
  email: optional(email, undefined),
  password: optional(newPassword, undefined, words({ description: "A new one ends every other session of the user." })),
  current_password: nullable(
    secret(0, 4096),
    null,
    words({
      description: "Wanted for a new password or email, except from staff, or within 15 minutes of signing in.",
    }),
  ),
  first_name: optional(personName, undefined, { example: "Nur Pratap" }),
  last_name: optional(personName, undefined, { example: "Karki" }),
  phone: clearable(phone, undefined, { example: "+977 81 520000" }),
  address: clearable(address, undefined, { example: "Kohalpur" }),
  is_staff: nullable(boolean, undefined, words({ description: "Staff's to set, otherwise ignored." })),
}).meta(words({ id: "ChangeUser", description: "Whatever is to change." }));

const errors: ErrorTable<ChangeCustomerError | Conflict> = {
  session_ended: 401,
  user_not_found: 404,
  names_taken: takenNames,
  current_password_missing: () => ({ current_password: ["This field is required."] }),
  current_password_wrong: () => ({ current_password: ["Invalid password."] }),
  throttled: 429,
  last_staff: 409,
  conflict: 409,
};

/** Who is signed in is there: the session would have ended with the account. */
const { user_not_found: _, ...ofMyself } = errors;

const change = (method: "put" | "patch", id: string, whose: "{id}" | "me") =>
  operation({
    id,
    method,
    path: `/api/users/${whose}`,
    tag: "Account",
    summary: words(
      whose === "me"
        ? method === "put" ? "Replace myself" : "Change myself"
        : method === "put"
        ? "Replace a user"
        : "Change a user",
    ),
    description: words(
      "What is not given stays, in a PUT as well. A new `password` or `email` wants `current_password` beside it, " +
        "except from staff and within 15 minutes of signing in. A new password ends every other session of the " +
        "user. `is_staff` is staff's to set and otherwise ignored; the last member of the staff cannot be demoted " +
        "(409 `last_staff`).",
    ),
    access: "customer",
    names: whose === "me" ? [] : [aUser],
    body: ChangeUserBody,
    roundTrips: 2,
    answer: { status: 200, description: words("The user."), schema: User },
    errors: whose === "me" ? ofMyself : errors,
    handle: async (
      { caller, id: named, body, at, c, service },
      changeCustomer: UseCase<ChangeCustomer, Customer, ChangeCustomerError>,
    ) => {
      const result = await changeCustomer({
        caller,
        user: whose === "me" ? caller.user : named,
        wanted: {
          username: body.username,
          email: body.email,
          firstName: body.first_name,
          lastName: body.last_name,
          phone: body.phone,
          address: body.address === null ? "" : body.address,
          staff: body.is_staff,
        },
        newPassword: body.password,
        currentPassword: body.current_password,
        tries: body.current_password === null ? null : userTries(c, service, caller.user),
      }, at);
      return result.ok ? reply(200, userView(result.value)) : refusal(errors, result.error);
    },
  });

export const replaceUserOperation = change("put", "replaceUser", "{id}");
export const changeUserOperation = change("patch", "changeUser", "{id}");
export const replaceMeOperation = change("put", "replaceMe", "me");
export const changeMeOperation = change("patch", "changeMe", "me");
