import assert from "node:assert/strict";
import { decodeProtectedHeader, importJWK, jwtVerify } from "jose";
import { parseConfig } from "../../../src/config.ts";
import { edDsaTokens, freshSeed } from "../../../src/adapters/crypto/tokens.ts";
import { forgedTokens } from "../../forged_tokens.ts";

const seed = freshSeed();
const now = "2026-01-02T03:04:05.000Z";
const later = "2026-01-16T03:04:05.000Z";
const caller = { user: 7, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: false };

Deno.test("a token speaks for its caller until it expires", async () => {
  const tokens = await edDsaTokens([freshSeed()]);
  const token = await tokens.issue(caller, now, later);
  assert.deepEqual(await tokens.verify(token, now), caller);
  assert.equal(await tokens.verify(token, later), null);
  const staff = { ...caller, staff: true };
  assert.deepEqual(await tokens.verify(await tokens.issue(staff, now, later), now), staff);
});

Deno.test("rotation: the first key signs, all verify, and a key that is gone is refused", async () => {
  const [old, fresh] = [freshSeed(), freshSeed()];
  const [before, rotated, after] = [
    await edDsaTokens([old]),
    await edDsaTokens([fresh, old]),
    await edDsaTokens([fresh]),
  ];
  const [oldToken, newToken] = [await before.issue(caller, now, later), await rotated.issue(caller, now, later)];
  assert.deepEqual(await rotated.verify(oldToken, now), caller);
  assert.deepEqual(await rotated.verify(newToken, now), caller);
  assert.equal(await after.verify(oldToken, now), null);
  assert.equal(await before.verify(newToken, now), null);
  const kids = [newToken, oldToken].map((token) => decodeProtectedHeader(token).kid);
  assert.deepEqual(rotated.publicKeys.map(({ kid }) => kid), kids);
  assert.notEqual(kids[0], kids[1]);
});

Deno.test("anyone verifies a token with the public keys, which hold no private part", async () => {
  const { issue, publicKeys } = await edDsaTokens([freshSeed(), freshSeed()]);
  const token = await issue(caller, now, later);
  const [first, second] = publicKeys;
  assert.ok(first !== undefined && second !== undefined && first.kid !== second.kid);
  for (const key of publicKeys) {
    assert.deepEqual(Object.keys(key).toSorted(), ["alg", "crv", "kid", "kty", "use", "x"]);
    assert.deepEqual([key.kty, key.crv, key.alg, key.use], ["OKP", "Ed25519", "EdDSA", "sig"]);
  }
  const options = { currentDate: new Date(now) };
  const { payload, protectedHeader } = await jwtVerify(token, await importJWK(first), options);
  assert.deepEqual([payload.sub, protectedHeader.kid], ["7", first.kid]);
  await assert.rejects(async () => jwtVerify(token, await importJWK(second), options));
});

const forged = await forgedTokens(seed, caller, now);

for (const [attack, token] of Object.entries(forged)) {
  Deno.test(`a forged token speaks for nobody: ${attack}`, async () => {
    assert.equal(await (await edDsaTokens([seed])).verify(token, now), null);
  });
}

Deno.test("a seed is 32 bytes in base64url, as the setting wants it", () => {
  const isSeed = (AUTH_SECRET_KEY: string) => parseConfig({ AUTH_SECRET_KEY }).authSecretKey !== null;
  assert.ok(isSeed(freshSeed()));
  assert.throws(() => isSeed("short"), /AUTH_SECRET_KEY/);
  assert.throws(() => isSeed("not base64url at all!"), /AUTH_SECRET_KEY/);
  assert.notEqual(freshSeed(), freshSeed());
});
