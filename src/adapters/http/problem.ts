import { type Reply, reply } from "./reply.ts";

/** What is wrong, field by field; of a list of objects, object by object. */
export type FieldErrors = { readonly [field: string]: readonly string[] | readonly FieldErrors[] };

const CHALLENGE = 'Bearer realm="kiosk"';

/** 401 always says how to sign in. */
export const withChallenge = (answer: Reply): Reply =>
  answer.status === 401 ? { ...answer, headers: { ...answer.headers, "WWW-Authenticate": CHALLENGE } } : answer;

/** Fields that did not pass: 400, all at once. */
export const invalid = (fields: FieldErrors): Reply => reply(400, fields);

const plain = (status: number, code: string, detail: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  reply(status, { detail, code }, headers);

export const malformed = (reason: string): Reply => plain(400, "parse_error", `JSON parse error - ${reason}`);

export const unauthorized = (code: "not_authenticated" | "invalid_token"): Reply =>
  withChallenge(plain(
    401,
    code,
    code === "invalid_token" ? "Invalid token." : "Authentication credentials were not provided.",
  ));

export const foreignOrigin = (): Reply =>
  plain(403, "origin_not_allowed", "CSRF Failed: this origin may not use the shopper's cookie.");

export const permissionDenied = (): Reply =>
  plain(403, "permission_denied", "You do not have permission to perform this action.");

export const notFound = (): Reply => plain(404, "not_found", "Not found.");

export const invalidPage = (): Reply => plain(404, "not_found", "Invalid page.");

export const methodNotAllowed = (method: string, allow: string): Reply =>
  plain(405, "method_not_allowed", `Method "${method}" not allowed.`, { Allow: allow });

export const tooLarge = (): Reply => plain(413, "body_too_large", "The request's body is larger than 1 MiB.");

export const uriTooLong = (): Reply => plain(414, "uri_too_long", "The request's address is longer than 16 KiB.");

export const badHost = (): Reply => plain(400, "bad_host", "The request's Host is none.");
export const tooSlow = (): Reply =>
  plain(408, "body_too_slow", "The request's body took too long.", { Connection: "close" });

export const unsupportedMediaType = (type: string): Reply =>
  plain(415, "unsupported_media_type", `Unsupported media type "${type}" in request.`);

export const unavailable = (requestId: string): Reply =>
  reply(503, {
    detail: "The shop is out of reach for a moment. Try again.",
    code: "unavailable",
    request_id: requestId,
  }, { "Retry-After": "2" });

export const overloaded = (requestId: string): Reply =>
  reply(503, {
    detail: "The shop has more to do than it can take. Try again.",
    code: "overloaded",
    request_id: requestId,
  }, { "Retry-After": "1" });

export const broken = (requestId: string): Reply =>
  reply(500, { detail: "Something went wrong on our side.", code: "internal_error", request_id: requestId });
