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
  /** Somebody's hash, for a name that nobody has to take the work of one that somebody has; null without anybody. */
  readonly decoy: string | null;
  readonly counts: readonly Count[];
};

export type InvalidCredentials = { readonly type: "invalid_credentials" };

export type SignInError = InvalidCredentials | Throttled;

export type NewSession = {
  readonly id: string;
  readonly customer: Customer;
  /** The hash that the password was right for: a change of password meanwhile makes the sign-in stale. */
  readonly passwordHash: string;
  /** The same password hashed anew, where that hash was outdated. */
  readonly renewedHash: string | null;
  readonly userAgent: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The counters that must be below their limits. */
  readonly bound: readonly Counter[];
  /** The address, as a digest, from which the user is known from now on; null when tries are not counted. */
  readonly address: string | null;
};

export type SignInPort = NotingPort<SignIn, SignInFacts, NewSession, NewSession, WrongTry>;

/** Whether the password was right for one loaded hash, and its new hash where that one is outdated. */
export type Verified = { readonly hash: string | null; readonly right: boolean; readonly renewed: string | null };

const wrongFor = (hash: string | null): Verified => ({ hash, right: false, renewed: null });

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
    renewedHash: verified.renewed,
    userAgent: command.userAgent,
    createdAt: at.now,
    expiresAt: after(at.now, command.seconds),
    bound,
    address: command.tries?.address ?? null,
  });
}

/**
 * Starts a session. An unknown name takes the same work as a wrong password, whatever the formats that passwords are
 * kept in; a throttled try takes none. A hash of another system, or of less cost than a new one, is replaced.
 */
export const signIn = (port: SignInPort, passwords: Passwords): UseCase<SignIn, NewSession, SignInError> =>
  notingUseCase(port, async (facts, command, earlier: Verified | undefined) => {
    const hash = facts.user?.passwordHash ?? null;
    if (earlier?.hash === hash) return earlier;
    if (isThrottled(counters(facts, command).bound, facts.counts)) return wrongFor(hash);
    const right = await passwords.verify(command.password, hash ?? facts.decoy);
    if (!right || hash === null) return wrongFor(hash);
    return { hash, right, renewed: passwords.isOutdated(hash) ? await passwords.hash(command.password) : null };
  }, decideSignIn);
