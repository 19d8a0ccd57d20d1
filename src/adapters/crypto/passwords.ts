import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { Passwords } from "../../core/customers/password.ts";

/** scrypt with 2^ln blocks; 16 MiB, one of OWASP's settings (Password Storage Cheat Sheet: N=2^14, r=8, p=5). */
export type ScryptCost = { readonly ln: number; readonly r: number; readonly p: number };

export const OWASP_COST: ScryptCost = { ln: 14, r: 8, p: 5 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A password that nobody can guess: 120 random bits in base64url. */
export const randomPassword = (): string => randomBytes(15).toString("base64url");

/** Passwords kept as `$scrypt$ln=14,r=8,p=5$salt$hash` (PHC string format, base64 without padding). */
export const scryptPasswords = (cost: ScryptCost = OWASP_COST): Passwords => ({
  hash: async (password) => {
    const salt = randomBytes(SALT_BYTES);
    const hash = await derive(password, salt, cost);
    return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${unpadded(salt)}$${unpadded(hash)}`;
  },
  verify: async (password, phc) => {
    const kept = phc === null ? null : parse(phc);
    if (kept === null) {
      await derive(password, randomBytes(SALT_BYTES), cost);
      return false;
    }
    return timingSafeEqual(await derive(password, kept.salt, kept.cost), kept.hash);
  },
});

const derive = (password: string, salt: Uint8Array, { ln, r, p }: ScryptCost): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const options = { N: 2 ** ln, r, p, maxmem: 256 * r * 2 ** ln };
    scrypt(password.normalize("NFKC"), salt, HASH_BYTES, options, (error, hash) => {
      if (error) reject(error);
      else resolve(hash);
    });
  });

function parse(phc: string): { cost: ScryptCost; salt: Uint8Array; hash: Uint8Array } | null {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc);
  if (match === null) return null;
  const [, ln, r, p, salt, hash] = match;
  const bytes = { salt: fromBase64(salt), hash: fromBase64(hash) };
  return { cost: { ln: Number(ln), r: Number(r), p: Number(p) }, ...bytes };
}

const fromBase64 = (text = ""): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

const unpadded = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
