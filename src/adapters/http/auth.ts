import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { Caller } from "../../core/customers/session.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { HttpEnv, Service } from "./service.ts";
import { foreignOrigin, permissionDenied, unauthorized } from "./problem.ts";
import { forwardedOrigin } from "./forwarded.ts";
import type { Reply } from "./reply.ts";

/**
 * Who may call a route. `public` reads look only at what a credential itself shows; `customer` needs a session; `staff`
 * a session of someone who was staff at sign-in (whether they still are, the database tells); `shopper` a session or a
 * guest's cart token; `anyone` takes a session where there is one; `leaving` too, and does not
 * mind a bad one; `ignored` takes no notice of credentials; `login` neither, but a foreign page may not use it.
 */
export type Access = "public" | "customer" | "staff" | "shopper" | "anyone" | "leaving" | "ignored" | "login";

/** Who is calling, and whether a cookie said so: a cookie may be stale without the client's knowing. */
export type Identity = { readonly caller: Caller | null; readonly byCookie: boolean };

/** Verifies a token's signature and expiry; null when it speaks for nobody. */
export type VerifyToken = (token: string, now: string) => Promise<Caller | null>;

type Credential = { readonly from: "header" | "cookie"; readonly token: string };

/** Whether a request comes without any credential. */
export const isAnonymous = (c: Context<HttpEnv>): boolean =>
  c.req.header("authorization") === undefined && c.req.header("cookie") === undefined;

/** The one that counts first. Empty values, a scheme alone, and what a client sends that has no token, are none. */
function credentials(c: Context<HttpEnv>): readonly Credential[] {
  const header = c.req.header("authorization")?.trim() ?? "";
  const [scheme = "", ...rest] = header.split(/\s+/);
  const token = rest.join(" ");
  const none = token === "" || (isTokenScheme(scheme) && (token === "null" || token === "undefined"));
  const cookie = getCookie(c, "sessionid") ?? "";
  return [
    ...(none ? [] : [{ from: "header", token: isTokenScheme(scheme) ? token : "" } as const]),
    ...(cookie === "" ? [] : [{ from: "cookie", token: cookie } as const]),
  ];
}

/** Who the first credential says is calling; where bad ones are ignored, the first that holds. */
async function identify(c: Context<HttpEnv>, service: Service, access: Access, now: string) {
  const [first = null, ...others] = credentials(c);
  for (const given of first === null ? [] : access === "leaving" ? [first, ...others] : [first]) {
    const caller = await service.verifyToken(given.token, now);
    if (caller !== null) return { given, caller };
  }
  return { given: first, caller: null };
}

const isTokenScheme = (scheme: string): boolean => /^(token|bearer)$/i.test(scheme);

const isUnsafe = (method: string): boolean => !["GET", "HEAD", "OPTIONS"].includes(method);

/** A page of a foreign site may not act with the shopper's cookie. */
function fromForeignSite(c: Context<HttpEnv>, service: Service): boolean {
  const origin = c.req.header("origin");
  if (origin === undefined) return c.req.header("sec-fetch-site") === "cross-site";
  return origin !== ownOrigin(c, service) && !service.allowedOrigins.includes(origin);
}

/** Scheme, host and port of this shop as its clients see them: the base of absolute URLs. */
export const ownOrigin = (c: Context<HttpEnv>, service: Service): string =>
  service.publicUrl ?? (service.trustProxy ? forwardedOrigin(c.get("url"), c.req.raw.headers) : c.get("url").origin);

/** Who is calling, or why the request goes no further. */
export async function authenticate(
  c: Context<HttpEnv>,
  service: Service,
  access: Access,
  now: string,
): Promise<Result<Identity, Reply>> {
  if (access === "ignored") return ok(anonymous);
  if (access === "login") return fromForeignSite(c, service) ? err(foreignOrigin()) : ok(anonymous);
  const { given, caller } = await identify(c, service, access, now);
  if (caller === null) {
    if (given?.from === "header" && access !== "leaving") return err(unauthorized("invalid_token"));
    if (mayBeAnonymous(c, access)) return ok(anonymous);
    return err(unauthorized(given === null ? "not_authenticated" : "invalid_token"));
  }
  const byCookie = given?.from === "cookie";
  if (byCookie && isUnsafe(c.req.method) && fromForeignSite(c, service)) return err(foreignOrigin());
  if (access === "staff" && !caller.staff) return err(permissionDenied());
  return ok({ caller, byCookie });
}

const anonymous: Identity = { caller: null, byCookie: false };

/** Whether a request without a credential, or with a stale cookie alone, is let in as nobody's. */
export const mayBeAnonymous = (c: Context<HttpEnv>, access: Access): boolean =>
  access === "public" || access === "anyone" || access === "leaving" || (access === "shopper" && hasCartToken(c));

const hasCartToken = (c: Context<HttpEnv>): boolean => (c.req.header("x-cart-token")?.trim() ?? "") !== "";

/** The cookies of a new session: the token, kept from scripts, and a readable CSRF token that nothing depends on. */
export const sessionCookies = (c: Context<HttpEnv>, service: Service, token: string, seconds: number) =>
  cookies(c, service, token, crypto.randomUUID().replaceAll("-", ""), seconds);

/** What clears those cookies. */
export const endedCookies = (c: Context<HttpEnv>, service: Service) => cookies(c, service, "", "", 0);

function cookies(
  c: Context<HttpEnv>,
  service: Service,
  session: string,
  csrf: string,
  seconds: number,
): readonly string[] {
  const sameSite = service.cookieSameSite === "none" ? "None" : "Lax";
  const secure = sameSite === "None" || ownOrigin(c, service).startsWith("https:") ? "; Secure" : "";
  const shared = `Path=/; Max-Age=${seconds}; SameSite=${sameSite}${secure}`;
  return [`sessionid=${session}; ${shared}; HttpOnly`, `csrftoken=${csrf}; ${shared}`];
}
