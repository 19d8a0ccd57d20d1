import { err, ok, type Result } from "../result.ts";
import {
  answer,
  commit,
  type Decision,
  type Moment,
  type NotingPort,
  notingUseCase,
  refuse,
  refuseAfter,
  type UseCase,
} from "../use_case.ts";
import type { Email, Username } from "../values.ts";
import type { Customer, LastStaff, UserNotFound } from "./customer.ts";
import type { Passwords } from "./password.ts";
import { noPasswordWork, type PasswordWork, workOnPasswords } from "./password_work.ts";
import { type Caller, isStaff, type SessionEnded, type Standing } from "./session.ts";
import { loginNames, type NamesTaken } from "./sign_up.ts";
import {
  type Count,
  type Counter,
  isThrottled,
  type Throttled,
  throttled,
  type Tries,
  tryCounters,
  type WrongTry,
} from "./throttle.ts";

/** How a customer is to be; what is undefined stays. `staff` is the staff's to say, and otherwise not heard. */
export type Wanted = {
  readonly username: Username | undefined;
  readonly email: Email | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly phone: string | null | undefined;
  readonly address: string | undefined;
  readonly staff: boolean | undefined;
};

/** `tries`: what a try of the current password is counted by; null when tries are not counted. */
export type ChangeCustomer = {
  readonly caller: Caller;
  readonly user: number;
  readonly wanted: Wanted;
  readonly newPassword: string | undefined;
  readonly currentPassword: string | null;
  readonly tries: Tries | null;
};

export type ChangeCustomerFacts = {
  readonly standing: Standing;
  /** The caller signed in less than `RECENT_SECONDS` ago. */
  readonly recent: boolean;
  /** The customer, when the caller may see them: oneself, or anyone for staff. */
  readonly found: { readonly customer: Customer; readonly passwordHash: string } | null;
  /** Which of the wanted names someone else has, as a username or as an email. */
  readonly usernameTaken: boolean;
  readonly emailTaken: boolean;
  /** Somebody else is staff too. */
  readonly otherStaff: boolean;
  readonly counts: readonly Count[];
  /** The caller has signed in from this address before. */
  readonly knownAddress: boolean;
};

/** A new password or email wants the present password. */
export type CurrentPasswordMissing = { readonly type: "current_password_missing" };
export type CurrentPasswordWrong = { readonly type: "current_password_wrong" };

export type ChangeCustomerError =
  | SessionEnded
  | UserNotFound
  | NamesTaken
  | CurrentPasswordMissing
  | CurrentPasswordWrong
  | Throttled
  | LastStaff;

/** The fields of a customer that become something else. */
export type ChangedFields = { readonly [F in keyof Wanted]?: Customer[F] };

export type ChangedCustomer = {
  readonly caller: Caller;
  /** The caller was let in as staff. */
  readonly asStaff: boolean;
  /** As they were. */
  readonly customer: Customer;
  readonly fields: ChangedFields;
  /** All names that sign them in, when a name changes: the one that does not is still as it was. */
  readonly loginNames: readonly string[] | null;
  /** The hash that the current password was right for, when that was asked: it is still the customer's. */
  readonly provedBy: string | null;
  /** The counters that must be below their limits, when it was asked. */
  readonly bound: readonly Counter[];
  /** A new password's; every other session of the customer ends. */
  readonly passwordHash: string | null;
  readonly at: string;
};

export type ChangeCustomerPort = NotingPort<ChangeCustomer, ChangeCustomerFacts, ChangedCustomer, Customer, WrongTry>;

const counters = ({ knownAddress }: ChangeCustomerFacts, { tries }: ChangeCustomer) => tryCounters(tries, knownAddress);

type Weighed = {
  readonly customer: Customer;
  readonly asStaff: boolean;
  readonly fields: ChangedFields;
  /** The hash to prove the current password by, where one is given for what wants it. */
  readonly against: string | null;
};

/** What the command comes to, the passwords themselves aside. */
function weigh(facts: ChangeCustomerFacts, command: ChangeCustomer): Result<Weighed, ChangeCustomerError> {
  const { standing, found, usernameTaken, emailTaken } = facts;
  if (standing === null) return err({ type: "session_ended" });
  if (found === null) return err({ type: "user_not_found" });
  if (usernameTaken || emailTaken) return err({ type: "names_taken", username: usernameTaken, email: emailTaken });
  const asStaff = isStaff(command.caller, standing);
  const { wanted } = command;
  const fields = differing({ ...wanted, staff: asStaff ? wanted.staff : undefined }, found.customer);
  const guarded = command.newPassword !== undefined || fields.email !== undefined;
  const given = command.currentPassword !== null;
  if (guarded && !given && !asStaff && !facts.recent) return err({ type: "current_password_missing" });
  if (fields.staff === false && !facts.otherStaff) return err({ type: "last_staff" });
  const proves = guarded && given && command.caller.user === found.customer.id;
  return ok({ customer: found.customer, asStaff, fields, against: proves ? found.passwordHash : null });
}

const differing = (wanted: Wanted, present: Customer): ChangedFields =>
  Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => value !== undefined && value !== present[field as keyof Wanted]),
  ) as ChangedFields;

export function decideChangeCustomer(
  facts: ChangeCustomerFacts,
  work: PasswordWork,
  command: ChangeCustomer,
  at: Pick<Moment, "now">,
): Decision<ChangedCustomer, Customer, ChangeCustomerError, WrongTry> {
  const weighed = weigh(facts, command);
  if (!weighed.ok) return refuse(weighed.error);
  const { customer, asStaff, fields, against } = weighed.value;
  const { counted, bound } = counters(facts, command);
  const limit = against === null ? null : throttled(bound, facts.counts, at.now);
  if (limit !== null) return refuse(limit);
  if (work.current === "wrong") {
    const wrong: CurrentPasswordWrong = { type: "current_password_wrong" };
    return command.tries === null ? refuse(wrong) : refuseAfter({ counted, bound, at: at.now }, wrong);
  }
  if (Object.keys(fields).length === 0 && work.newHash === null) return answer(customer);
  const { username = customer.username, email = customer.email } = fields;
  const renamed = username !== customer.username || email !== customer.email;
  return commit({
    caller: command.caller,
    asStaff,
    customer,
    fields,
    loginNames: renamed ? loginNames(username, email) : null,
    provedBy: work.current === "right" ? work.against : null,
    bound: work.current === "right" ? bound : [],
    passwordHash: work.newHash,
    at: at.now,
  });
}

/**
 * Changes what is given of a customer. A current password is verified wherever it is given for one's own account, asked
 * for or not. What is refused anyway costs no slow work.
 */
export const changeCustomer = (
  port: ChangeCustomerPort,
  passwords: Passwords,
): UseCase<ChangeCustomer, Customer, ChangeCustomerError> =>
  notingUseCase(port, async (facts, command, earlier: PasswordWork | undefined) => {
    const weighed = weigh(facts, command);
    if (!weighed.ok) return noPasswordWork;
    const proves = weighed.value.against !== null;
    if (proves && isThrottled(counters(facts, command).bound, facts.counts)) return noPasswordWork;
    const { newPassword: wanted, currentPassword: current } = command;
    return await workOnPasswords(passwords, { current, against: weighed.value.against, wanted }, earlier);
  }, decideChangeCustomer);
