import assert from "node:assert/strict";
import * as v from "valibot";
import { scryptPasswords } from "../../../src/adapters/crypto/passwords.ts";
import { openCartStore } from "../../../src/adapters/libsql/cart/open_cart.ts";
import { signInStore } from "../../../src/adapters/libsql/customers/sign_in.ts";
import { signUpStore } from "../../../src/adapters/libsql/customers/sign_up.ts";
import {
  counted,
  type CountedDatabase,
  type Database,
  sql,
  type Statement,
} from "../../../src/adapters/libsql/database.ts";
import { openCart } from "../../../src/core/cart/open_cart.ts";
import { signIn } from "../../../src/core/customers/sign_in.ts";
import { signUp } from "../../../src/core/customers/sign_up.ts";
import { openingsFrom, type Rate } from "../../../src/core/customers/throttle.ts";
import { Email, Username } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";

const now = "2026-01-02T03:04:05.000Z";
const later = (seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString();
const moment = (seconds = 0) => ({ now: later(seconds), id: crypto.randomUUID() });

const cheap = scryptPasswords({ ln: 4, r: 8, p: 1 });
const RIGHT = "a quiet monsoon";

/** The account's sign-up, from an address where one is told; passwords hashed are counted in `hashes`. */
function register(db: Database, name: string, address: string | null = null, at = moment(), hashes: string[] = []) {
  const passwords = { ...cheap, hash: (password: string) => (hashes.push(name), cheap.hash(password)) };
  return signUp(signUpStore(db), passwords)({
    username: v.parse(Username, name),
    email: v.parse(Email, `${name}@example.com`),
    password: RIGHT,
    firstName: "",
    lastName: "",
    phone: null,
    address: "",
    counters: address === null ? [] : [openingsFrom(address, "account")],
  }, at);
}

type Try = { readonly name?: string; readonly address: string; readonly seconds?: number; readonly rate?: Rate | null };

/** A login's outcome: "in", or the error's type; and how many passwords were verified so far. */
function logins(db: Database) {
  const verified: string[] = [];
  const passwords = {
    ...cheap,
    verify: (password: string, hash: string | null) => (verified.push(password), cheap.verify(password, hash)),
  };
  const attempt = async (
    password: string,
    { name = "nur", address, seconds = 0, rate = { limit: 10, seconds: 60 } }: Try,
  ) => {
    const tries = rate === null ? null : { rate, account: `digest of ${name.toLowerCase()}`, address };
    const command = { name, password, userAgent: "", seconds: 3600, tries };
    const result = await signIn(signInStore(db), passwords)(command, moment(seconds));
    return result.ok ? "in" : result.error.type === "throttled" ? result.error.retry_after : result.error.type;
  };
  return {
    verified,
    right: (given: Try) => attempt(RIGHT, given),
    wrong: (given: Try) => attempt("wrong password", given),
  };
}

/** How often each outcome came. */
const tally = (outcomes: readonly (string | number)[]) =>
  Object.fromEntries(Map.groupBy(outcomes, String).entries().map(([outcome, all]) => [outcome, all.length]));

const times = <T>(count: number, one: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => one(index)));

async function rows<R>(db: Database, statement: Statement<R>): Promise<readonly R[]> {
  const [found] = await db.read([statement]);
  return found!.map((row) => ({ ...row }));
}

for (const name of ["nur", "nobody"]) {
  onEachDriver(`of 40 wrong tries at once exactly 10 are told so, and 30 to wait: ${name}`, async (db) => {
    await register(db, "nur");
    const { wrong, right, verified } = logins(db);
    assert.deepEqual(tally(await times(40, () => wrong({ name, address: "here" }))), {
      invalid_credentials: 10,
      60: 30,
    });
    const counts = await rows(db, sql<{ count: number }>`SELECT count FROM throttles`);
    assert.deepEqual(counts, [{ count: 10 }, { count: 10 }, { count: 10 }], "refused tries do not count");
    const hashed = verified.length;
    assert.equal(await right({ name, address: "here", seconds: 20 }), 40, "a right password is refused too");
    assert.equal(verified.length, hashed, "without verifying it");
    assert.equal(await right({ name, address: "there" }), name === "nur" ? "in" : "invalid_credentials");
  });
}

onEachDriver("username and email share one counter, letter case aside", async (db) => {
  await register(db, "nur");
  const { wrong } = logins(db);
  const names = ["nur", "NUR", "nur@example.com", "Nur@Example.COM"];
  const outcomes = await times(12, (i) => wrong({ name: names[i % 4]!, address: "here" }));
  assert.deepEqual(tally(outcomes), { invalid_credentials: 10, 60: 2 });
});

onEachDriver(
  "an account has 100 wrong tries from everywhere; an address known to it passes with the right one",
  async (db) => {
    await register(db, "nur");
    await register(db, "other");
    const { wrong, right } = logins(db);
    assert.equal(await right({ address: "home" }), "in");
    const outcomes = await times(110, (i) => wrong({ address: `bot${i % 22}` }));
    assert.deepEqual(tally(outcomes), { invalid_credentials: 100, 60: 10 });
    assert.equal(await right({ address: "cafe" }), 60);
    assert.equal(await right({ address: "home", name: "nur@example.com" }), "in");
    assert.equal(await right({ address: "home", name: "other" }), "in", "another account is not concerned");
    assert.deepEqual(
      tally(await times(12, () => wrong({ address: "home" }))),
      { invalid_credentials: 10, 60: 2 },
      "a known address is still bound by its own tries",
    );
    assert.equal(await right({ address: "home" }), 60);
  },
);

onEachDriver("an address has 100 wrong tries, whatever the names", async (db) => {
  await register(db, "nur");
  const { wrong, right } = logins(db);
  assert.equal(await right({ address: "home" }), "in");
  const outcomes = await times(110, (i) => wrong({ name: `name${i}`, address: "home" }));
  assert.deepEqual(tally(outcomes), { invalid_credentials: 100, 60: 10 });
  assert.equal(await right({ address: "home" }), 60, "known or not");
  assert.equal(await right({ address: "elsewhere" }), "in");
});

onEachDriver(
  "a window is fixed: it ends by itself, a success does not end it, and what has ended is removed",
  async (db) => {
    await register(db, "nur");
    const { wrong, right } = logins(db);
    for (const seconds of [0, 10, 20, 30, 40]) {
      assert.equal(await wrong({ address: "here", seconds }), "invalid_credentials");
    }
    assert.equal(await right({ address: "here", seconds: 45 }), "in");
    assert.deepEqual(
      tally(await times(6, () => wrong({ address: "here", seconds: 50 }))),
      { invalid_credentials: 5, 10: 1 },
    );
    assert.equal(await wrong({ address: "here", seconds: 59.5 }), 1);
    assert.equal(await wrong({ address: "here", seconds: 60 }), "invalid_credentials");
    assert.deepEqual(await rows(db, sql`SELECT DISTINCT count, ends_at FROM throttles`), [
      { count: 1, ends_at: later(120) },
    ]);
    await times(7, (i) => wrong({ name: `name${i}`, address: `bot${i}`, seconds: 61 }));
    assert.equal(await wrong({ address: "here", seconds: 200 }), "invalid_credentials");
    const [left] = await rows(
      db,
      sql<{ n: number }>`SELECT count(*) AS n FROM throttles WHERE ends_at <= ${later(200)}`,
    );
    assert.equal(left?.n, 1, "21 had ended, 20 are removed at a time");
  },
);

onEachDriver("of a user the 20 newest addresses are known", async (db) => {
  await register(db, "nur");
  const { right } = logins(db);
  for (let i = 0; i < 23; i++) assert.equal(await right({ address: `place${i}`, seconds: i }), "in");
  assert.equal(await right({ address: "place5", seconds: 30 }), "in");
  const known = await rows(db, sql<{ address: string }>`SELECT address FROM known_addresses ORDER BY seen_at DESC`);
  assert.equal(known.length, 20);
  assert.deepEqual([known[0]?.address, known.at(-1)?.address], ["place5", "place3"]);
});

onEachDriver("a right password does not sign in when the limit is reached while it is verified", async (db) => {
  await register(db, "nur");
  const store = signInStore(db);
  const { wrong } = logins(db);
  const verify = async (password: string, hash: string | null) => {
    await times(10, () => wrong({ address: "here" }));
    return cheap.verify(password, hash);
  };
  const tries = { rate: { limit: 10, seconds: 60 }, account: "digest of nur", address: "here" };
  const command = { name: "nur", password: RIGHT, userAgent: "", seconds: 3600, tries };
  const result = await signIn(store, { ...cheap, verify })(command, moment());
  assert.deepEqual(result, { ok: false, error: { type: "throttled", retry_after: 60 } });
  assert.deepEqual(await rows(db, sql`SELECT * FROM sessions`), []);
});

onEachDriver(
  "of 120 sign-ups at once from one address 100 pass; no other address, and no taken name, is concerned",
  async (db) => {
    const hashes: string[] = [];
    assert.equal((await register(db, "first", "here", moment(), hashes)).ok, true);
    for (let i = 0; i < 3; i++) assert.equal((await register(db, "first", "here")).ok, false);
    const outcomes = await times(119, (i) => register(db, `nur${i}`, "here", moment(), hashes));
    assert.deepEqual(tally(outcomes.map((it) => it.ok ? "up" : it.error.type)), { up: 99, throttled: 20 });
    const hashed = hashes.length;
    const refused = await register(db, "first", "here", moment(600), hashes);
    assert.deepEqual(refused, { ok: false, error: { type: "throttled", retry_after: 3000 } });
    assert.equal(hashes.length, hashed);
    assert.equal((await register(db, "elsewhere", "there")).ok, true);
    assert.equal((await register(db, "later", "here", moment(3600))).ok, true);
  },
);

onEachDriver("of 120 guests' carts at once from one address 100 are opened", async (db) => {
  const guest = (address: string, seconds = 0) =>
    openCart(openCartStore(db, "NPR"))({
      owner: { type: "guest", tokenDigest: crypto.randomUUID(), counters: [openingsFrom(address, "guest cart")] },
    }, moment(seconds));
  const outcomes = await times(120, () => guest("here"));
  assert.deepEqual(tally(outcomes.map((it) => it.ok ? "open" : it.error.type)), { open: 100, throttled: 20 });
  assert.equal((await register(db, "nur", "here")).ok, true, "a sign-up is counted for itself");
  assert.equal((await guest("there")).ok, true);
  assert.equal((await guest("here", 3600)).ok, true);
  const [carts] = await rows(db, sql<{ n: number }>`SELECT count(*) AS n FROM carts WHERE token_hash IS NOT NULL`);
  assert.equal(carts?.n, 102);
});

/** The same database, keeping the text of every statement. */
function overheard(db: Database): { database: CountedDatabase; said: string[] } {
  const said: string[] = [];
  const hear = <S extends readonly Statement[]>(
    statements: S,
  ) => (said.push(...statements.map((it) => it.sql)), statements);
  const database = { ...db, read: (it) => db.read(hear(it)), write: (it) => db.write(hear(it)) } as Database;
  return { database: counted(database), said };
}

onEachDriver(
  "switched off, nothing is counted and no statement asks; switched on, a login takes two trips",
  async (db) => {
    const off = overheard(db);
    assert.equal((await register(off.database, "nur")).ok, true);
    const { right, wrong } = logins(off.database);
    await times(15, () => wrong({ address: "here", rate: null }));
    assert.equal(await right({ address: "here", rate: null }), "in");
    assert.ok(
      (await openCart(openCartStore(off.database, "NPR"))(
        { owner: { type: "guest", tokenDigest: "x", counters: [] } },
        moment(),
      )).ok,
    );
    assert.ok(off.said.length > 20);
    assert.deepEqual(off.said.filter((text) => /throttles|known_addresses/.test(text)), []);

    for (const password of ["right", "wrong"] as const) {
      const own = counted(db);
      await logins(own)[password]({ address: "here" });
      assert.equal(own.roundTrips(), 2, password);
    }
  },
);
