import { commit, type Decision, type Port, refuse, type UseCase, useCaseWithWork } from "../use_case.ts";
import { type Email, foldName, type Username } from "../values.ts";
import type { Customer } from "./customer.ts";
import type { Passwords } from "./password.ts";
import { type Count, type Counter, isThrottled, type Throttled, throttled } from "./throttle.ts";

/** `counters`: those of the accounts opened from the caller's address; none when they are not counted. */
export type SignUp = {
  readonly username: Username;
  readonly email: Email;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly address: string;
  readonly counters: readonly Counter[];
};

/** Which of the two login names someone has already, in any letter case, as a username or as an email. */
export type SignUpFacts = {
  readonly usernameTaken: boolean;
  readonly emailTaken: boolean;
  readonly counts: readonly Count[];
};

export type NamesTaken = { readonly type: "names_taken"; readonly username: boolean; readonly email: boolean };

export type SignUpError = NamesTaken | Throttled;

/** A new account; it comes with its default cart, in the same commit. */
export type NewCustomer = Omit<Customer, "id"> & {
  readonly passwordHash: string;
  readonly loginNames: readonly string[];
};

/** A new account, and the counters that it adds to and that must be below their limits. */
export type SignedUp = { readonly customer: NewCustomer; readonly counters: readonly Counter[] };

export type SignUpPort = Port<SignUp, SignUpFacts, SignedUp, Customer>;

/** The names that sign a customer in, folded: one when the username is the email. */
export const loginNames = (username: string, email: string): readonly string[] => [
  ...new Set([foldName(username), foldName(email)]),
];

export function decideSignUp(
  facts: SignUpFacts,
  passwordHash: string,
  command: SignUp,
  at: { readonly now: string },
): Decision<SignedUp, never, SignUpError> {
  const { password: _, counters, ...profile } = command;
  const limit = throttled(counters, facts.counts, at.now);
  if (limit !== null) return refuse(limit);
  if (facts.usernameTaken || facts.emailTaken) {
    return refuse({ type: "names_taken", username: facts.usernameTaken, email: facts.emailTaken });
  }
  const customer = {
    ...profile,
    staff: false,
    createdAt: at.now,
    passwordHash,
    loginNames: loginNames(command.username, command.email),
  };
  return commit({ customer, counters });
}

const isRefused = ({ usernameTaken, emailTaken, counts }: SignUpFacts, { counters }: SignUp): boolean =>
  usernameTaken || emailTaken || isThrottled(counters, counts);

/** Opens an account. A sign-up that will be refused costs no hash. */
export const signUp = (port: SignUpPort, passwords: Passwords): UseCase<SignUp, Customer, SignUpError> =>
  useCaseWithWork(
    port,
    async (facts, command, earlier: string | undefined) =>
      earlier ?? (isRefused(facts, command) ? "" : await passwords.hash(command.password)),
    decideSignUp,
  );
