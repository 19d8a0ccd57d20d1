import {
  commit,
  type Decision,
  type Moment,
  type NotingPort,
  notingUseCase,
  refuse,
  refuseAfter,
  type UseCase,
} from "../use_case.ts";
import type { Customer } from "./customer.ts";
import type { Passwords } from "./password.ts";
import { after } from "./session.ts";
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

/** `seconds` is how long the session is to last; `tries` is what the try is counted by as if nobody had the name; null when tries are not counted. */
export type SignIn = {
  readonly name: string;
  readonly password: string;
  readonly userAgent: string;
  readonly seconds: number;
  readonly tries: Tries | null;
};

export type SignInFacts = {
  readonly user: {
    readonly customer: Customer;
    readonly passwordHash: string;
    /** The user has signed in from this address before. */
    readonly knownAddress: boolean;
  } | null;
  readonly counts: readonly Count[];
};

export type InvalidCredentials = { readonly type: "invalid_credentials" };

export type SignInError = InvalidCredentials | Throttled;

export type NewSession = {
  readonly id: string;
  readonly customer: Customer;
  /** The hash that the password was right for: a change of password meanwhile makes the sign-in stale. */
  readonly passwordHash: string;
  readonly userAgent: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The counters that must be below their limits. */
  readonly bound: readonly Counter[];
  /** The address, as a digest, from which the user is known from now on; null when tries are not counted. */
  readonly address: string | null;
};

export type SignInPort = NotingPort<SignIn, SignInFacts, NewSession, NewSession, WrongTry>;

/** Whether the password was right for one loaded hash. */
export type Verified = { readonly hash: string | null; readonly right: boolean };

const counters = ({ user }: SignInFacts, { tries }: SignIn) =>
  tryCounters(
    tries === null || user === null ? tries : { ...tries, account: String(user.customer.id) },
    user?.knownAddress ?? false,
  );

export function decideSignIn(
  facts: SignInFacts,
  verified: Verified,
  command: SignIn,
  at: Moment,
): Decision<NewSession, never, SignInError, WrongTry> {
  const { counted, bound } = counters(facts, command);
  const limit = throttled(bound, facts.counts, at.now);
  if (limit !== null) return refuse(limit);
  if (facts.user === null || !verified.right || verified.hash !== facts.user.passwordHash) {
    const wrong: InvalidCredentials = { type: "invalid_credentials" };
    return command.tries === null ? refuse(wrong) : refuseAfter({ counted, bound, at: at.now }, wrong);
  }
  return commit({
    id: at.id,
    customer: facts.user.customer,
    passwordHash: facts.user.passwordHash,
    userAgent: command.userAgent,
    createdAt: at.now,
    expiresAt: after(at.now, command.seconds),
    bound,
    address: command.tries?.address ?? null,
  });
}

/** Starts a session. An unknown name takes the same work as a wrong password, and a throttled try takes none. */
export const signIn = (port: SignInPort, passwords: Passwords): UseCase<SignIn, NewSession, SignInError> =>
  notingUseCase(port, async (facts, command, earlier: Verified | undefined) => {
    const hash = facts.user?.passwordHash ?? null;
    if (earlier?.hash === hash) return earlier;
    if (isThrottled(counters(facts, command).bound, facts.counts)) return { hash, right: false };
    return { hash, right: await passwords.verify(command.password, hash) };
  }, decideSignIn);
