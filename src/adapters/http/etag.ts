import { createHash } from "node:crypto";
import type { Reply } from "./reply.ts";

/** A strong entity tag of a body. */
const entityTag = (json: string): string => `"${createHash("sha256").update(json).digest("base64url").slice(0, 22)}"`;

/**
 * A public read with its `ETag`; 304 when the client has this very body. Asked with credentials it is the asker's own
 * copy, which no shared cache keeps.
 */
export function cacheable(answer: Reply, ifNoneMatch: string | undefined, withCredentials: boolean): Reply {
  if (answer.status !== 200 || answer.json === null) return answer;
  const etag = entityTag(answer.json);
  const headers = {
    ...answer.headers,
    ETag: etag,
    "Cache-Control": withCredentials ? "private, no-cache" : "public, no-cache",
  };
  return matches(ifNoneMatch, etag) ? { status: 304, json: null, headers } : { ...answer, headers };
}

/** Weak comparison, as RFC 9110 has it for `If-None-Match`. */
const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag));
