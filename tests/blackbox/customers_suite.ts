import assert from "node:assert/strict";
import { call, PASSWORD, shopper } from "./client.ts";
import type { Suite } from "./suite.ts";

/** The wire, as sentences: signing up, in and out. */
export const customersSuite: Suite = {
  "a login sets both cookies and tells the user twice": async (url) => {
    const { username } = await shopper(url);
    const login = await call(url, "POST", "/api/auth/login/", {
      json: { email: `${username.toUpperCase()}@EXAMPLE.com`, password: PASSWORD },
    });
    assert.equal(login.status, 200, login.text);
    const { user, message, token, expires_at, ...top } = login.body;
    assert.deepEqual(top, user);
    assert.equal(top.username, username);
    assert.ok(message && token);
    const days = (Date.parse(expires_at) - Date.now()) / 86_400_000;
    assert.ok(days > 13.9 && days < 14.1);
    const [session = "", csrf = ""] = login.headers.getSetCookie();
    assert.match(session, /^sessionid=[^;]+;.*HttpOnly/);
    for (const cookie of [session, csrf]) assert.match(cookie, /Path=\/.*SameSite=Lax/);
    assert.match(csrf, /^csrftoken=[^;]+/);
    assert.doesNotMatch(csrf, /HttpOnly/);
    assert.doesNotMatch(login.text, /scrypt|hash/);
  },

  "a wrong password and an unknown user get the same 401": async (url) => {
    const { username } = await shopper(url);
    const answers = await Promise.all(
      [username, "nobody-here"].map((name) =>
        call(url, "POST", "/api/auth/login/", { json: { username: name, password: "wrong password" } })
      ),
    );
    for (const { status, body, headers } of answers) {
      assert.equal(status, 401);
      assert.equal(body.code, "invalid_credentials");
      assert.equal(body.detail, body.error);
      assert.deepEqual(body.non_field_errors, [body.detail]);
      assert.doesNotMatch(headers.get("www-authenticate") ?? "Basic", /basic/i);
    }
    assert.deepEqual(answers[0]?.body, answers[1]?.body);
    const missing = await call(url, "POST", "/api/auth/login/", { json: {} });
    assert.deepEqual(missing.body, {
      username: ["This field is required."],
      password: ["This field is required."],
    });
    assert.equal(missing.status, 400);
  },

  "sign-up tells all that is wrong at once, and names are taken in any letter case": async (url) => {
    const bad = await call(url, "POST", "/api/users/", {
      json: { username: "no spaces!", email: "nowhere", password: "short", first_name: "x".repeat(151), phone: null },
    });
    assert.equal(bad.status, 400);
    assert.deepEqual(Object.keys(bad.body).toSorted(), ["email", "first_name", "password", "username"]);
    assert.deepEqual(bad.body.email, ["Enter a valid email address."]);
    assert.deepEqual(bad.body.first_name, ["Ensure this field has no more than 150 characters."]);
    const empty = await call(url, "POST", "/api/users/", { json: null });
    const missing = ["This field is required."];
    assert.deepEqual(empty.body, { username: missing, email: missing, password: missing });

    const { username } = await shopper(url);
    const sign = (json: object) => call(url, "POST", "/api/users/", { json: { password: PASSWORD, ...json } });
    const twice = await sign({ username: username.toUpperCase(), email: `${username}@Example.COM` });
    assert.equal(twice.status, 400);
    assert.deepEqual(Object.keys(twice.body).toSorted(), ["email", "username"]);
    const other = `${username}@example.com`;
    assert.deepEqual(Object.keys((await sign({ username: other, email: `x${other}` })).body), ["username"]);
    const common = await sign({ username: `${username}2`, email: `2${other}`, password: "Password1" });
    assert.deepEqual(common.body, { password: ["This password is too common."] });
  },

  "three sign-ups at once with one email: one passes": async (url) => {
    const name = `twin${crypto.randomUUID().slice(0, 8)}`;
    const answers = await Promise.all([1, 2, 3].map((n) =>
      call(url, "POST", "/api/users/", {
        json: { username: `${name}${n}`, email: `${name}@example.com`, password: PASSWORD },
      })
    ));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 400, 400]);
  },

  "who is anonymous, stale or garbled is 401 where credentials are needed": async (url) => {
    const none = [{}, { Authorization: "" }, { Authorization: "Token" }, { Authorization: "Token null" }, {
      Authorization: "bearer undefined",
    }];
    for (const headers of none) {
      const answer = await call(url, "GET", "/api/cart/items/", { headers: headers as Record<string, string> });
      assert.equal(answer.status, 401);
      assert.equal(answer.body.code, "not_authenticated");
      assert.ok(answer.headers.get("www-authenticate"));
    }
    const { token } = await shopper(url);
    const altered = token.slice(0, -3) + (token.endsWith("AAA") ? "BBB" : "AAA");
    const bad = [{ Authorization: "Token garbage" }, { Authorization: `Bearer ${altered}` }, {
      Cookie: "sessionid=garbage",
    }];
    for (const headers of bad) {
      const answer = await call(url, "GET", "/api/orders/", { headers: headers as Record<string, string> });
      assert.deepEqual([answer.status, answer.body.code], [401, "invalid_token"]);
    }
    assert.equal(
      (await call(url, "GET", "/api/cart/items/", { headers: { Authorization: `bEaReR ${token}` } })).status,
      200,
    );
    assert.equal((await call(url, "POST", "/api/cart/checkout/", { raw: "{", headers: {} })).status, 401);
    assert.equal(
      (await call(url, "GET", "/api/products/", { headers: bad[0]! as Record<string, string> })).status,
      401,
    );
    assert.equal(
      (await call(url, "GET", "/api/products/", { headers: bad[2]! as Record<string, string> })).status,
      200,
    );
  },

  "a logout ends the session's token and cookie at once, and no other": async (url) => {
    const me = await shopper(url);
    const again = await call(url, "POST", "/api/auth/login/", { json: { username: me.username, password: PASSWORD } });
    const other = { token: again.body.token };
    const cookie = { headers: { Cookie: me.cookie } };
    const out = await call(url, "POST", "/api/auth/logout/", cookie);
    assert.equal(out.status, 200);
    assert.ok(out.headers.getSetCookie().every((each) => /^(sessionid|csrftoken)=;.*Max-Age=0/.test(each)));
    for (const ended of [cookie, { token: me.token }]) {
      const needing = [["GET", "/api/cart/items/"], ["GET", "/api/orders/"], ["POST", "/api/cart/checkout/"]] as const;
      for (const [method, path] of needing) {
        const answer = await call(url, method, path, ended);
        assert.deepEqual([answer.status, answer.body.code], [401, "invalid_token"], path);
      }
      assert.equal((await call(url, "GET", "/api/products/", ended)).status, 200);
      assert.equal((await call(url, "POST", "/api/auth/logout/", ended)).status, 200);
    }
    assert.equal((await call(url, "POST", "/api/auth/logout/")).status, 200);
    assert.equal((await call(url, "POST", "/api/auth/logout/", { token: "garbage" })).status, 200);
    assert.equal((await call(url, "GET", "/api/cart/items/", other)).status, 200);
    assert.equal((await call(url, "POST", "/api/cart/", cookie)).body.user, null, "an ended cookie counts as none");
  },

  "a logout with a bad token beside the cookie ends the cookie's session": async (url) => {
    const { cookie, token } = await shopper(url);
    const both = { Cookie: cookie, Authorization: "Token of another shop" };
    const foreign = { headers: { ...both, Origin: "https://evil.example" } };
    assert.equal((await call(url, "POST", "/api/auth/logout/", foreign)).status, 403);
    assert.equal((await call(url, "POST", "/api/auth/logout/", { headers: both })).status, 200);
    assert.equal((await call(url, "GET", "/api/users/me/", { token })).status, 401);
  },

  "sessions are listed and ended, one or all others": async (url) => {
    const me = await shopper(url);
    const login = () =>
      call(url, "POST", "/api/auth/login/", {
        headers: { "User-Agent": "second" },
        json: { username: me.username, password: PASSWORD },
      });
    const [second, third] = [(await login()).body.token, (await login()).body.token];
    const sessions = (await call(url, "GET", "/api/auth/sessions/", me)).body;
    assert.deepEqual(sessions.map((it: { current: boolean }) => it.current), [false, false, true]);
    assert.equal(sessions[0].user_agent, "second");
    const first = await call(url, "GET", "/api/auth/sessions/?limit=2", me);
    const [, next = ""] = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "") ?? [];
    assert.deepEqual([...first.body, ...(await call(next, "GET", "", me)).body], sessions);
    const page = (await call(url, "GET", "/api/auth/sessions/?page=2&page_size=2", me)).body;
    assert.deepEqual([page.count, page.next, page.results], [3, null, sessions.slice(2)]);
    assert.match(sessions[0].last_used_at, /:00:00\.000Z$/);
    const foreign = await call(url, "DELETE", `/api/auth/sessions/${sessions[0].id}/`, await shopper(url));
    assert.equal(foreign.status, 404);
    const one = await call(url, "DELETE", `/api/auth/sessions/${sessions[0].id}/`, me);
    assert.deepEqual([one.status, one.text], [204, ""]);
    assert.equal((await call(url, "GET", "/api/orders/", { token: third })).status, 401);
    assert.equal((await call(url, "DELETE", `/api/auth/sessions/${sessions[0].id}/`, me)).status, 404);
    assert.equal((await call(url, "GET", "/api/orders/", { token: second })).status, 200);
    assert.equal((await call(url, "DELETE", "/api/auth/sessions/", me)).status, 204);
    assert.equal((await call(url, "GET", "/api/orders/", { token: second })).status, 401);
    assert.equal((await call(url, "GET", "/api/auth/sessions/", me)).body.length, 1);
  },
};
