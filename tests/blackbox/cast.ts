import assert from "node:assert/strict";
import { edDsaTokens } from "../../src/adapters/crypto/tokens.ts";
import { call, PASSWORD } from "./client.ts";
import { STAFF_PASSWORD, type Target } from "./targets.ts";

/** Someone with an account who is signed in. */
export type Actor = {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly token: string;
};

/** Who calls in the tests that the document generates, and how: the headers that say so. */
export type Cast = {
  readonly url: string;
  readonly customer: Actor;
  readonly other: Actor;
  readonly staff: Actor;
  /** Credentials that hold no more, or never did. */
  readonly bad: Readonly<
    Record<"garbage token" | "expired token" | "ended session" | "ended staff session" | "deleted user", string>
  >;
};

const unique = () => `nur${crypto.randomUUID().slice(0, 13)}`;

/** A new account, signed in. */
export async function newActor(url: string): Promise<Actor> {
  const username = unique();
  const up = await call(url, "POST", "/api/users/", {
    json: { username, email: `${username}@example.com`, password: PASSWORD },
  });
  assert.equal(up.status, 201, up.text);
  return await signedIn(url, { id: up.body.id, username, password: PASSWORD });
}

/** The same account with a new session. */
export async function signedIn(url: string, actor: Omit<Actor, "token">): Promise<Actor> {
  const login = await call(url, "POST", "/api/auth/login/", {
    json: { username: actor.username, password: actor.password },
  });
  assert.equal(login.status, 200, login.text);
  return { ...actor, id: login.body.id, token: login.body.token };
}

/** The session that a token speaks for. */
export const sessionOf = ({ token }: Actor): string =>
  JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"))).sid;

const assembled = new WeakMap<Target, Promise<Cast>>();

/** Everyone whom the permission matrix knows, once for each target. */
export function assemble(target: Target): Promise<Cast> {
  const cast = assembled.get(target) ?? signAllUp(target);
  assembled.set(target, cast);
  return cast;
}

async function signAllUp({ url, seed }: Target): Promise<Cast> {
  const [customer, other, gone] = [await newActor(url), await newActor(url), await newActor(url)];
  const staff = await signedIn(url, { id: 0, username: "admin", password: STAFF_PASSWORD });
  const [ended, endedStaff] = [await signedIn(url, customer), await signedIn(url, staff)];
  for (const { token } of [ended, endedStaff]) {
    assert.equal((await call(url, "POST", "/api/auth/logout/", { token })).status, 200);
  }
  assert.equal((await call(url, "DELETE", `/api/users/${gone.id}/`, { token: gone.token })).status, 204);
  const tokens = await edDsaTokens([seed]);
  const caller = { user: customer.id, session: sessionOf(customer), staff: false };
  const expired = await tokens.issue(caller, "2026-01-01T00:00:00.000Z", "2026-01-15T00:00:00.000Z");
  return {
    url,
    customer,
    other,
    staff,
    bad: {
      "garbage token": "garbage",
      "expired token": expired,
      "ended session": ended.token,
      "ended staff session": endedStaff.token,
      "deleted user": gone.token,
    },
  };
}
