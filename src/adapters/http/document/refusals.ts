import type { Described } from "../operation.ts";
import { readsBody } from "../parse.ts";
import { security } from "./credentials.ts";

/** What a status means, whatever its code. */
export const statuses: Readonly<Record<number, string>> = {
  400: "The request cannot be done as it is.",
  401: "No credentials, or none that hold.",
  403: "Not allowed.",
  404: "Not there.",
  408: "The body took longer than 10 seconds.",
  409: "The state of things does not allow it.",
  412: "The thing was changed since it was read.",
  413: "The body is larger than 1 MiB.",
  414: "The request's address is too long.",
  415: "A body of another type than JSON or a form.",
  422: "The idempotency key belongs to another request.",
  429: "Too often; try again when `Retry-After` says.",
  500: "Something broke.",
  503: "The database is out of reach, or too many requests are in work; try again.",
};

/** The codes of a status, and whether it tells of `fields` that did not pass as well. */
export type Refusals = { readonly codes: Set<string>; fields: boolean };

/** The statuses that an operation can give beside its answer. */
export function refusalsOf(spec: Described): ReadonlyMap<number, Refusals> {
  const found = new Map<number, Refusals>();
  const at = (status: number) => {
    const known = found.get(status) ?? { codes: new Set<string>(), fields: false };
    found.set(status, known);
    return known;
  };
  for (const [code, entry] of Object.entries(spec.errors)) {
    if (typeof entry === "number") at(entry).codes.add(code === "session_ended" ? "invalid_token" : code);
    else at(400).fields = true;
  }
  if (spec.query !== undefined || readsBody(spec.method)) at(400).fields = true;
  if (spec.query !== undefined) at(414).codes.add("uri_too_long");
  if (spec.path.includes("{")) at(404).codes.add("not_found");
  if (readsBody(spec.method)) {
    at(400).codes.add("parse_error");
    at(408).codes.add("body_too_slow");
    at(413).codes.add("body_too_large");
    at(415).codes.add("unsupported_media_type");
  }
  if (["customer", "staff", "shopper"].includes(spec.access)) at(401).codes.add("not_authenticated");
  if ((security[spec.access].length > 0 && spec.access !== "leaving") || spec.access === "public") {
    at(401).codes.add("invalid_token");
  }
  const writes = spec.method !== "get" && security[spec.access].length > 0;
  if (writes || spec.access === "login") at(403).codes.add("origin_not_allowed");
  if (spec.access === "staff") at(403).codes.add("permission_denied");
  at(500).codes.add("internal_error");
  at(503).codes.add("unavailable").add("overloaded");
  return new Map([...found].sort(([a], [b]) => a - b));
}
