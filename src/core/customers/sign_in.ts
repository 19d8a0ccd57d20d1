import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCaseWithWork } from "../use_case.ts";
import type { Customer } from "./customer.ts";
import type { Passwords } from "./password.ts";
import { after } from "./session.ts";

/** `seconds` is how long the session is to last. */
export type SignIn = {
  readonly name: string;
  readonly password: string;
  readonly userAgent: string;
  readonly seconds: number;
};

export type SignInFacts = { readonly user: { readonly customer: Customer; readonly passwordHash: string } | null };

export type InvalidCredentials = { readonly type: "invalid_credentials" };

export type NewSession = {
  readonly id: string;
  readonly customer: Customer;
  /** The hash that the password was right for: a change of password meanwhile makes the sign-in stale. */
  readonly passwordHash: string;
  readonly userAgent: string;
  readonly createdAt: string;
  readonly expiresAt: string;
};

export type SignInPort = Port<SignIn, SignInFacts, NewSession, NewSession>;

/** Whether the password was right for one loaded hash. */
export type Verified = { readonly hash: string | null; readonly right: boolean };

export function decideSignIn(
  facts: SignInFacts,
  verified: Verified,
  command: SignIn,
  at: Moment,
): Decision<NewSession, never, InvalidCredentials> {
  if (facts.user === null || !verified.right || verified.hash !== facts.user.passwordHash) {
    return refuse({ type: "invalid_credentials" });
  }
  return commit({
    id: at.id,
    customer: facts.user.customer,
    passwordHash: facts.user.passwordHash,
    userAgent: command.userAgent,
    createdAt: at.now,
    expiresAt: after(at.now, command.seconds),
  });
}

/** Starts a session. An unknown name takes the same work as a wrong password. */
export const signIn = (
  port: SignInPort,
  passwords: Passwords,
): UseCase<SignIn, NewSession, InvalidCredentials> =>
  useCaseWithWork(port, async (facts, command, earlier: Verified | undefined) => {
    const hash = facts.user?.passwordHash ?? null;
    if (earlier?.hash === hash) return earlier;
    return { hash, right: await passwords.verify(command.password, hash) };
  }, decideSignIn);
