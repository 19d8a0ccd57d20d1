import assert from "node:assert/strict";
import * as v from "valibot";
import {
  type ChangeCustomer,
  changeCustomer,
  type ChangeCustomerFacts,
  type ChangedCustomer,
  decideChangeCustomer,
  type Wanted,
} from "../../../src/core/customers/change_customer.ts";
import type { Customer } from "../../../src/core/customers/customer.ts";
import type { PasswordWork } from "../../../src/core/customers/password_work.ts";
import { tryCounters } from "../../../src/core/customers/throttle.ts";
import { answer, commit, refuse, refuseAfter, stale } from "../../../src/core/use_case.ts";
import { Email, Username } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const at = { now: "2026-01-02T03:04:05.000Z", id: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10" };
const nur = { user: 7, session: "7d3c0b1f-3f6e-4e55-9d77-6f6f2f1f7a10", staff: false };
const boss = { user: 1, session: "4e550b1f-3f6e-7d3c-9d77-6f6f2f1f7a10", staff: true };

const customer: Customer = {
  id: 7,
  username: "nur",
  email: "nur@example.com",
  firstName: "Nur",
  lastName: "",
  phone: "1",
  address: "",
  staff: false,
  createdAt: at.now,
};

const facts = (given: Partial<ChangeCustomerFacts> = {}): ChangeCustomerFacts => ({
  standing: { staff: false },
  recent: false,
  found: { customer, passwordHash: "h1" },
  usernameTaken: false,
  emailTaken: false,
  otherStaff: true,
  counts: [],
  knownAddress: false,
  ...given,
});

const nothing: Wanted = {
  username: undefined,
  email: undefined,
  firstName: undefined,
  lastName: undefined,
  phone: undefined,
  address: undefined,
  staff: undefined,
};

const command = (wanted: Partial<Wanted>, given: Partial<ChangeCustomer> = {}): ChangeCustomer => ({
  caller: nur,
  user: 7,
  wanted: { ...nothing, ...wanted },
  newPassword: undefined,
  currentPassword: null,
  tries: null,
  ...given,
});

const changed = (given: Partial<ChangedCustomer>) =>
  commit<ChangedCustomer>({
    caller: nur,
    asStaff: false,
    customer,
    fields: {},
    loginNames: null,
    provedBy: null,
    bound: [],
    passwordHash: null,
    at: at.now,
    ...given,
  });

const tries = { rate: { limit: 10, seconds: 60 }, account: "7", address: "here" };
const email = v.parse(Email, "nur@example.org");
const byStaff = { standing: { staff: true } };
const deciding = (work: PasswordWork) => (given: ChangeCustomerFacts, when: ChangeCustomer) =>
  decideChangeCustomer(given, work, when, at);

decides("change customer", deciding({ current: "not needed", against: null, newHash: null }), [
  {
    it: "writes what differs and nothing else",
    given: facts(),
    when: command({ firstName: "Nur", lastName: "Karki", phone: null, email: v.parse(Email, customer.email) }),
    then: changed({ fields: { lastName: "Karki", phone: null } }),
  },
  {
    it: "has nothing to do when all is as it was",
    given: facts(),
    when: command({ username: v.parse(Username, "nur"), address: "" }),
    then: answer(customer),
  },
  {
    it: "does not hear a customer say that they are staff",
    given: facts(),
    when: command({ staff: true }),
    then: answer(customer),
  },
  {
    it: "keeps both login names in step when one changes",
    given: facts(),
    when: command({ username: v.parse(Username, "Pratap") }),
    then: changed({ fields: { username: "Pratap" }, loginNames: ["pratap", "nur@example.com"] }),
  },
  {
    it: "says which names are taken, both at once",
    given: facts({ usernameTaken: true, emailTaken: true }),
    when: command({ username: v.parse(Username, "x"), email }),
    then: refuse({ type: "names_taken", username: true, email: true }),
  },
  {
    it: "wants the current password for a new email",
    given: facts(),
    when: command({ email }),
    then: refuse({ type: "current_password_missing" }),
  },
  {
    it: "wants the current password for a new one",
    given: facts(),
    when: command({}, { newPassword: "the next monsoon" }),
    then: refuse({ type: "current_password_missing" }),
  },
  {
    it: "takes a recent sign-in for the current password",
    given: facts({ recent: true }),
    when: command({ email }),
    then: changed({ fields: { email }, loginNames: ["nur", email] }),
  },
  {
    it: "wants no password from staff",
    given: facts(byStaff),
    when: command({ email }, { caller: boss }),
    then: changed({ caller: boss, asStaff: true, fields: { email }, loginNames: ["nur", email] }),
  },
  {
    it: "takes who lost the right for a customer",
    given: facts(),
    when: command({ email, staff: true }, { caller: { ...nur, staff: true } }),
    then: refuse({ type: "current_password_missing" }),
  },
  {
    it: "lets staff promote",
    given: facts(byStaff),
    when: command({ staff: true }, { caller: boss }),
    then: changed({ caller: boss, asStaff: true, fields: { staff: true } }),
  },
  {
    it: "keeps the last of the staff",
    given: facts({
      ...byStaff,
      found: { customer: { ...customer, staff: true }, passwordHash: "h1" },
      otherStaff: false,
    }),
    when: command({ staff: false }, { caller: { ...nur, staff: true } }),
    then: refuse({ type: "last_staff" }),
  },
  {
    it: "refuses somebody who is not the caller's to see",
    given: facts({ found: null }),
    when: command({ lastName: "Karki" }),
    then: refuse({ type: "user_not_found" }),
  },
  {
    it: "refuses an ended session",
    given: facts({ standing: null }),
    when: command({ lastName: "Karki" }),
    then: refuse({ type: "session_ended" }),
  },
]);

decides("change customer", deciding({ current: "right", against: "h1", newHash: "h2" }), [
  {
    it: "relies on the hash that proved the current password",
    given: facts(),
    when: command({}, { newPassword: "the next monsoon", currentPassword: "right" }),
    then: changed({ provedBy: "h1", passwordHash: "h2" }),
  },
]);

decides("change customer", deciding({ current: "wrong", against: "h1", newHash: null }), [
  {
    it: "refuses a wrong current password, after a recent sign-in too",
    given: facts({ recent: true }),
    when: command({ email }, { currentPassword: "wrong" }),
    then: refuse({ type: "current_password_wrong" }),
  },
  {
    it: "counts a wrong current password with the logins",
    given: facts(),
    when: command({ email }, { currentPassword: "wrong", tries }),
    then: refuseAfter({ ...tryCounters(tries, false), at: at.now }, { type: "current_password_wrong" }),
  },
  {
    it: "refuses any current password, unseen, while a limit is reached",
    given: facts({ counts: [{ key: "password 7 here", count: 10, endsAt: "2026-01-02T03:04:35.000Z" }] }),
    when: command({ email }, { currentPassword: "wrong", tries }),
    then: refuse({ type: "throttled", retry_after: 30 }),
  },
]);

/** Runs a command on facts, whose commit is stale once when there are two, and tells what slow work it took. */
async function worked(given: readonly ChangeCustomerFacts[], when: ChangeCustomer) {
  const work: string[] = [];
  let loads = 0;
  const outcome = await changeCustomer({
    load: () => Promise.resolve(given[loads++]!),
    note: () => Promise.resolve(null),
    commit: ({ customer }) => Promise.resolve(loads < given.length ? stale : customer),
  }, {
    hash: (password) => Promise.resolve((work.push("hash"), `hash of ${password}`)),
    verify: (password, hash) => Promise.resolve((work.push("verify"), hash === `hash of ${password}`)),
    isOutdated: () => false,
  })(when, at);
  return { work, outcome: outcome.ok ? "changed" : outcome.error.type };
}

const known = (password: string) => ({ found: { customer, passwordHash: `hash of ${password}` } });
const replacing = command({}, { newPassword: "next", currentPassword: "present" });

for (
  const [it, given, when, then] of [
    ["hashes the new one when the current one is right", [facts(known("present"))], replacing, [
      "changed",
      "verify",
      "hash",
    ]],
    ["hashes nothing after a wrong one", [facts(known("other"))], replacing, ["current_password_wrong", "verify"]],
    ["is not done twice", [facts(known("present")), facts(known("present"))], replacing, ["changed", "verify", "hash"]],
    [
      "is done again when the password was replaced meanwhile",
      [facts(known("present")), facts(known("other"))],
      replacing,
      ["current_password_wrong", "verify", "hash", "verify"],
    ],
    ["is spared where a name is taken", [facts({ usernameTaken: true })], replacing, ["names_taken"]],
    ["is spared where nothing wants it", [facts()], command({ lastName: "K" }, { currentPassword: "x" }), ["changed"]],
    [
      "verifies nobody else's",
      [facts({ ...byStaff, ...known("other") })],
      { ...replacing, caller: boss },
      ["changed", "hash"],
    ],
  ] as const
) {
  Deno.test(`the work on passwords ${it}`, async () => {
    const { work, outcome } = await worked(given, when);
    assert.deepEqual([outcome, ...work], then);
  });
}
