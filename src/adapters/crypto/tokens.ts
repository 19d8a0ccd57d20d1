import { base64url, calculateJwkThumbprint, importJWK, type JWK, jwtVerify, SignJWT } from "jose";
import * as v from "valibot";
import type { Caller } from "../../core/customers/session.ts";

/** Signed proof of a session, for the `Authorization` header and the session cookie alike. */
export type Tokens = {
  /** A token for the session that ends at `expiresAt` (ISO 8601). */
  issue(caller: Caller, issuedAt: string, expiresAt: string): Promise<string>;
  /** Whom the token speaks for; null when the signature, the issuer or the expiry is wrong. No database is asked. */
  verify(token: string, now: string): Promise<Caller | null>;
  /** What anyone may verify them with, the signing key first. */
  readonly publicKeys: readonly PublicKey[];
};

/** A public key as a JWK (RFC 8037). */
export type PublicKey = {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
  readonly kid: string;
  readonly alg: "EdDSA";
  readonly use: "sig";
};

/** A token that was verified, until it expires: seconds since 1970. */
type Verified = { readonly caller: Caller; readonly expires: number };

/** How many verified tokens are remembered. */
const REMEMBERED_MAX = 10_000;

const ISSUER = "kiosk";
const SEED_BYTES = 32;

const Claims = v.object({
  sub: v.pipe(v.string(), v.regex(/^[1-9]\d{0,15}$/), v.transform(Number)),
  sid: v.pipe(v.string(), v.uuid()),
  staff: v.optional(v.boolean(), false),
  exp: v.number(),
});

/** A fresh Ed25519 seed, 32 random bytes in base64url. */
export const freshSeed = (): string => base64url.encode(crypto.getRandomValues(new Uint8Array(SEED_BYTES)));

/** Tokens signed with EdDSA by the first seed and verified by any of them. */
export async function edDsaTokens(seeds: readonly string[]): Promise<Tokens> {
  const keys = await Promise.all(seeds.map(keyPair));
  const [first] = keys;
  if (first === undefined) throw new Error("tokens need a signing key");
  const byId = new Map(keys.map((key) => [key.kid, key.publicKey]));
  const remembered = new Map<string, Verified>();

  const verify = async (token: string, now: string): Promise<Verified | null> => {
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => byId.get(kid ?? "") ?? Promise.reject(), {
        algorithms: ["EdDSA"],
        issuer: ISSUER,
        audience: ISSUER,
        requiredClaims: ["exp"],
        currentDate: new Date(now),
      });
      const claims = v.safeParse(Claims, payload);
      if (!claims.success) return null;
      const { sub: user, sid: session, staff, exp: expires } = claims.output;
      return { caller: { user, session, staff }, expires };
    } catch {
      return null;
    }
  };

  const remember = (token: string, verified: Verified) => {
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
    remembered.set(token, verified);
  };

  return {
    issue: (caller, issuedAt, expiresAt) =>
      new SignJWT({ sid: caller.session, ...(caller.staff ? { staff: true } : {}) })
        .setProtectedHeader({ alg: "EdDSA", typ: "JWT", kid: first.kid })
        .setSubject(String(caller.user)).setIssuer(ISSUER).setAudience(ISSUER)
        .setIssuedAt(new Date(issuedAt)).setExpirationTime(new Date(expiresAt)).sign(first.privateKey),
    verify: async (token, now) => {
      const known = remembered.get(token);
      if (known !== undefined) return isOver(known, now) ? null : known.caller;
      const verified = await verify(token, now);
      if (verified !== null) remember(token, verified);
      return verified?.caller ?? null;
    },
    publicKeys: keys.map(({ kid, x }) => ({ kty: "OKP", crv: "Ed25519", x, kid, alg: "EdDSA", use: "sig" })),
  };
}

/** As the verification of a token has it: in whole seconds. */
const isOver = ({ expires }: Verified, now: string): boolean => expires <= Math.floor(Date.parse(now) / 1000);

/** PKCS #8 around a bare Ed25519 seed (RFC 8410). */
const PKCS8_ED25519 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);

async function keyPair(seed: string) {
  const pkcs8 = new Uint8Array([...PKCS8_ED25519, ...base64url.decode(seed)]);
  const extractable = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
  const { kty, crv, x, d } = await crypto.subtle.exportKey("jwk", extractable) as JWK & { kty: string; x: string };
  const shown = { kty, crv, x } as JWK;
  return {
    x,
    kid: await calculateJwkThumbprint(shown),
    privateKey: await importJWK({ ...shown, d } as JWK, "EdDSA") as CryptoKey,
    publicKey: await importJWK(shown, "EdDSA") as CryptoKey,
  };
}
