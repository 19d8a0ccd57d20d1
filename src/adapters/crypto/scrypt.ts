import { scrypt } from "node:crypto";

/** So that a hash from elsewhere cannot ask for all the memory there is. */
const MEMORY_MAX = 2 ** 30;

/** scrypt on threads of the platform's own; rejects for settings that it refuses, or that want more than 1 GiB. */
export const deriveScrypt = (
  password: string,
  salt: Uint8Array | string,
  { N, r, p }: { readonly N: number; readonly r: number; readonly p: number },
  bytes: number,
): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const maxmem = Math.min(256 * N * r, MEMORY_MAX);
    scrypt(password, salt, bytes, { N, r, p, maxmem }, (error, hash) => {
      if (error) reject(error);
      else resolve(hash);
    });
  });
