import assert from "node:assert/strict";
import { OWASP_COST, scryptPasswords } from "../../../src/adapters/crypto/passwords.ts";

const passwords = scryptPasswords({ ln: 4, r: 8, p: 1 });

Deno.test("a password verifies against its own hash alone, and no two hashes are alike", async () => {
  const hash = await passwords.hash("a quiet monsoon");
  assert.match(hash, /^\$scrypt\$ln=4,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.ok(await passwords.verify("a quiet monsoon", hash));
  assert.ok(!await passwords.verify("a quiet Monsoon", hash));
  assert.ok(!await passwords.verify("a quiet monsoon", null));
  assert.ok(!await passwords.verify("a quiet monsoon", "pbkdf2_sha256$1$salt$hash"));
  assert.notEqual(hash, await passwords.hash("a quiet monsoon"));
});

Deno.test("a hash carries its cost: an older one verifies, and is outdated when any part of the cost has grown", async () => {
  const hash = await scryptPasswords({ ln: 5, r: 8, p: 2 }).hash("a quiet monsoon");
  assert.ok(await passwords.verify("a quiet monsoon", hash));
  const isOutdated = (ln: number, r: number, p: number) => scryptPasswords({ ln, r, p }).isOutdated(hash);
  assert.deepEqual([isOutdated(5, 8, 2), isOutdated(4, 8, 1)], [false, false]);
  assert.deepEqual([isOutdated(6, 8, 1), isOutdated(5, 9, 2), isOutdated(5, 8, 3)], [true, true, true]);
  assert.ok(passwords.isOutdated("x"));
});

Deno.test("one password in two Unicode forms is one password", async () => {
  assert.ok(await passwords.verify("cre\u0300me bru\u0302le\u0301e", await passwords.hash("crème brûlée")));
});

Deno.test("production hashes at a cost that OWASP names", async () => {
  assert.match(await scryptPasswords().hash("a quiet monsoon"), /^\$scrypt\$ln=14,r=8,p=5\$/);
  assert.deepEqual(OWASP_COST, { ln: 14, r: 8, p: 5 });
});
