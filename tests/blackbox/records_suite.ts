import assert from "node:assert/strict";
import { call, PASSWORD, shopper, staffToken } from "./client.ts";
import type { Suite } from "./suite.ts";
import { STAFF_PASSWORD } from "./targets.ts";

type Event = { readonly id: number; readonly type: string; readonly at: string; readonly data: object };

/** The wire, as sentences: what the shop records of itself. */
export const recordsSuite: Suite = {
  "staff read on from the last event that they saw, whoever it was that made it happen": async (url) => {
    const staff = { token: await staffToken(url, STAFF_PASSWORD) };
    const me = await shopper(url);
    const read = (query: string) => call(url, "GET", `/api/events/${query}`, staff);
    let last = 0;
    for (let page: Event[]; (page = (await read(`?after=${last}&limit=500`)).body).length > 0;) {
      assert.deepEqual(page.map(({ id }) => id), page.map((_, index) => last + 1 + index), "without a gap");
      last = page.at(-1)?.id ?? last;
    }
    const json = { name: "Lamp", price: "5.00", category: 1, stock: 7 };
    const { id: product } = (await call(url, "POST", "/api/products/", { ...staff, json })).body;
    const place = { shipping_address: "Kohalpur", items: [{ product, quantity: 2 }] };
    const { id: order } = (await call(url, "POST", "/api/orders/", { token: me.token, json: place })).body;
    await call(url, "PATCH", `/api/orders/${order}/`, { ...staff, json: { status: "processing" } });
    await call(url, "DELETE", `/api/orders/${order}/`, { token: me.token });
    await call(url, "PUT", `/api/products/${product}/`, { ...staff, json: { ...json, stock: "1" } });
    const rest = await read(`?after=${last}`);
    assert.equal(rest.status, 200, rest.text);
    assert.deepEqual(rest.body.map(({ type, data }: Event) => [type, data]), [
      ["order.placed", { order }],
      ["stock.low", { product, variant: null, stock: 5 }],
      ["order.status_changed", { order, from: "Pending", to: "Processing" }],
      ["order.cancelled", { order, from: "Processing", to: "Cancelled" }],
      ["stock.low", { product, variant: null, stock: 1 }],
    ]);
    assert.ok(rest.body.every(({ at }: Event) => at.endsWith("Z") && Date.parse(at) > 0));
    assert.deepEqual([rest.headers.get("link"), rest.headers.get("cache-control")], [null, "no-store"]);
    const two = await read(`?after=${last}&limit=2`);
    assert.deepEqual(two.body, rest.body.slice(0, 2));
    const next = /<([^>]+)>; rel="next"/.exec(two.headers.get("link") ?? "")?.[1] ?? "";
    assert.deepEqual((await call(next, "GET", "", staff)).body, rest.body.slice(2, 4));
    assert.deepEqual((await read(`?after=${last + 5}`)).body, []);
    assert.deepEqual((await read("?after=&limit=1")).body[0].id, 1);
    for (const after of ["-1", "x", "1.5", "true", "1e3", "9007199254740993"]) {
      const refused = await read(`?after=${after}`);
      assert.deepEqual([refused.status, Object.keys(refused.body)], [400, ["after"]], after);
    }
  },

  "who lost the staff right reads neither events nor audit nor another's export from then on": async (url) => {
    const staff = { token: await staffToken(url, STAFF_PASSWORD) };
    const [me, other] = [await shopper(url), await shopper(url)];
    const promote = (is_staff: boolean) => call(url, "PATCH", `/api/users/${me.id}/`, { ...staff, json: { is_staff } });
    const statuses = async (token: string) => {
      const paths = ["/api/events/", "/api/audit/", `/api/users/${other.id}/export/`];
      return await Promise.all(paths.map(async (path) => (await call(url, "GET", path, { token })).status));
    };
    await promote(true);
    const login = { username: me.username, password: PASSWORD };
    const { token } = (await call(url, "POST", "/api/auth/login/", { json: login })).body;
    assert.deepEqual([await statuses(token), await statuses(me.token)], [[200, 200, 200], [403, 403, 404]]);
    await promote(false);
    assert.deepEqual(await statuses(token), [403, 403, 404]);
  },

  "what staff change stands in the audit, and what customers or nothing change does not": async (url) => {
    const staff = { token: await staffToken(url, STAFF_PASSWORD) };
    const { body: boss } = await call(url, "GET", "/api/users/me/", staff);
    const me = await shopper(url);
    const newest = async () => (await call(url, "GET", "/api/audit/?limit=1", staff)).body[0];
    const last = (await newest())?.id ?? 0;
    const place = { shipping_address: "Kohalpur", items: [{ product: 1, quantity: 1 }] };
    const { body: order } = await call(url, "POST", "/api/orders/", { token: me.token, json: place });
    const path = `/api/orders/${order.id}/`;
    await call(url, "PATCH", path, { token: me.token, json: { shipping_address: "Pokhara" } });
    await call(url, "PATCH", path, { ...staff, json: { status: "Pending", shipping_address: "Pokhara" } });
    await call(url, "PATCH", `/api/users/${me.id}/`, { token: me.token, json: { phone: "9812345678" } });
    assert.equal((await newest())?.id ?? 0, last);

    await call(url, "PATCH", path, { ...staff, json: { is_paid: true } });
    const row = await newest();
    assert.deepEqual([row.id, row.user, row.action, row.object], [last + 1, boss.id, "update", `order/${order.id}`]);
    assert.deepEqual([row.before.is_paid, row.after.is_paid, row.after.shipping_address], [false, true, "Pokhara"]);
    const form = new URLSearchParams({ address: "Bansagopal 9", is_staff: "true" });
    await call(url, "PATCH", `/api/users/${me.id}/`, { ...staff, raw: form });
    await call(url, "DELETE", `/api/users/${me.id}/`, staff);
    const page = await call(url, "GET", "/api/audit/?page=1&page_size=3", staff);
    assert.deepEqual([page.body.count, page.body.results.length], [last + 3, 3]);
    const changed = ["address", "is_staff"];
    assert.deepEqual(page.body.results.map(({ before, after }: typeof row) => [before, after]), [
      [{ is_staff: true }, null],
      [{ changed, is_staff: false }, { changed, is_staff: true }],
      ...[[row.before, row.after].map((view) => ({
        ...view,
        user: null,
        user_name: "",
        shipping_address: "",
        email: "",
      }))],
    ]);
  },

  "everything kept about a user is theirs to take, and the staff's, and shows no secret": async (url) => {
    const staff = { token: await staffToken(url, STAFF_PASSWORD) };
    const me = await shopper(url);
    await call(url, "POST", "/api/cart/add_item/", { token: me.token, json: { product_id: 1 } });
    const key = { "Idempotency-Key": "the-first" };
    const bought = await call(url, "POST", "/api/cart/checkout/", { token: me.token, headers: key });
    assert.equal(bought.status, 201, bought.text);
    await call(url, "POST", "/api/cart/", me);
    await call(url, "POST", "/api/cart/add_item/", { token: me.token, json: { product_id: 2, quantity: 2 } });
    await call(url, "POST", "/api/products/1/rate/", { token: me.token, json: { rating: 5, comment: "Warm" } });
    const get = async (path: string) => (await call(url, "GET", path, me)).body;
    const path = `/api/users/${me.id}/export/`;
    const all = await call(url, "GET", path, me);
    assert.equal(all.status, 200, all.text);
    assert.deepEqual(all.body, {
      user: await get("/api/users/me/"),
      orders: await get("/api/orders/"),
      carts: await get("/api/cart/"),
      ratings: await get(`/api/ratings/?user=${me.id}`),
      sessions: await get("/api/auth/sessions/"),
      next: null,
    });
    assert.deepEqual([all.body.carts.length, all.body.orders.length], [2, 1]);
    assert.doesNotMatch(all.text, /scrypt|password|token|digest|hash|the-first/);
    assert.ok(!all.text.includes(me.token));
    const theirs = (await call(url, "GET", path, staff)).body;
    assert.deepEqual(theirs, { ...all.body, sessions: [{ ...all.body.sessions[0], current: false }] });
    assert.equal((await call(url, "GET", path, await shopper(url))).status, 404);
    const cursors = ["x", btoa("[]"), btoa("[1,1,1,1]"), btoa('[1,1,1.5,"a"]'), btoa('[null,null,null,"\\u0000"]')];
    for (const cursor of cursors) {
      const refused = await call(url, "GET", `${path}?cursor=${encodeURIComponent(cursor)}`, me);
      assert.deepEqual([refused.status, refused.body], [400, { cursor: ["Invalid cursor."] }], cursor);
    }
    const end = await call(url, "GET", `${path}?cursor=${btoa("[null,null,null,null]").replaceAll("=", "")}`, me);
    assert.deepEqual(end.body, { user: all.body.user, orders: [], carts: [], ratings: [], sessions: [], next: null });
  },
};
