import assert from "node:assert/strict";
import { checkAnswer } from "./documented.ts";

/** What came back: the status, the headers, and the body as JSON, or as text where it is none. */
// deno-lint-ignore no-explicit-any -- a black-box test looks into whatever JSON came
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: any; readonly text: string };

export type Options = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
  /** A body sent as JSON. */
  readonly json?: unknown;
  /** A body sent as it is. */
  readonly raw?: BodyInit;
};

/** One request to the shop, whose answer is held to the shop's own document. */
export async function call(url: string, method: string, path: string, options: Options = {}): Promise<Answer> {
  const { headers = {}, token, json, raw } = options;
  const response = await fetch(url + path, {
    method,
    redirect: "manual",
    headers: {
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
      ...(token === undefined ? {} : { Authorization: `Token ${token}` }),
      ...headers,
    },
    ...(json === undefined ? raw === undefined ? {} : { body: raw } : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  const isJson = text !== "" && (response.headers.get("content-type")?.startsWith("application/json") ?? false);
  const body = isJson ? JSON.parse(text) : null;
  await checkAnswer(new URL(url + path), method, response, body);
  return { status: response.status, headers: response.headers, body, text };
}

export const PASSWORD = "a quiet monsoon";

export type Shopper = {
  readonly id: number;
  readonly username: string;
  readonly token: string;
  readonly cookie: string;
};

/** A new customer, signed up and signed in. */
export async function shopper(url: string): Promise<Shopper> {
  const username = `nur${crypto.randomUUID().slice(0, 13)}`;
  const profile = { first_name: "Nur Pratap", last_name: "Karki", address: "Kohalpur" };
  const up = await call(url, "POST", "/api/users/", {
    json: { username, email: `${username}@example.com`, password: PASSWORD, ...profile },
  });
  assert.equal(up.status, 201, up.text);
  const login = await call(url, "POST", "/api/auth/login/", { json: { username, password: PASSWORD } });
  assert.equal(login.status, 200, login.text);
  const cookie = login.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
  return { id: up.body.id, username, token: login.body.token, cookie };
}

/** The first staff user's token. */
export async function staffToken(url: string, password: string): Promise<string> {
  const login = await call(url, "POST", "/api/auth/login/", { json: { username: "admin", password } });
  assert.equal(login.status, 200, login.text);
  return login.body.token;
}
