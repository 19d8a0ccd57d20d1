import assert from "node:assert/strict";
import { scryptPasswords } from "../../../src/adapters/crypto/passwords.ts";
import { signInStore } from "../../../src/adapters/libsql/customers/sign_in.ts";
import { type Database, sql } from "../../../src/adapters/libsql/database.ts";
import type { Passwords } from "../../../src/core/customers/password.ts";
import { type SignIn, signIn } from "../../../src/core/customers/sign_in.ts";
import { onEachDriver } from "../../drivers.ts";
import { moment, only, shopper } from "./given.ts";

const PASSWORD = "a quiet monsoon";
const DJANGO = "pbkdf2_sha256$1000$oldsalt$Pwcc0d0ZJFh71GhUYGmxkYaWhewYYKHZvvs9OVXpX84=";
const cheap = scryptPasswords({ ln: 4, r: 8, p: 1 });

const asking = (name: string, password = PASSWORD): SignIn => ({
  name,
  password,
  userAgent: "",
  seconds: 60,
  tries: { rate: { limit: 100, seconds: 60 }, account: `digest of ${name}`, address: "here" },
});

const keep = (db: Database, name: string, hash: string) =>
  db.write([sql`UPDATE users SET password = ${hash} WHERE username = ${name}`]);

const keptHash = async (db: Database, name: string): Promise<string> =>
  (await only(db, sql<{ password: string }>`SELECT password FROM users WHERE username = ${name}`)).password;

const came = async (db: Database, passwords: Passwords, command: SignIn): Promise<string> => {
  const outcome = await signIn(signInStore(db), passwords)(command, moment());
  return outcome.ok ? "in" : outcome.error.type;
};

onEachDriver("a login replaces Django's hash, and one of less cost, by a new one for the same password", async (db) => {
  await shopper(db, "nur");
  await keep(db, "nur", DJANGO);
  assert.equal(await came(db, cheap, asking("nur", "another one")), "invalid_credentials");
  assert.equal(await keptHash(db, "nur"), DJANGO, "a wrong password replaces nothing");
  assert.equal(await came(db, cheap, asking("nur")), "in");
  const first = await keptHash(db, "nur");
  assert.match(first, /^\$scrypt\$ln=4,r=8,p=1\$/);
  assert.equal(await came(db, cheap, asking("nur")), "in");
  assert.equal(await keptHash(db, "nur"), first, "a current hash stays");
  assert.equal(await came(db, scryptPasswords({ ln: 5, r: 8, p: 1 }), asking("nur")), "in");
  assert.match(await keptHash(db, "nur"), /^\$scrypt\$ln=5,r=8,p=1\$/);
  assert.equal(await came(db, cheap, asking("nur")), "in");
  assert.match(await keptHash(db, "nur"), /^\$scrypt\$ln=5/, "a dearer hash than a new one stays");
});

onEachDriver("four logins at once with a hash of Django's all come in, and leave one new hash", async (db) => {
  await shopper(db, "nur");
  await keep(db, "nur", DJANGO);
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => came(db, cheap, asking("nur"))));
  assert.deepEqual(new Set(outcomes), new Set(["in"]));
  assert.ok(await cheap.verify(PASSWORD, await keptHash(db, "nur")));
});

onEachDriver("a password that is changed while a login hashes the old one anew stays changed", async (db) => {
  await shopper(db, "nur");
  await keep(db, "nur", DJANGO);
  const changed = await cheap.hash("the next monsoon");
  const slow: Passwords = {
    ...cheap,
    hash: async (password) => (await keep(db, "nur", changed), cheap.hash(password)),
  };
  assert.equal(await came(db, slow, asking("nur")), "invalid_credentials");
  assert.equal(await keptHash(db, "nur"), changed);
});

onEachDriver("a name that nobody has takes the work of one that somebody has, in whatever format", async (db) => {
  for (const n of Array(8).keys()) await shopper(db, `nur${n}`);
  for (const n of Array(8).keys()) await keep(db, `nur${n}`, n < 4 ? DJANGO : "$scrypt$own");
  const verified = async (name: string): Promise<string | null> => {
    const hashes: (string | null)[] = [];
    const verify = (_password: string, hash: string | null) => Promise.resolve((hashes.push(hash), true));
    assert.equal(await came(db, { ...cheap, verify }, asking(name)), "invalid_credentials", "a decoy lets nobody in");
    assert.equal(hashes.length, 1);
    return hashes[0] ?? null;
  };
  const names = Array.from({ length: 40 }, (_, n) => `nobody${n}`);
  const first = await Promise.all(names.map(verified));
  assert.deepEqual(await Promise.all(names.map(verified)), first, "the same for one name each time");
  const ofDjango = first.filter((hash) => hash === DJANGO).length;
  assert.ok(ofDjango >= 8 && ofDjango <= 32, `${ofDjango} of 40 took the work of half of the users`);
});

onEachDriver("where nobody has an account, a login takes the work of a new hash", async (db) => {
  const verify = (_password: string, hash: string | null) => Promise.resolve(hash === null);
  assert.equal(await came(db, { ...cheap, verify }, asking("nobody")), "invalid_credentials");
});
