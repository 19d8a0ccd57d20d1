import assert from "node:assert/strict";
import { call, PASSWORD, shopper, staffToken } from "./client.ts";
import type { Suite } from "./suite.ts";
import { STAFF_PASSWORD } from "./targets.ts";

const NEXT = "the next monsoon";

/** The wire, as sentences: users, seen and changed by themselves and by staff. */
export const usersSuite: Suite = {
  "customers see themselves, staff everyone, by id": async (url) => {
    const me = await shopper(url);
    const other = await shopper(url);
    const mine = await call(url, "GET", "/api/users/me/", me);
    assert.equal(mine.status, 200, mine.text);
    const { created_at, ...user } = mine.body;
    assert.ok(Date.parse(created_at) > 0);
    assert.deepEqual(user, {
      id: me.id,
      username: me.username,
      first_name: "Nur Pratap",
      last_name: "Karki",
      email: `${me.username}@example.com`,
      phone: null,
      address: "Kohalpur",
      is_staff: false,
    });
    assert.deepEqual((await call(url, "GET", `/api/users/${me.id}`, me)).body, mine.body);
    const list = await call(url, "GET", "/api/users/", me);
    assert.deepEqual([list.body, list.headers.get("cache-control")], [[mine.body], "no-store"]);
    const page = (await call(url, "GET", "/api/users/?page=1", me)).body;
    assert.deepEqual(page, { count: 1, next: null, previous: null, results: [mine.body] });
    for (const id of [other.id, 0, 999_999]) {
      for (const method of ["GET", "PATCH", "PUT", "DELETE"]) {
        const answer = await call(url, method, `/api/users/${id}/`, me);
        assert.equal(answer.status, 404, `${method} ${id}`);
      }
    }
    for (const path of ["/api/users/", "/api/users/me/", `/api/users/${me.id}/`]) {
      assert.equal((await call(url, "GET", path)).status, 401, path);
    }

    const staff = { token: await staffToken(url, STAFF_PASSWORD) };
    assert.deepEqual((await call(url, "GET", `/api/users/${me.id}/`, staff)).body, mine.body);
    const first = await call(url, "GET", "/api/users/?limit=1", staff);
    assert.deepEqual([first.body.length, first.body[0].is_staff], [1, true]);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    assert.ok((await call(next.replace("limit=1", "limit=500"), "GET", "", staff)).body.every(
      ({ id }: { id: number }) => id > first.body[0].id,
    ));
    const all = await call(url, "GET", "/api/users/?limit=500", staff);
    const ids = all.body.map(({ id }: { id: number }) => id);
    assert.deepEqual(ids, ids.toSorted((a: number, b: number) => a - b));
    assert.ok(ids.includes(me.id) && ids.includes(other.id));
    assert.doesNotMatch(all.text, /scrypt|password/);
  },

  "a profile is changed in part, as JSON or a form, and sent back as it was read": async (url) => {
    const me = await shopper(url);
    const other = await shopper(url);
    const change = (json: object, method = "PATCH") => call(url, method, "/api/users/me/", { token: me.token, json });
    const changed = await change({ phone: 9800000001, address: null, is_staff: true, id: 1, created_at: "never" });
    assert.equal(changed.status, 200, changed.text);
    const { phone, address, is_staff, id, last_name } = changed.body;
    assert.deepEqual({ phone, address, is_staff, id, last_name }, {
      phone: "9800000001",
      address: "",
      is_staff: false,
      id: me.id,
      last_name: "Karki",
    });
    assert.deepEqual((await change(changed.body, "PUT")).body, changed.body);
    const form = await call(url, "PUT", `/api/users/${me.id}/`, {
      token: me.token,
      raw: new URLSearchParams({ last_name: " Thapa ", phone: "", is_staff: "" }),
    });
    assert.deepEqual([form.status, form.body.last_name, form.body.phone], [200, "Thapa", ""]);
    assert.equal((await change({ phone: null })).body.phone, null);
    assert.deepEqual((await change({})).body, (await call(url, "GET", "/api/users/me/", me)).body);

    const bad = await change({ username: "", email: "x", password: "short", first_name: null, is_staff: "maybe" });
    assert.equal(bad.status, 400);
    assert.deepEqual(bad.body, {
      username: ["This field may not be blank."],
      email: ["Enter a valid email address."],
      password: ["This password is too short. It must contain at least 8 characters."],
      first_name: ["This field may not be null."],
      is_staff: ["Must be a valid boolean."],
    });
    const taken = await change({ username: `${other.username}@EXAMPLE.com`, email: `${other.username}@example.COM` });
    assert.deepEqual([taken.status, Object.keys(taken.body).toSorted()], [400, ["email", "username"]]);
    const swapped = await change({ username: `${me.username}@example.com`, email: `${me.username}@example.org` });
    assert.equal(swapped.status, 200, swapped.text);
    const back = await change({ username: `${me.username}@example.org`, email: `${me.username}@example.com` });
    assert.equal(back.status, 200, back.text);
  },

  "a new password ends every other session, and the wrong current one changes nothing": async (url) => {
    const me = await shopper(url);
    const login = (password: string) =>
      call(url, "POST", "/api/auth/login/", { json: { username: me.username, password } });
    const second = (await login(PASSWORD)).body.token;
    const change = (json: object) => call(url, "PATCH", `/api/users/${me.id}/`, { token: me.token, json });
    const wrong = await change({ password: NEXT, current_password: "a dry summer" });
    assert.deepEqual([wrong.status, wrong.body], [400, { current_password: ["Invalid password."] }]);
    assert.equal((await call(url, "GET", "/api/users/me/", { token: second })).status, 200);
    assert.equal((await change({ password: NEXT, current_password: PASSWORD })).status, 200);
    assert.equal((await call(url, "GET", "/api/users/me/", { token: second })).status, 401);
    assert.equal((await call(url, "GET", "/api/users/me/", me)).status, 200);
    assert.deepEqual([(await login(PASSWORD)).status, (await login(NEXT)).status], [401, 200]);
  },

  "staff promote and demote, and the right counts from the next request on; the last one stays": async (url) => {
    const staff = { token: await staffToken(url, STAFF_PASSWORD) };
    const admin = (await call(url, "GET", "/api/users/me/", staff)).body;
    const me = await shopper(url);
    const set = (id: number | "me", json: object, as: { token: string }) =>
      call(url, "PATCH", `/api/users/${id}/`, { token: as.token, json });
    const { body: users } = await call(url, "GET", "/api/users/?limit=500", staff);
    const runners = users.filter((it: { is_staff: boolean }) => it.is_staff).map((it: { id: number }) => it.id);
    assert.deepEqual(runners, [admin.id], "nobody else runs the demo shop");
    const last = await set("me", { is_staff: false }, staff);
    assert.deepEqual([last.status, last.body.code], [409, "last_staff"]);
    for (const path of ["me", admin.id]) {
      const deleted = await call(url, "DELETE", `/api/users/${path}/`, staff);
      assert.deepEqual([deleted.status, deleted.body.code, deleted.body.error], [
        409,
        "last_staff",
        deleted.body.detail,
      ]);
    }
    assert.equal((await set(me.id, { is_staff: "true", password: NEXT }, staff)).body.is_staff, true);
    assert.equal((await call(url, "GET", "/api/users/me/", me)).status, 401, "staff set a password");
    const login = await call(url, "POST", "/api/auth/login/", { json: { username: me.username, password: NEXT } });
    const promoted = { token: login.body.token };
    assert.equal((await call(url, "GET", `/api/users/${admin.id}/`, promoted)).status, 200);
    assert.equal((await set(me.id, { is_staff: false }, staff)).body.is_staff, false);
    assert.equal((await call(url, "GET", `/api/users/${admin.id}/`, promoted)).status, 404);
    assert.deepEqual((await call(url, "GET", "/api/users/", promoted)).body.map(({ id }: { id: number }) => id), [
      me.id,
    ]);
    assert.equal((await set("me", { is_staff: true }, promoted)).body.is_staff, false);
    assert.equal((await call(url, "DELETE", `/api/users/${me.id}/`, staff)).status, 204);
    assert.equal((await call(url, "DELETE", `/api/users/${me.id}/`, staff)).status, 404);
    assert.equal((await call(url, "GET", "/api/users/me/", promoted)).status, 401);
  },

  "who deletes the account leaves orders without a name, and the name is free": async (url) => {
    const me = await shopper(url);
    await call(url, "POST", "/api/cart/add_item/", { token: me.token, json: { product_id: 1 } });
    const bought = await call(url, "POST", "/api/cart/checkout/", { token: me.token, json: { phone: "1" } });
    assert.equal(bought.status, 201, bought.text);
    const gone = await call(url, "DELETE", "/api/users/me/", { headers: { Cookie: me.cookie } });
    assert.deepEqual([gone.status, gone.text], [204, ""]);
    assert.ok(gone.headers.getSetCookie().every((each) => /^(sessionid|csrftoken)=;.*Max-Age=0/.test(each)));
    assert.equal(gone.headers.getSetCookie().length, 2);
    for (const path of ["/api/users/me/", "/api/cart/items/", "/api/orders/"]) {
      const answer = await call(url, "GET", path, me);
      assert.deepEqual([answer.status, answer.body.code], [401, "invalid_token"], path);
    }
    const login = { username: me.username, password: PASSWORD };
    assert.equal((await call(url, "POST", "/api/auth/login/", { json: login })).status, 401);

    const staff = { token: await staffToken(url, STAFF_PASSWORD) };
    const { user, user_name, shipping_address, phone, email, order_items } =
      (await call(url, "GET", `/api/orders/${bought.body.order_id}/`, staff)).body;
    assert.deepEqual([user, user_name, shipping_address, phone, email], [null, "", "", "", ""]);
    assert.equal(order_items.length, 1);
    const again = { ...login, email: `${me.username}@example.com` };
    const back = await call(url, "POST", "/api/users/", { json: again });
    assert.ok(back.status === 201 && back.body.id > me.id, back.text);
  },
};
