import { base64url, generateKeyPair, importJWK, type JWTPayload, SignJWT } from "jose";
import { edDsaTokens, freshSeed } from "../src/adapters/crypto/tokens.ts";
import type { Caller } from "../src/core/customers/session.ts";

const encode = (value: object): string => base64url.encode(JSON.stringify(value));
const decode = (part = "") => JSON.parse(new TextDecoder().decode(base64url.decode(part)));

/** Tokens that want to be taken for the caller's, by the attack; `seed` is the shop's own. */
export async function forgedTokens(
  seed: string,
  caller: Caller,
  now: string,
): Promise<Readonly<Record<string, string>>> {
  const until = (seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString();
  const tokens = await edDsaTokens([seed]);
  const [key] = tokens.publicKeys;
  const good = await tokens.issue(caller, now, until(3600));
  const [head = "", payload = "", signature = ""] = good.split(".");
  const [{ kid }, claims]: [{ kid: string }, JWTPayload] = [decode(head), decode(payload)];
  const own = await signingKey(seed);
  const foreign = await signingKey(freshSeed());
  const point = await generateKeyPair("ES256", { extractable: true });
  const der = [48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0, ...base64url.decode(key?.x ?? "")];
  const pem = `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...der))}\n-----END PUBLIC KEY-----\n`;

  const signed = (changed: object, header: object = {}, by: Parameters<SignJWT["sign"]>[0] = own) =>
    new SignJWT({ ...claims, ...changed } as JWTPayload).setProtectedHeader({ alg: "EdDSA", kid, ...header }).sign(by);
  const byText = (text: string) => signed({}, { alg: "HS256" }, new TextEncoder().encode(text));
  const none = (alg: string) => `${encode({ alg, kid })}.${payload}.`;

  return {
    "alg confusion: HS256 with the public key's bytes": await signed(
      {},
      { alg: "HS256" },
      base64url.decode(key?.x ?? ""),
    ),
    "alg confusion: HS256 with the public key as text": await byText(key?.x ?? ""),
    "alg confusion: HS256 with the public key as JWK": await byText(JSON.stringify(key)),
    "alg confusion: HS256 with the public key as PEM": await byText(pem),
    "alg confusion: ES256 under our key's name": await signed({}, { alg: "ES256" }, point.privateKey),
    "alg none": none("none"),
    "alg None": none("None"),
    "alg NONE with a signature": `${none("NONE")}${signature}`,
    "no alg": `${encode({ kid })}.${payload}.${signature}`,
    "an altered payload": `${head}.${encode({ ...claims, sub: "1", staff: true })}.${signature}`,
    "an altered signature": `${head}.${payload}.${signature.slice(0, -6)}AAAAAA`,
    "no signature": `${head}.${payload}.`,
    "another issuer": await signed({ iss: "another-shop" }),
    "another audience": await signed({ aud: "another-shop" }),
    "no issuer": await signed({ iss: undefined }),
    "no audience": await signed({ aud: undefined }),
    "expired": await tokens.issue(caller, until(-7200), until(-1)),
    "without an expiry": await signed({ exp: undefined }),
    "not yet valid": await signed({ nbf: Date.parse(until(3600)) / 1000 }),
    "without a session": await signed({ sid: undefined }),
    "a session that is no id": await signed({ sid: "' OR 1=1" }),
    "a subject that is no id": await signed({ sub: "0" }),
    "missing kid": await signed({}, { kid: undefined }),
    "unknown kid": await signed({}, { kid: "unknown" }),
    "another key under our key's name": await signed({}, {}, foreign),
    "a key of its own in the header": await signed({}, { jwk: await publicJwk() }, foreign),
    "an extension that must be understood": `${encode({ alg: "EdDSA", kid, crit: ["exp"] })}.${payload}.${signature}`,
    "a token in a token": await signed({ sub: good }),
    "garbage": "a.b.c",
  };
}

async function signingKey(seed: string): Promise<CryptoKey> {
  const [key] = (await edDsaTokens([seed])).publicKeys;
  return await importJWK({ ...key, d: seed }, "EdDSA") as CryptoKey;
}

const publicJwk = async () => (await edDsaTokens([freshSeed()])).publicKeys[0];
