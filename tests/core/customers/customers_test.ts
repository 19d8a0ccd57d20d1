import assert from "node:assert/strict";
import * as v from "valibot";
import { type Customer, displayName } from "../../../src/core/customers/customer.ts";
import { isCommonPassword } from "../../../src/core/customers/common_passwords.ts";
import { decideSignIn, type SignIn, type SignInFacts, type Verified } from "../../../src/core/customers/sign_in.ts";
import { decideSignUp, loginNames, type SignUp, type SignUpFacts } from "../../../src/core/customers/sign_up.ts";
import { decideEndSessions, type EndSessions, type Which } from "../../../src/core/customers/end_sessions.ts";
import { answer, commit, refuse } from "../../../src/core/use_case.ts";
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
};

decides("sign up", (given: SignUpFacts, when: SignUp) => decideSignUp(given, "the hash", when, at), [
  {
    it: "opens an account that both names sign in, folded, without the password",
    given: { usernameTaken: false, emailTaken: false },
    when: command,
    then: commit({
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
    }),
  },
  {
    it: "says which names are taken, both at once",
    given: { usernameTaken: true, emailTaken: true },
    when: command,
    then: refuse({ type: "names_taken", username: true, email: true }),
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
const signIn: SignIn = { name: "nur", password: "right", userAgent: "curl", seconds: 14 * 24 * 3600 };
const found: SignInFacts = { user: { customer, passwordHash: "h1" } };
const invalid = refuse({ type: "invalid_credentials" as const });

const deciding = (verified: Verified) => (given: SignInFacts, when: SignIn) => decideSignIn(given, verified, when, at);

decides("sign in", deciding({ hash: "h1", right: true }), [
  {
    it: "starts a session of 14 days",
    given: found,
    when: signIn,
    then: commit({
      id: at.id,
      customer,
      passwordHash: "h1",
      userAgent: "curl",
      createdAt: at.now,
      expiresAt: "2026-01-16T03:04:05.000Z",
    }),
  },
  { it: "refuses an unknown name", given: { user: null }, when: signIn, then: invalid },
  {
    it: "refuses when the password was verified against a hash that was replaced",
    given: { user: { customer, passwordHash: "h2" } },
    when: signIn,
    then: invalid,
  },
]);

decides("sign in", deciding({ hash: "h1", right: false }), [
  { it: "refuses a wrong password", given: found, when: signIn, then: invalid },
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
