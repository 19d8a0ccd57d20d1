import { commit, type Decision, type Port, refuse, type UseCase, useCaseWithWork } from "../use_case.ts";
import { type Email, foldName, type Username } from "../values.ts";
import type { Customer } from "./customer.ts";
import type { Passwords } from "./password.ts";

export type SignUp = {
  readonly username: Username;
  readonly email: Email;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly address: string;
};

/** Which of the two login names someone has already, in any letter case, as a username or as an email. */
export type SignUpFacts = { readonly usernameTaken: boolean; readonly emailTaken: boolean };

export type NamesTaken = { readonly type: "names_taken"; readonly username: boolean; readonly email: boolean };

/** A new account; it comes with its default cart, in the same commit. */
export type NewCustomer = Omit<Customer, "id"> & {
  readonly passwordHash: string;
  readonly loginNames: readonly string[];
};

export type SignUpPort = Port<SignUp, SignUpFacts, NewCustomer, Customer>;

/** The names that sign a customer in, folded: one when the username is the email. */
export const loginNames = (username: string, email: string): readonly string[] => [
  ...new Set([foldName(username), foldName(email)]),
];

export function decideSignUp(
  facts: SignUpFacts,
  passwordHash: string,
  command: SignUp,
  at: { readonly now: string },
): Decision<NewCustomer, never, NamesTaken> {
  if (facts.usernameTaken || facts.emailTaken) {
    return refuse({ type: "names_taken", username: facts.usernameTaken, email: facts.emailTaken });
  }
  const { password: _, ...profile } = command;
  return commit({
    ...profile,
    staff: false,
    createdAt: at.now,
    passwordHash,
    loginNames: loginNames(command.username, command.email),
  });
}

/** Opens an account. A taken name costs no hash. */
export const signUp = (port: SignUpPort, passwords: Passwords): UseCase<SignUp, Customer, NamesTaken> =>
  useCaseWithWork(
    port,
    async (facts, command, earlier: string | undefined) =>
      earlier ?? (facts.usernameTaken || facts.emailTaken ? "" : await passwords.hash(command.password)),
    decideSignUp,
  );
