import assert from "node:assert/strict";
import * as v from "valibot";
import { type Customer, displayName } from "../../../src/core/customers/customer.ts";
import { isCommonPassword } from "../../../src/core/customers/common_passwords.ts";
import { decideSignIn, type SignIn, type SignInFacts, type Verified } from "../../../src/core/customers/sign_in.ts";
import { decideSignUp, loginNames, type SignUp, type SignUpFacts } from "../../../src/core/customers/sign_up.ts";
import { decideEndSessions, type EndSessions, type Which } from "../../../src/core/customers/end_sessions.ts";
import { openingsFrom, type Tries, tryCounters } from "../../../src/core/customers/throttle.ts";
import { answer, commit, refuse, refuseAfter } from "../../../src/core/use_case.ts";
import { Email, Username } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const at = { now: "2026-01-02T03:04:05.000Z", id: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10" };

const command: SignUp = {
  username: v.parse(Username, "Nur.Pratap"),
  email: v.parse(Email, "Nur@Example.com"),
  password: "a quiet monsoon",
  firstName: "Nur",
  lastName: "",
  phone: null,
  address: "",
  counters: [],
};

decides("sign up", (given: SignUpFacts, when: SignUp) => decideSignUp(given, "the hash", when, at), [
  {
    it: "opens an account that both names sign in, folded, without the password",
    given: { usernameTaken: false, emailTaken: false, counts: [] },
    when: command,
    then: commit({
      customer: {
        username: command.username,
        email: command.email,
        firstName: "Nur",
        lastName: "",
        phone: null,
        address: "",
        staff: false,
        createdAt: at.now,
        passwordHash: "the hash",
        loginNames: ["nur.pratap", "nur@example.com"],
      },
      counters: [],
    }),
  },
  {
    it: "says which names are taken, both at once",
    given: { usernameTaken: true, emailTaken: true, counts: [] },
    when: command,
    then: refuse({ type: "names_taken", username: true, email: true }),
  },
  {
    it: "refuses an address that opened as many as it may, and does not say which names are taken",
    given: {
      usernameTaken: true,
      emailTaken: false,
      counts: [{ key: "account a", count: 100, endsAt: "2026-01-02T03:05:05.500Z" }],
    },
    when: { ...command, counters: [openingsFrom("a", "account")] },
    then: refuse({ type: "throttled", retry_after: 61 }),
  },
]);

Deno.test("a username that is the email is one login name", () =>
  assert.deepEqual(loginNames("nur@example.com", "Nur@example.com"), ["nur@example.com"]));

const customer: Customer = {
  id: 7,
  username: "nur",
  email: "nur@example.com",
  firstName: "",
  lastName: "",
  phone: null,
  address: "",
  staff: false,
  createdAt: at.now,
};
const signIn: SignIn = { name: "nur", password: "right", userAgent: "curl", seconds: 14 * 24 * 3600, tries: null };
const user = { customer, passwordHash: "h1", knownAddress: false };
const found: SignInFacts = { user, decoy: "h9", counts: [] };
const known: SignInFacts = { ...found, user: { ...user, knownAddress: true } };
const nobody: SignInFacts = { ...found, user: null };
const invalid = refuse({ type: "invalid_credentials" as const });

const right: Verified = { hash: "h1", right: true, renewed: null };
const deciding = (verified: Verified) => (given: SignInFacts, when: SignIn) => decideSignIn(given, verified, when, at);

decides("sign in", deciding(right), [
  {
    it: "starts a session of 14 days",
    given: found,
    when: signIn,
    then: commit({
      id: at.id,
      customer,
      passwordHash: "h1",
      renewedHash: null,
      userAgent: "curl",
      createdAt: at.now,
      expiresAt: "2026-01-16T03:04:05.000Z",
      bound: [],
      address: null,
    }),
  },
  { it: "refuses an unknown name", given: nobody, when: signIn, then: invalid },
  {
    it: "refuses when the password was verified against a hash that was replaced",
    given: { ...found, user: { ...user, passwordHash: "h2" } },
    when: signIn,
    then: invalid,
  },
]);

decides("sign in", deciding({ ...right, renewed: "h2" }), [
  {
    it: "replaces an outdated hash",
    given: found,
    when: signIn,
    then: commit({
      id: at.id,
      customer,
      passwordHash: "h1",
      renewedHash: "h2",
      userAgent: "curl",
      createdAt: at.now,
      expiresAt: "2026-01-16T03:04:05.000Z",
      bound: [],
      address: null,
    }),
  },
]);

decides("sign in", deciding({ ...right, right: false }), [
  { it: "refuses a wrong password", given: found, when: signIn, then: invalid },
]);

const tries: Tries = { rate: { limit: 3, seconds: 60 }, account: "digest of nur", address: "here" };
const counted: SignIn = { ...signIn, tries };
const ofUser = { ...tries, account: "7" };
const endsAt = "2026-01-02T03:04:35.000Z";
const limit = refuse({ type: "throttled" as const, retry_after: 30 });
const wrong = (by: Tries, known: boolean) =>
  refuseAfter({ ...tryCounters(by, known), at: at.now }, { type: "invalid_credentials" as const });

decides("sign in, counted,", deciding({ ...right, right: false }), [
  { it: "counts a wrong password under the user's id", given: found, when: counted, then: wrong(ofUser, false) },
  { it: "counts an unknown name under its digest", given: nobody, when: counted, then: wrong(tries, false) },
  {
    it: "counts one more below the limits",
    given: {
      ...found,
      counts: [
        { key: "password 7 here", count: 2, endsAt },
        { key: "password from here", count: 29, endsAt },
        { key: "password of 7", count: 29, endsAt },
      ],
    },
    when: counted,
    then: wrong(ofUser, false),
  },
]);

decides("sign in, counted,", deciding(right), [
  ...["password 7 here", "password from here", "password of 7"].map((key) => ({
    it: `refuses a right password when "${key}" has reached its limit, and counts nothing`,
    given: { ...found, counts: [{ key, count: key === "password 7 here" ? 3 : 30, endsAt }] },
    when: counted,
    then: limit,
  })),
  {
    it: "lets a known address pass the limit of the account, and only that",
    given: { ...known, counts: [{ key: "password of 7", count: 30, endsAt }] },
    when: counted,
    then: commit({
      id: at.id,
      customer,
      passwordHash: "h1",
      renewedHash: null,
      userAgent: "curl",
      createdAt: at.now,
      expiresAt: "2026-01-16T03:04:05.000Z",
      bound: tryCounters(ofUser, true).bound,
      address: "here",
    }),
  },
  {
    it: "refuses a known address that tried too often itself, until the last of the windows ends",
    given: {
      ...known,
      counts: [
        { key: "password 7 here", count: 3, endsAt: "2026-01-02T03:04:06.000Z" },
        { key: "password from here", count: 30, endsAt },
        { key: "password of 7", count: 30, endsAt: "2026-01-02T03:05:00.000Z" },
      ],
    },
    when: counted,
    then: limit,
  },
]);

const ending = (which: Which): EndSessions => ({ caller: { user: 7, session: at.id, staff: false }, which });
const stands = { staff: false };

decides("end sessions", decideEndSessions, [
  {
    it: "ends the one that calls",
    given: { standing: stands, found: false },
    when: ending({ type: "this" }),
    then: commit(ending({ type: "this" })),
  },
  {
    it: "has nothing to do when that one has ended already",
    given: { standing: null, found: false },
    when: ending({ type: "this" }),
    then: answer(null),
  },
  {
    it: "ends another of the caller's",
    given: { standing: stands, found: true },
    when: ending({ type: "one", id: "x" }),
    then: commit(ending({ type: "one", id: "x" })),
  },
  {
    it: "refuses one that is not the caller's",
    given: { standing: stands, found: false },
    when: ending({ type: "one", id: "x" }),
    then: refuse({ type: "session_not_found" }),
  },
  {
    it: "refuses an ended session to end the others",
    given: { standing: null, found: false },
    when: ending({ type: "others" }),
    then: refuse({ type: "session_ended" }),
  },
]);

Deno.test("a customer is shown by the full name, else by the username", () => {
  assert.equal(displayName({ username: "nur", firstName: "Nur Pratap", lastName: "Karki" }), "Nur Pratap Karki");
  assert.equal(displayName({ username: "nur", firstName: "", lastName: "Karki" }), "Karki");
  assert.equal(displayName({ username: "nur", firstName: "", lastName: "" }), "nur");
});

Deno.test("the commonest passwords are known in any letter case, a sentence is not among them", () => {
  assert.ok(isCommonPassword("password1"));
  assert.ok(isCommonPassword("PassWord1"));
  assert.ok(!isCommonPassword("a quiet monsoon"));
  assert.ok(!isCommonPassword(""));
});
