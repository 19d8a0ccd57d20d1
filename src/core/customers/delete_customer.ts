import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { LastStaff, UserNotFound } from "./customer.ts";
import { type Caller, isStaff, type SessionEnded, type Standing } from "./session.ts";

export type DeleteCustomer = { readonly caller: Caller; readonly user: number };

export type DeleteCustomerFacts = {
  readonly standing: Standing;
  /** The customer, when the caller may see them: oneself, or anyone for staff. */
  readonly found: { readonly id: number; readonly staff: boolean } | null;
  /** Somebody else is staff too. */
  readonly otherStaff: boolean;
};

export type DeleteCustomerError = SessionEnded | UserNotFound | LastStaff;

export type DeletedCustomer = {
  readonly caller: Caller;
  /** The caller was let in as staff. */
  readonly asStaff: boolean;
  readonly user: number;
  /** They were staff, and somebody else still is. */
  readonly wasStaff: boolean;
  readonly at: string;
};

export type DeleteCustomerPort = Port<DeleteCustomer, DeleteCustomerFacts, DeletedCustomer, null>;

export function decideDeleteCustomer(
  { standing, found, otherStaff }: DeleteCustomerFacts,
  { caller }: DeleteCustomer,
  at: Pick<Moment, "now">,
): Decision<DeletedCustomer, never, DeleteCustomerError> {
  if (standing === null) return refuse({ type: "session_ended" });
  if (found === null) return refuse({ type: "user_not_found" });
  if (found.staff && !otherStaff) return refuse({ type: "last_staff" });
  return commit({
    caller,
    asStaff: isStaff(caller, standing),
    user: found.id,
    wasStaff: found.staff,
    at: at.now,
  });
}

/**
 * Deletes an account with all that is the customer's alone: carts, sessions, keys and names. Orders and ratings stay,
 * and belong to nobody.
 */
export const deleteCustomer = (port: DeleteCustomerPort): UseCase<DeleteCustomer, null, DeleteCustomerError> =>
  useCase(port, decideDeleteCustomer);
