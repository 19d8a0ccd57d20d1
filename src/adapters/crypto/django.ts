import { pbkdf2, timingSafeEqual } from "node:crypto";
import { fromBase64 } from "./base64.ts";
import type { Verifier } from "./passwords.ts";
import { deriveScrypt } from "./scrypt.ts";

const PBKDF2 = /^pbkdf2_sha256\$([1-9]\d{0,8})\$([^$]+)\$([A-Za-z0-9+/]{43}=)$/;
const SCRYPT = /^scrypt\$([1-9]\d{0,8})\$([^$]+)\$(\d{1,3})\$(\d{1,3})\$([A-Za-z0-9+/]{86}==)$/;

/**
 * Django's `pbkdf2_sha256$iterations$salt$hash` and `scrypt$N$salt$r$p$hash`: the salt is text, the hash padded base64,
 * and the password is taken as it was typed. Null too where the platform refuses the settings: deployed Workers take
 * no more than 100,000 iterations, and Django has long asked for more.
 */
export const djangoHashes: Verifier = async (password, hash) => {
  const [, iterations, salt, kept] = PBKDF2.exec(hash) ?? [];
  if (iterations !== undefined && salt !== undefined && kept !== undefined) {
    return await equal(derivePbkdf2(password, salt, Number(iterations), 32), kept);
  }
  const [, N, salted, r, p, made] = SCRYPT.exec(hash) ?? [];
  if (N === undefined || salted === undefined || made === undefined) return null;
  return await equal(deriveScrypt(password, salted, { N: Number(N), r: Number(r), p: Number(p) }, 64), made);
};

const equal = (derived: Promise<Uint8Array>, kept: string): Promise<boolean | null> =>
  derived.then((bytes) => timingSafeEqual(bytes, fromBase64(kept)), () => null);

const derivePbkdf2 = (password: string, salt: string, iterations: number, bytes: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    pbkdf2(password, salt, iterations, bytes, "sha256", (error, hash) => {
      if (error) reject(error);
      else resolve(hash);
    });
  });
