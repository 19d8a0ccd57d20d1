import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Passwords } from "../../core/customers/password.ts";
import { fromBase64, unpadded } from "./base64.ts";
import { djangoHashes } from "./django.ts";
import { deriveScrypt } from "./scrypt.ts";

/** scrypt with 2^ln blocks; 16 MiB, one of OWASP's settings (Password Storage Cheat Sheet: N=2^14, r=8, p=5). */
export type ScryptCost = { readonly ln: number; readonly r: number; readonly p: number };

export const OWASP_COST: ScryptCost = { ln: 14, r: 8, p: 5 };

/**
 * Verifies hashes of some kinds: whether the password made the hash, or null for one of another kind or that cannot be
 * computed here.
 */
export type Verifier = (password: string, hash: string) => Promise<boolean | null>;

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A password that nobody can guess: 120 random bits in base64url. */
export const randomPassword = (): string => randomBytes(15).toString("base64url");

/**
 * Passwords kept as `$scrypt$ln=14,r=8,p=5$salt$hash` (PHC string format, base64 without padding). Django's hashes are
 * verified too, and those of `more`. One that cannot be verified takes the work of a wrong password and is one.
 */
export const scryptPasswords = (
  cost: ScryptCost = OWASP_COST,
  more: readonly Verifier[] = [],
): Passwords => ({
  hash: async (password) => {
    const salt = randomBytes(SALT_BYTES);
    const hash = await derive(password, salt, cost);
    return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${unpadded(salt)}$${unpadded(hash)}`;
  },
  verify: async (password, hash) => {
    for (const verify of hash === null ? [] : [ownHashes, djangoHashes, ...more]) {
      const right = await verify(password, hash ?? "");
      if (right !== null) return right;
    }
    await derive(password, randomBytes(SALT_BYTES), cost);
    return false;
  },
  isOutdated: (hash) => {
    const kept = parse(hash)?.cost;
    return kept === undefined || kept.ln < cost.ln || kept.r < cost.r || kept.p < cost.p;
  },
});

const ownHashes: Verifier = async (password, phc) => {
  const kept = parse(phc);
  if (kept === null) return null;
  const derived = derive(password, kept.salt, kept.cost);
  return await derived.then((bytes) => timingSafeEqual(bytes, kept.hash), () => null);
};

/** One password in two Unicode forms is one password. */
const derive = (password: string, salt: Uint8Array, { ln, r, p }: ScryptCost): Promise<Uint8Array> =>
  deriveScrypt(password.normalize("NFKC"), salt, { N: 2 ** ln, r, p }, HASH_BYTES);

function parse(phc: string): { cost: ScryptCost; salt: Uint8Array; hash: Uint8Array } | null {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]{43})$/.exec(phc);
  if (match === null) return null;
  const [, ln, r, p, salt, hash] = match;
  const bytes = { salt: fromBase64(salt), hash: fromBase64(hash) };
  return { cost: { ln: Number(ln), r: Number(r), p: Number(p) }, ...bytes };
}
