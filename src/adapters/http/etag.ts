import { hash } from "node:crypto";
import * as z from "zod";
import type { Precondition } from "../../core/catalog/precondition.ts";
import { type Reply, replyText } from "./reply.ts";
import { words } from "./words.ts";

/** A strong entity tag of a body. */
const entityTag = (body: string): string => `"${hash("sha256", body, "hex").slice(0, 32)}"`;

/** An answer with its `ETag`, where it has something to show. */
export const tagged = (answer: Reply): Reply =>
  answer.status === 200 && typeof answer.body === "string"
    ? { ...answer, headers: { ...answer.headers, ETag: entityTag(answer.body) } }
    : answer;

/** How a tagged answer goes to a client: with how it may be kept, and as 304 when the client has this very body. */
export function unlessKnown(
  answer: Reply,
  ifNoneMatch: string | undefined,
  caching: Readonly<Record<string, string>>,
): Reply {
  const etag = answer.headers?.ETag;
  if (etag === undefined) return answer;
  const headers = { ...answer.headers, ...caching };
  return matches(ifNoneMatch, etag) ? { status: 304, body: null, headers } : { ...answer, headers };
}

/** Weak comparison, as RFC 9110 has it for `If-None-Match`. */
const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag));

/** Says so in the document: what an operation with `precondition` takes. */
export const ifMatchHeader = z.object({
  "If-Match": z.string().optional().meta(words({
    description:
      "The `ETag` that its GET gave: when it was changed since, a sale included, nothing happens and it is 412.",
  })),
});

/** What `If-Match` asks of a thing's body; null when it asks no more than that there be one. */
export function precondition(header: string | undefined): Precondition | null {
  if (header === undefined || header.trim() === "*") return null;
  const tags = header.split(",").map((tag) => tag.trim());
  return (body) => tags.includes(entityTag(body));
}

/** A thing's body as its GET gives it, with the tag that its GET gives. */
export const replyTagged = (status: number, json: string): Reply => replyText(status, json, { ETag: entityTag(json) });
/** Seconds for which a cache between shop and client serves a public read as fresh, and then stale while it asks. */
const FRESH_SECONDS = 10;
const STALE_SECONDS = 20;

/**
 * How a public read may be kept. Whoever asks without credentials sees a change after 30 seconds at the latest; asked
 * with credentials it is the asker's own copy, which is always asked for anew, so staff see their edits at once.
 */
export const caching = (withCredentials: boolean): Readonly<Record<string, string>> =>
  withCredentials ? ofTheAsker : ofEveryone;

const ofTheAsker = { "Cache-Control": "private, no-cache", Vary: "Authorization, Cookie" };
const ofEveryone = {
  "Cache-Control": `public, max-age=0, s-maxage=${FRESH_SECONDS}, stale-while-revalidate=${STALE_SECONDS}`,
  Vary: "Authorization, Cookie",
};
