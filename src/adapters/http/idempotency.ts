import { hash } from "node:crypto";
import { canonical } from "../../core/canonical.ts";
import type { Idempotency } from "../../core/orders/purchase.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { invalid } from "./problem.ts";
import type { Reply } from "./reply.ts";

/**
 * The client's `Idempotency-Key` with a digest of what is asked, or null without one. A key is 1 to 255 visible ASCII
 * characters.
 */
export function idempotency(key: string | undefined, request: object): Result<Idempotency | null, Reply> {
  if (key === undefined) return ok(null);
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    return err(invalid({ "Idempotency-Key": ["Ensure this header has 1 to 255 visible ASCII characters."] }));
  }
  return ok({ key, fingerprint: hash("sha256", canonical(request), "base64url") });
}
