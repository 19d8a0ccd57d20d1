import assert from "node:assert/strict";
import { type Answer, call, type Options, PASSWORD, shopper, staffToken } from "./client.ts";
import type { Suite } from "./suite.ts";
import { STAFF_PASSWORD } from "./targets.ts";

type Weight = { readonly weight: string; readonly price: string; readonly stock: number };
type Cake = { readonly id: number; readonly price: string; readonly weights: readonly Weight[] };

const delivery = { delivery_address: "Kohalpur", phone: 9800000000, email: "nur@example.com", payment_mode: "COD" };

/** A cake with enough of two weights in stock. */
async function someCake(url: string, as: Options): Promise<Cake> {
  const cakes: Cake[] = (await call(url, "GET", "/api/v1/cakes/", as)).body;
  const cake = cakes.findLast(({ weights: [small, large] }) => (small?.stock ?? 0) >= 5 && (large?.stock ?? 0) >= 5);
  assert.ok(cake !== undefined);
  return cake;
}

type Product = Readonly<Record<string, unknown>> & {
  readonly variants: readonly { readonly options: { readonly weight: string }; price: string; stock: number }[];
};

/** A product of the Shop API as the Cake API shows it. */
function asCake({ stock: _stock, color: _color, size: _size, rating_count: _count, variants, ...cake }: Product) {
  return { ...cake, weights: variants.map(({ options, price, stock }) => ({ weight: options.weight, price, stock })) };
}

const amount = (price: string, units: number): string => (Number(price) * units).toFixed(2);

const fields = ({ status, body }: Answer): [number, string[]] => [status, Object.keys(body)];

/** The wire, as sentences: the same shop, as a cake shop's clients know it. */
export const cakesSuite: Suite = {
  "a cake shop's client registers in any of its forms, and gets a token for 90 days": async (url) => {
    const name = `Mina${crypto.randomUUID().slice(0, 8)}`;
    const register = (json: object, n = "") =>
      call(url, "POST", "/api/v1/register/", {
        headers: { Authorization: "Token garbage" },
        json: { username: `${name}${n}`, email: `${name}${n}@example.com`, ...json },
      });
    const twice = { password1: PASSWORD, password2: PASSWORD };
    for (const [n, passwords] of [{ password: PASSWORD, ...twice }, { password: "short", ...twice }].entries()) {
      const made = await register(passwords, String(n));
      assert.equal(made.status, 201, made.text);
      assert.deepEqual(Object.keys(made.body), ["id", "username", "email"]);
    }
    const form = new URLSearchParams({ username: name, email: `${name}@example.com`, password: PASSWORD });
    const made = await call(url, "POST", "/api/v1/register", { raw: form });
    assert.deepEqual([made.status, made.body.username], [201, name]);
    assert.doesNotMatch(made.text, /scrypt|password/);

    const required = ["This field is required."];
    const wrong: readonly (readonly [object, object])[] = [
      [{ ...twice, password2: "another monsoon" }, { password2: ["The two password fields didn't match."] }],
      [{ password: PASSWORD, password1: PASSWORD }, { password2: required }],
      [{ password2: PASSWORD }, { password1: required }],
      [{ password1: "short" }, {
        password1: ["This password is too short. It must contain at least 8 characters."],
        password2: required,
      }],
      [{ password1: null, password2: null }, { password: required }],
      [{ password: "Password1" }, { password: ["This password is too common."] }],
      [{ password: PASSWORD, password1: "Password1", password2: "Password1" }, {
        password1: ["This password is too common."],
      }],
      [{ password: { toString: 1 } }, { password: ["Not a valid string."] }],
      [{ email: "nowhere", ...twice, password2: "x" }, {
        email: ["Enter a valid email address."],
        password2: ["The two password fields didn't match."],
      }],
    ];
    for (const [json, faults] of wrong) {
      const refused = await register(json, "9");
      assert.deepEqual([refused.status, refused.body], [400, faults]);
    }
    const taken = await register({ username: name.toUpperCase(), password: PASSWORD, email: "x" + name + "@x.com" });
    assert.deepEqual(fields(taken), [400, ["username"]]);
    assert.deepEqual(fields(await register({ password: PASSWORD })), [400, ["username", "email"]]);

    const token = (json: object) =>
      call(url, "POST", "/api/v1/token/", { headers: { Authorization: "Token garbage" }, json });
    const got = await token({ username: name, password: PASSWORD });
    assert.deepEqual(fields(got), [200, ["token"]]);
    assert.deepEqual(got.headers.getSetCookie(), []);
    const [session] = (await call(url, "GET", "/api/auth/sessions/", { token: got.body.token })).body;
    const days = (Date.parse(session.expires_at) - Date.parse(session.created_at)) / 86_400_000;
    assert.equal(days, 90);
    for (const json of [{ username: name, password: "wrong" }, { username: "nobody", password: PASSWORD }]) {
      const refused = await token(json);
      assert.equal(refused.status, 400);
      assert.deepEqual(refused.body, { non_field_errors: ["Unable to log in with provided credentials."] });
    }
    assert.deepEqual((await token({})).body, { username: required, password: required });
  },

  "cakes are listed with their weights, for who is signed in alone": async (url) => {
    const as = await shopper(url);
    const token = as.token;
    for (const path of ["/api/v1/cakes/", "/api/v1/cakes/19", "/api/v1/carts/", "/api/v1/order/"]) {
      const anonymous = await call(url, "GET", path, { headers: { Authorization: "" } });
      assert.deepEqual([anonymous.status, anonymous.body.code], [401, "not_authenticated"], path);
    }
    const list = await call(url, "GET", "/api/v1/cakes", { token, headers: { "Content-Type": "application/json" } });
    assert.equal(list.status, 200, list.text);
    assert.equal(list.headers.get("cache-control"), "private, no-cache");
    const products = (await call(url, "GET", "/api/products/?category=cakes")).body;
    assert.deepEqual(list.body, products.map(asCake));
    const [cake] = list.body;
    const one = await call(url, "GET", `/api/v1/cakes/${cake.id}/`, { token });
    assert.deepEqual(one.body, cake);
    const etag = one.headers.get("etag") ?? "";
    const again = await call(url, "GET", `/api/v1/cakes/${cake.id}/`, { token, headers: { "If-None-Match": etag } });
    assert.deepEqual([again.status, again.text], [304, ""]);
    for (const id of [1, 999999]) {
      assert.equal((await call(url, "GET", `/api/v1/cakes/${id}/`, { token })).status, 404);
      assert.equal((await call(url, "POST", `/api/v1/cakes/${id}/addtocart/`, { token })).status, 404);
    }

    const ask = (query: string) => call(url, "GET", `/api/v1/cakes/?${query}`, { token });
    const first = await ask("limit=1");
    assert.match(first.headers.get("link") ?? "", /rel="next"/);
    assert.deepEqual((await ask("search=" + encodeURIComponent(cake.name))).body, [cake]);
    assert.deepEqual((await ask("search=jacket")).body, []);
    assert.deepEqual((await ask(`category=${cake.category}`)).body.length, list.body.length);
    assert.deepEqual((await ask("category=jackets")).body, []);
    assert.equal((await ask("page=1&page_size=2")).body.count, list.body.length);
    assert.deepEqual(fields(await ask("limit=0")), [400, ["limit"]]);
  },

  "a cake goes into the cart by weight, under any name and any spelling of it": async (url) => {
    const me = { token: (await shopper(url)).token };
    const cake = await someCake(url, me);
    const [smallest, large] = cake.weights as [Weight, Weight];
    const path = `/api/v1/cakes/${cake.id}/addtocart/`;
    const add = (json: unknown) => call(url, "POST", path, { ...me, json });
    const spelt = large.weight.toUpperCase().replace(/(?=[A-Z])/, " ");

    const bare = await call(url, "POST", path, me);
    assert.equal(bare.status, 201, bare.text);
    const { id, created_at, updated_at, ...item } = bare.body;
    assert.ok(created_at && updated_at);
    const { name, image } = (await call(url, "GET", `/api/products/${cake.id}/`)).body;
    assert.deepEqual(item, {
      cake: { id: cake.id, name, image, price: cake.price },
      weight: smallest.weight,
      size: smallest.weight,
      quantity: 1,
      price: smallest.price,
      subtotal: smallest.price,
    });
    const more = [await add(null), await add({ weight: " ", size: null, quantity: "1" })];
    const form = new URLSearchParams({ weight: "", quantity: "" });
    more.push(await call(url, "POST", path, { ...me, raw: form }));
    assert.deepEqual(more.map(({ body }) => [body.id, body.quantity]), [[id, 2], [id, 3], [id, 4]]);

    const spellings: object[] = [{ weight: ` ${large.weight} ` }, { size: spelt }, { weight: "", size_object: spelt }];
    for (const [n, spelling] of spellings.entries()) {
      const added = await add(spelling);
      assert.deepEqual([added.status, added.body.weight, added.body.quantity], [201, large.weight, n + 1], added.text);
    }
    for (const key of ["weight", "size", "size_object"]) {
      const refused = await add({ [key]: "9kg" });
      assert.deepEqual([refused.status, refused.body], [400, { [key]: ['"9kg" is not a valid choice.'] }]);
    }
    assert.deepEqual(fields(await add({ size: ["1kg"] })), [400, ["size"]]);
    for (const quantity of [0, -1, 1.5, "x", true, null, 1_000_001, 1e300]) {
      assert.deepEqual(fields(await add({ quantity })), [400, ["quantity"]], String(quantity));
    }
    const short = await add({ quantity: 1_000_000 - 4 });
    assert.equal(short.body.code, "out_of_stock", short.text);
    const { available, requested, items } = short.body;
    assert.deepEqual([available, requested, items.length], [smallest.stock, 1_000_000, 1]);

    const other = { "X-Cart-Id": String((await call(url, "POST", "/api/cart/", me)).body.id) };
    assert.equal((await call(url, "POST", path, { ...me, headers: other })).body.quantity, 1);
    assert.equal((await call(url, "GET", "/api/v1/carts/", { ...me, headers: other })).body.length, 1);
    const both = (await call(url, "GET", "/api/v1/carts/", me)).body;
    assert.deepEqual(both.map((each: { quantity: number }) => each.quantity), [4, 3]);
    assert.deepEqual((await call(url, "GET", "/api/v1/carts/?page=2&page_size=1", me)).body.results, [both[1]]);
    for (const odd of ["999999", "x", "-1"]) {
      const missing = await call(url, "GET", "/api/v1/carts/", { ...me, headers: { "X-Cart-Id": odd } });
      assert.deepEqual([missing.status, missing.body.code], [404, "cart_not_found"]);
    }
  },

  "an item changes its weight and quantity, joins another, and goes": async (url) => {
    const me = { token: (await shopper(url)).token };
    const cake = await someCake(url, me);
    const [small, large] = cake.weights as [Weight, Weight];
    const add = async (json: object) =>
      (await call(url, "POST", `/api/v1/cakes/${cake.id}/addtocart/`, { ...me, json })).body.id;
    const [first, second] = [await add({ weight: small.weight, quantity: 2 }), await add({ size: large.weight })];
    const change = (json: object, method = "PUT", id = first, as: Options = me) =>
      call(url, method, `/api/v1/carts/${id}/`, { ...as, json });
    const items = async () =>
      (await call(url, "GET", "/api/v1/carts/", me)).body.map((
        it: { id: number; weight: string; quantity: number },
      ) => [
        it.id,
        it.weight,
        it.quantity,
      ]);

    const same = await change({});
    assert.deepEqual([same.status, same.body.quantity, same.body.weight], [200, 2, small.weight]);
    assert.equal((await change({ quantity: "3" }, "PATCH")).body.subtotal, amount(small.price, 3));
    const unknown = await change({ weight: "", size_object: "9kg", quantity: 1 });
    assert.deepEqual(fields(unknown), [400, ["size_object"]]);
    for (const quantity of [0, null]) assert.deepEqual(fields(await change({ quantity })), [400, ["quantity"]]);
    const short = await change({ size: large.weight, quantity: large.stock });
    assert.deepEqual([short.status, short.body.code, short.body.requested], [400, "out_of_stock", large.stock + 1]);
    assert.deepEqual(await items(), [[first, small.weight, 3], [second, large.weight, 1]]);

    const stranger = { token: (await shopper(url)).token };
    const more = { "X-Cart-Id": String((await call(url, "POST", "/api/cart/", me)).body.id) };
    for (const as of [stranger, { ...me, headers: more }]) {
      for (const method of ["PUT", "PATCH", "DELETE"]) {
        const refused = await change({ quantity: 1 }, method, first, as);
        assert.deepEqual([refused.status, refused.body.code], [404, "line_not_found"]);
      }
    }
    const joined = await change({ size: ` ${large.weight.toUpperCase()}`, quantity: 2 });
    assert.deepEqual([joined.status, joined.body.id, joined.body.quantity], [200, first, 3], joined.text);
    assert.deepEqual(await items(), [[first, large.weight, 3]]);

    const jacket = await call(url, "POST", "/api/cart/add_item/", { ...me, json: { product_id: 1, quantity: 1 } });
    const [, other] = (await call(url, "GET", "/api/v1/carts/", me)).body;
    assert.deepEqual([other.id, other.cake.id, other.weight, other.size], [jacket.body.id, 1, null, null]);
    assert.deepEqual(fields(await change({ size: "L" }, "PUT", other.id)), [400, ["size"]]);
    assert.equal((await change({ size: "", quantity: 2 }, "PUT", other.id)).body.quantity, 2);
    const removed = await call(url, "DELETE", `/api/v1/carts/${first}`, me);
    assert.deepEqual([removed.status, removed.text], [204, ""]);
    assert.equal((await call(url, "DELETE", `/api/v1/carts/${first}/`, me)).status, 404);
    assert.equal((await call(url, "GET", "/api/cart/items/", me)).body.items.length, 1);
  },

  "a cake is ordered once, seen through both APIs, sent on by staff, and cancelled": async (url) => {
    const me = { token: (await shopper(url)).token };
    const cake = await someCake(url, me);
    const [, large] = cake.weights as [Weight, Weight];
    const order = (json: unknown, key?: string) =>
      call(url, "POST", "/api/v1/order/", {
        ...me,
        json,
        headers: key === undefined ? {} : { "Idempotency-Key": key },
      });
    const required = ["This field is required."];
    assert.deepEqual((await order(null)).body, {
      delivery_address: required,
      phone: required,
      email: required,
      payment_mode: required,
    });
    const odd = await order({ delivery_address: { city: "Kohalpur" }, phone: " ", email: "x", payment_mode: "gold" });
    assert.deepEqual(odd.body, {
      delivery_address: ["Not a valid string."],
      phone: ["This field may not be blank."],
      email: ["Enter a valid email address."],
      payment_mode: ['"gold" is not a valid choice.'],
    });
    const empty = await order(delivery, "k");
    assert.deepEqual([empty.status, empty.body.code], [400, "cart_empty"]);

    await call(url, "POST", `/api/v1/cakes/${cake.id}/addtocart/`, {
      ...me,
      json: { size: large.weight, quantity: 2 },
    });
    await call(url, "POST", "/api/cart/add_item/", { ...me, json: { product_id: 1 } });
    const jacket = (await call(url, "GET", "/api/products/1/")).body;
    const order_total = (Number(amount(large.price, 2)) + Number(jacket.price)).toFixed(2);
    const changed = await order({ ...delivery, expected_total: "1.00" }, "k");
    assert.deepEqual([changed.status, changed.body.code, changed.body.total], [409, "price_changed", order_total]);
    assert.deepEqual(changed.body.items, (await call(url, "GET", "/api/v1/carts/", me)).body);

    const made = await order({ ...delivery, expected_total: order_total }, "k");
    assert.equal(made.status, 201, made.text);
    const { id, items: [sold, plain], created_at, ...rest } = made.body;
    const said = { delivery_address: "Kohalpur", phone: "9800000000", email: "nur@example.com", payment_mode: "cod" };
    assert.deepEqual(rest, { order_total, ...said, is_paid: false, status: "order_confirmed" });
    assert.ok(created_at && sold.id);
    assert.deepEqual([sold.weight, sold.quantity, sold.price, sold.subtotal], [
      large.weight,
      2,
      large.price,
      amount(large.price, 2),
    ]);
    assert.deepEqual(plain.cake, { id: 1, name: jacket.name, image: jacket.image, price: jacket.price });
    assert.deepEqual([plain.weight, plain.subtotal], [null, jacket.price]);
    const weights = async () => (await call(url, "GET", `/api/v1/cakes/${cake.id}/`, me)).body.weights;
    assert.equal((await weights())[1].stock, large.stock - 2);

    const shown = (await call(url, "GET", `/api/orders/${id}/`, me)).body;
    assert.deepEqual([shown.total_price, shown.status, shown.shipping_address], [order_total, "Pending", "Kohalpur"]);
    assert.deepEqual(shown.order_items[0].variant_options, { weight: large.weight });
    const staff = { token: await staffToken(url, STAFF_PASSWORD) };
    for (const as of [staff, { token: (await shopper(url)).token }]) {
      assert.equal((await call(url, "GET", `/api/v1/order/${id}/`, as)).status, 404);
      assert.equal((await call(url, "DELETE", `/api/v1/order/${id}/`, as)).status, 404);
    }
    await call(url, "PATCH", `/api/orders/${id}/`, { ...me, json: { shipping_address: { city: "Pokhara" } } });
    await call(url, "PATCH", `/api/orders/${id}/`, { ...staff, json: { status: "processing" } });
    const seen = await call(url, "GET", `/api/v1/order/${id}`, me);
    assert.deepEqual([seen.body.status, seen.body.delivery_address], ["processing", '{"city":"Pokhara"}']);
    assert.deepEqual((await call(url, "GET", "/api/v1/order/", me)).body, [seen.body]);

    const again = await order({ ...delivery, expected_total: order_total }, "k");
    assert.deepEqual([again.status, again.text], [201, made.text]);
    assert.equal(again.headers.get("idempotency-replayed"), "true");
    assert.equal((await order(delivery, "k")).status, 422);
    const elsewhere = { ...me, headers: { "Idempotency-Key": "k" }, json: {} };
    assert.equal((await call(url, "POST", "/api/cart/checkout/", elsewhere)).body.code, "cart_empty");

    const cancelled = await call(url, "DELETE", `/api/v1/order/${id}/`, me);
    assert.deepEqual([cancelled.status, cancelled.text], [204, ""]);
    assert.equal((await weights())[1].stock, large.stock);
    const late = await call(url, "DELETE", `/api/v1/order/${id}/`, me);
    const { code, from, to, detail, error } = late.body;
    assert.deepEqual([late.status, code, from, to], [409, "illegal_transition", "cancelled", "cancelled"]);
    assert.equal(detail, error);
    assert.equal((await call(url, "GET", `/api/v1/order/${id}/`, me)).body.status, "cancelled");
  },
};
