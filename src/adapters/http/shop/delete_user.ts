import type { DeleteCustomer, DeleteCustomerError } from "../../../core/customers/delete_customer.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { endedCookies } from "../auth.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing } from "../reply.ts";
import { operation } from "../operation.ts";
import { aUser } from "./users.ts";
import { words } from "../words.ts";

const errors: ErrorTable<DeleteCustomerError | Conflict> = {
  session_ended: 401,
  user_not_found: 404,
  last_staff: 409,
  conflict: 409,
};

/** Who is signed in is there: the session would have ended with the account. */
const { user_not_found: _, ...ofMyself } = errors;

const deletion = (id: string, whose: "{id}" | "me") =>
  operation({
    id,
    method: "delete",
    path: `/api/users/${whose}`,
    tag: "Account",
    summary: words(whose === "me" ? "Delete my account" : "Delete a user"),
    description: words(
      "For good. Carts and sessions go with the account, and its username and email are free again. Its orders " +
        "stay without a name, an address, a phone or an email, its ratings without a name. The last member of the " +
        "staff cannot be deleted (409 `last_staff`).",
    ),
    access: "customer",
    names: whose === "me" ? [] : [aUser],
    roundTrips: 2,
    answer: { status: 204, description: words("It is gone."), schema: null },
    errors: whose === "me" ? ofMyself : errors,
    handle: async (
      { caller, id: named, at, c, service },
      deleteCustomer: UseCase<DeleteCustomer, null, DeleteCustomerError>,
    ) => {
      const user = whose === "me" ? caller.user : named;
      const result = await deleteCustomer({ caller, user }, at);
      if (!result.ok) return refusal(errors, result.error);
      return user === caller.user ? { ...nothing(), cookies: endedCookies(c, service) } : nothing();
    },
  });

export const deleteUserOperation = deletion("deleteUser", "{id}");
export const deleteMeOperation = deletion("deleteMe", "me");
