import { createHmac } from "node:crypto";

/**
 * Digests that only the holder of the first seed can make (HMAC-SHA-256 with a key derived from it, base64url), so that
 * trying every address does not tell which one a digest came from.
 */
export function keyedDigest([first]: readonly string[]): (text: string) => string {
  if (first === undefined) throw new Error("digests need a signing key");
  const key = createHmac("sha256", first).update("kiosk digests").digest();
  return (text) => createHmac("sha256", key).update(text).digest("base64url");
}
