import type { DeleteCustomer, DeleteCustomerError } from "../../../core/customers/delete_customer.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { endedCookies } from "../auth.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing } from "../reply.ts";
import { operation } from "../operation.ts";
import { aUser } from "./users.ts";

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
    tag: "Customers",
    summary: whose === "me" ? "Delete my account" : "Delete an account",
    description: "Carts and sessions go with it, and the names are free again. Orders and ratings stay, nobody's.",
    access: "customer",
    names: whose === "me" ? [] : [aUser],
    roundTrips: 2,
    answer: { status: 204, description: "It is gone.", schema: null },
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
