import * as z from "zod";
import type { Customer } from "../../../core/customers/customer.ts";
import { CAKE_SESSION_SECONDS } from "../../../core/customers/session.ts";
import type { SignInError } from "../../../core/customers/sign_in.ts";
import type { SignUp, SignUpError } from "../../../core/customers/sign_up.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { PASSWORD_MAX, PASSWORD_MIN } from "../../../core/values.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { reply } from "../reply.ts";
import { operation } from "../operation.ts";
import { type Login, LoginBody, loginName, nameWords, startSession, Token } from "../shop/login.ts";
import { Id, said } from "../shop/schemas.ts";
import { signUpErrors } from "../shop/sign_up.ts";
import { email, newPassword, username } from "../shop/user_fields.ts";
import { openings } from "../throttles.ts";
import { message, REQUIRED, required } from "../wire.ts";
import { words } from "../words.ts";

type Typed = { readonly password?: unknown; readonly password1?: unknown; readonly password2?: unknown };

/** The password of a new account: the one that was typed twice where it was, else the one. */
function chosenPassword(typed: Typed): Result<string, Readonly<Record<string, readonly string[]>>> {
  const { password, password1, password2 } = typed;
  const twice = password1 != null || password2 != null;
  const first = twice ? password1 : password;
  const read = first == null ? message(REQUIRED) : newPassword.read(first);
  const fault = twice ? secondFault(password1, password2) : null;
  if ("value" in read && fault === null) return ok(read.value);
  return err({
    ...("message" in read ? { [twice ? "password1" : "password"]: [read.message] } : {}),
    ...(fault === null ? {} : { password2: [fault] }),
  });
}

/** What is wrong with the second of two typed passwords, or null. */
const secondFault = (first: unknown, second: unknown): string | null => {
  if (second == null) return REQUIRED;
  return first == null || first === second ? null : "The two password fields didn't match.";
};

const typed = (meta: object) =>
  z.unknown().optional().meta({
    type: "string",
    format: "password",
    minLength: PASSWORD_MIN,
    maxLength: PASSWORD_MAX,
    ...meta,
  });

const RegisterBody = z.object({
  username: required(username, { example: "mina" }),
  email: required(email, { example: "mina@example.com" }),
  password: typed(words({ description: "Or `password1` and `password2`, which rule.", example: "a quiet monsoon" })),
  password1: typed({}),
  password2: typed(words({ description: "The same once more." })),
}).superRefine((given, context) => {
  const password = chosenPassword(given);
  for (const [name, wrong] of password.ok ? [] : Object.entries(password.error)) {
    for (const text of wrong) context.addIssue({ code: "custom", path: [name], message: text });
  }
}, { when: ({ value }) => typeof value === "object" && value !== null }).meta(
  words({ id: "Register", description: "A new account, with its password once or twice." }),
);

export const registerOperation = operation({
  id: "register",
  method: "post",
  path: "/api/v1/register",
  tag: "Cake account",
  summary: words("Register (Cake API)"),
  description: words(
    "Opens an account, the same as the Shop API's, by the same rules. The password comes once as `password`, or " +
      "twice as `password1` and `password2`, which must agree. It signs nobody in: take a token.",
  ),
  access: "ignored",
  names: [],
  body: RegisterBody,
  roundTrips: 2,
  answer: {
    status: 201,
    description: words("The new customer."),
    schema: z.object({ id: Id, username: said("mina"), email: said("mina@example.com") }).meta(
      words({ id: "Registered", description: words("The new customer.") }),
    ),
  },
  errors: signUpErrors,
  handle: async ({ body, at, c, service }, signUp: UseCase<SignUp, Customer, SignUpError>) => {
    const password = chosenPassword(body);
    if (!password.ok) throw new Error("a body that passed has a password");
    const result = await signUp({
      username: body.username,
      email: body.email,
      password: password.value,
      firstName: "",
      lastName: "",
      phone: null,
      address: "",
      counters: openings(c, service, "account"),
    }, at);
    if (!result.ok) return refusal(signUpErrors, result.error);
    const { id, username, email } = result.value;
    return reply(201, { id, username, email });
  },
});

const tokenErrors: ErrorTable<SignInError | Conflict> = {
  invalid_credentials: () => ({ non_field_errors: ["Unable to log in with provided credentials."] }),
  throttled: 429,
  conflict: 409,
};

const TokenBody = LoginBody.extend({ username: required(loginName, nameWords("mina")) }).meta(
  words({ id: "TakeToken", description: "A name and its password." }),
);

export const tokenOperation = operation({
  id: "getToken",
  method: "post",
  path: "/api/v1/token",
  tag: "Cake account",
  summary: words("Get a token"),
  description: words(
    "Starts a session of 90 days, by username or email. Send its token as `Authorization: Token …` with every " +
      "other request, on either API. A wrong name or password is 400 under `non_field_errors`, not 401. Each call " +
      "starts another session; `GET /api/auth/sessions/` lists them.",
  ),
  access: "ignored",
  names: [],
  body: TokenBody,
  synonyms: { username: ["email"] },
  roundTrips: 2,
  answer: {
    status: 200,
    description: words("The token."),
    schema: z.object({ token: Token }).meta(words({ id: "TokenAnswer", description: "The new session's token." })),
  },
  errors: tokenErrors,
  handle: async (input, login: Login) => {
    const result = await startSession(login, input, CAKE_SESSION_SECONDS);
    return result.ok ? reply(200, { token: result.value.token }) : refusal(tokenErrors, result.error);
  },
});
