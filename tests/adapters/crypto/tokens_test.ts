import assert from "node:assert/strict";
import { importJWK, jwtVerify, SignJWT } from "jose";
import { parseConfig } from "../../../src/config.ts";
import { edDsaTokens, freshSeed } from "../../../src/adapters/crypto/tokens.ts";

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

Deno.test("a token of an earlier key is good while that key is kept, one of a foreign key never", async () => {
  const [old, fresh] = [freshSeed(), freshSeed()];
  const token = await (await edDsaTokens([old])).issue(caller, now, later);
  assert.deepEqual(await (await edDsaTokens([fresh, old])).verify(token, now), caller);
  assert.equal(await (await edDsaTokens([fresh])).verify(token, now), null);
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

Deno.test("an altered token, another algorithm and another issuer are refused", async () => {
  const seed = freshSeed();
  const tokens = await edDsaTokens([seed]);
  const token = await tokens.issue(caller, now, later);
  const [head = "", payload = "", signature = ""] = token.split(".");
  const encode = (value: object) =>
    btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const claims = { ...JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))), sub: "1" };
  const { kid } = JSON.parse(atob(head.replaceAll("-", "+").replaceAll("_", "/")));
  const symmetric = await new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid }).sign(
    new TextEncoder().encode(seed),
  );
  const forged = [
    `${head}.${encode(claims)}.${signature}`,
    `${encode({ alg: "none", kid })}.${payload}.`,
    symmetric,
    `${head}.${payload}.${signature.slice(0, -4)}AAAA`,
    "",
    "a.b.c",
  ];
  for (const each of forged) assert.equal(await tokens.verify(each, now), null, each);
});

Deno.test("a seed is 32 bytes in base64url, as the setting wants it", () => {
  const isSeed = (AUTH_SECRET_KEY: string) => parseConfig({ AUTH_SECRET_KEY }).authSecretKey !== null;
  assert.ok(isSeed(freshSeed()));
  assert.throws(() => isSeed("short"), /AUTH_SECRET_KEY/);
  assert.throws(() => isSeed("not base64url at all!"), /AUTH_SECRET_KEY/);
  assert.notEqual(freshSeed(), freshSeed());
});
