import * as z from "zod";
import type { NewSession, SignIn, SignInError } from "../../../core/customers/sign_in.ts";
import type { Caller } from "../../../core/customers/session.ts";
import { SESSION_SECONDS } from "../../../core/customers/session.ts";
import { ok, type Result } from "../../../core/result.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { sessionCookies } from "../auth.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { reply } from "../reply.ts";
import { type Input, operation } from "../operation.ts";
import { loginTries } from "../throttles.ts";
import { required } from "../wire.ts";
import { secret, text } from "../wire_texts.ts";
import { said, Time } from "./schemas.ts";
import { User, userView } from "./users.ts";
import { words } from "../words.ts";

export const loginName = text(254);

/** What the document says of the name, with one that is there in its story. */
export const nameWords = (example: string) =>
  words({ description: "The username or the email; it may also be called `email`.", example });

export const LoginBody = z.object({
  username: required(loginName, nameWords("nurpratap")),
  password: required(secret(0, 4096), { example: "a quiet monsoon" }),
}).meta(words({ id: "Login", description: "A name and its password." }));

export const Token = z.string().meta(words({
  id: "Token",
  description: "For clients without cookies: `Authorization: Token …` or `Bearer …`.",
  example: "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIyIn0.c2lnbmVk",
}));

const LoginAnswer = User.extend({
  user: User,
  message: said("Login successful"),
  token: Token,
  expires_at: Time.meta(words({ example: "2025-05-01T13:24:08.869Z" })),
}).meta(words({ id: "LoginAnswer", description: "The user, at the top and under `user`, with the session's token." }));

const errors: ErrorTable<SignInError | Conflict> = { invalid_credentials: 401, throttled: 429, conflict: 409 };

/** What signing in needs: the use case, and a token for the session that it starts. */
export type Login = {
  readonly signIn: UseCase<SignIn, NewSession, SignInError>;
  readonly issueToken: (caller: Caller, issuedAt: string, expiresAt: string) => Promise<string>;
};

/** Starts a session of so many seconds for whom the body names, with its token. */
export async function startSession(
  { signIn, issueToken }: Login,
  { body, at, c, service }: Pick<Input<"login", typeof LoginBody, undefined>, "body" | "at" | "c" | "service">,
  seconds: number,
): Promise<Result<{ readonly session: NewSession; readonly token: string }, SignInError | Conflict>> {
  const userAgent = (c.req.header("user-agent") ?? "").slice(0, 300);
  const { username: name, password } = body;
  const result = await signIn({ name, password, userAgent, seconds, tries: loginTries(c, service, name) }, at);
  if (!result.ok) return result;
  const session = result.value;
  const caller = { user: session.customer.id, session: session.id, staff: session.customer.staff };
  return ok({ session, token: await issueToken(caller, at.now, session.expiresAt) });
}

export const loginOperation = operation({
  id: "login",
  method: "post",
  path: "/api/auth/login",
  tag: "Sign in",
  summary: words("Log in"),
  description: words(
    "Starts a session of 14 days, by username or email. Browsers get it as the `sessionid` cookie (HttpOnly); the " +
      "`csrftoken` cookie beside it need not be sent back. Other clients send the answer's `token` as " +
      "`Authorization: Token …` or `Bearer …`, on either API. A wrong name and a wrong password are the same 401 " +
      "`invalid_credentials`. After too many wrong tries it is 429, and a right password is refused too until " +
      "`Retry-After` has passed.",
  ),
  access: "login",
  names: [],
  body: LoginBody,
  synonyms: { username: ["email"] },
  roundTrips: 2,
  answer: { status: 200, description: words("The user, and the session's token."), schema: LoginAnswer },
  errors,
  handle: async (input, login: Login) => {
    const { c, service } = input;
    const result = await startSession(login, input, SESSION_SECONDS);
    if (!result.ok) return refusal(errors, result.error);
    const { session, token } = result.value;
    const user = userView(session.customer);
    return {
      ...reply(200, { ...user, user, message: "Login successful", token, expires_at: session.expiresAt }),
      cookies: sessionCookies(c, service, token, SESSION_SECONDS),
    };
  },
});
