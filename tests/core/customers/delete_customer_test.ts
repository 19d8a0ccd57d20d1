import {
  decideDeleteCustomer,
  type DeleteCustomer,
  type DeleteCustomerFacts,
} from "../../../src/core/customers/delete_customer.ts";
import { commit, refuse } from "../../../src/core/use_case.ts";
import { decides } from "../given.ts";

const at = { now: "2026-01-02T03:04:05.000Z" };
const nur = { user: 7, session: "7d3c0b1f-3f6e-4e55-9d77-6f6f2f1f7a10", staff: false };
const boss = { user: 1, session: "4e550b1f-3f6e-7d3c-9d77-6f6f2f1f7a10", staff: true };

const deleting = (caller: DeleteCustomer["caller"]): DeleteCustomer => ({ caller, user: 7 });
const there = (given: Partial<DeleteCustomerFacts> = {}): DeleteCustomerFacts => ({
  standing: { staff: false },
  found: { id: 7, staff: false },
  otherStaff: true,
  ...given,
});

decides(
  "delete customer",
  (given: DeleteCustomerFacts, when: DeleteCustomer) => decideDeleteCustomer(given, when, at),
  [
    {
      it: "goes",
      given: there(),
      when: deleting(nur),
      then: commit({ caller: nur, asStaff: false, user: 7, wasStaff: false, at: at.now }),
    },
    {
      it: "lets one of several staff go",
      given: there({ standing: { staff: true }, found: { id: 7, staff: true } }),
      when: deleting(boss),
      then: commit({ caller: boss, asStaff: true, user: 7, wasStaff: true, at: at.now }),
    },
    {
      it: "keeps the last of the staff, whose token may not say so",
      given: there({ standing: { staff: true }, found: { id: 7, staff: true }, otherStaff: false }),
      when: deleting(nur),
      then: refuse({ type: "last_staff" }),
    },
    {
      it: "refuses somebody who is not the caller's to see",
      given: there({ found: null }),
      when: deleting(nur),
      then: refuse({ type: "user_not_found" }),
    },
    {
      it: "refuses an ended session",
      given: there({ standing: null }),
      when: deleting(nur),
      then: refuse({ type: "session_ended" }),
    },
  ],
);
