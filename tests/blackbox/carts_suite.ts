import assert from "node:assert/strict";
import { call, shopper } from "./client.ts";
import type { Suite } from "./suite.ts";

/** The wire, as sentences: collecting. */
export const cartsSuite: Suite = {
  "a cake is sold by weight, each with its own price and stock": async (url) => {
    const { token } = await shopper(url);
    const [cake] = (await call(url, "GET", "/api/products/?category=cakes&in_stock=true")).body;
    const [smallest, larger] = cake.variants;
    assert.equal(cake.price, smallest.price);
    assert.equal(cake.stock, cake.variants.reduce((sum: number, { stock }: { stock: number }) => sum + stock, 0));
    const add = (json: object) =>
      call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: cake.id, ...json } });
    const byDefault = await add({ quantity: 1 });
    assert.deepEqual([byDefault.body.variant, byDefault.body.variant_options], [smallest.id, smallest.options]);
    const chosen = await add({ variant_id: larger.id });
    assert.deepEqual([chosen.body.variant, chosen.body.product_price], [larger.id, larger.price]);
    const short = await add({ variant_id: larger.id, quantity: larger.stock });
    assert.equal(short.status, 400);
    const { detail, error, code, items, ...evidence } = short.body;
    assert.deepEqual([error, code], [detail, "out_of_stock"]);
    const shortage = { product: cake.id, variant: larger.id, available: larger.stock, requested: larger.stock + 1 };
    assert.deepEqual(evidence, shortage);
    assert.deepEqual(items, [shortage]);
  },

  "a cart is changed line by line, cleared and deleted": async (url) => {
    const { token } = await shopper(url);
    const post = (path: string, json?: object) =>
      call(url, "POST", `/api/cart/${path}/`, { token, ...(json ? { json } : {}) });
    const line = (await post("add_item", { product_id: 1, quantity: 5 })).body;
    const changed = await post("update_quantity", { product_id: 1, quantity: 2 });
    assert.deepEqual([changed.status, changed.body.id, changed.body.quantity], [200, line.id, 2]);
    for (const quantity of [0, -1]) {
      assert.equal((await post("update_quantity", { product_id: 1, quantity })).status, 400);
    }
    const short = await post("update_quantity", { product_id: 1, quantity: 1_000_000 });
    assert.deepEqual([short.status, short.body.code], [400, "out_of_stock"]);
    assert.equal((await post("update_quantity", { product_id: 2, quantity: 1 })).status, 404);
    assert.equal((await call(url, "GET", "/api/cart/items/", { token })).body.items[0].quantity, 2);

    const [cake] = (await call(url, "GET", "/api/products/?category=cakes&in_stock=true")).body;
    for (const { id } of cake.variants.slice(0, 2)) await post("add_item", { product_id: cake.id, variant_id: id });
    const which = await post("update_quantity", { product_id: cake.id, quantity: 1 });
    assert.deepEqual([which.status, Object.keys(which.body)], [400, ["variant_id"]]);
    const foreign = await post("remove_item", { product_id: 1, variant_id: cake.variants[0].id });
    assert.deepEqual([foreign.status, Object.keys(foreign.body)], [400, ["variant_id"]]);
    const removed = await post("remove_item", { product_id: cake.id, variant_id: cake.variants[0].id });
    assert.deepEqual([removed.status, removed.body], [200, { message: "Item removed from cart" }]);
    const again = await post("remove_item", { product_id: cake.id, variant_id: cake.variants[0].id });
    assert.deepEqual([again.status, again.body.code], [404, "line_not_found"]);

    const cart = (await call(url, "GET", "/api/cart/items/", { token })).body;
    assert.deepEqual((await post("clear")).body, { message: "Cart cleared" });
    const cleared = (await call(url, "GET", "/api/cart/items/", { token })).body;
    assert.deepEqual([cleared.id, cleared.items], [cart.id, []]);
    const deleted = await call(url, "DELETE", "/api/cart/delete/", { token, headers: { "Content-Type": "text/odd" } });
    assert.deepEqual([deleted.status, deleted.body], [200, { message: "Cart deleted" }]);
    const next = (await call(url, "GET", "/api/cart/items/", { token })).body;
    assert.deepEqual([next.id > cart.id, next.items], [true, []]);
  },

  "a customer has more carts, reached by their ids, and merges them": async (url) => {
    const { token } = await shopper(url);
    const more = await call(url, "POST", "/api/cart/", { token });
    assert.deepEqual([more.status, more.body.items, more.body.token], [201, [], undefined]);
    const headers = { "X-Cart-Id": String(more.body.id) };
    await call(url, "POST", "/api/cart/add_item/", { token, headers, json: { product_id: 1, quantity: 3 } });
    await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: 1, quantity: 2 } });
    const carts = (await call(url, "GET", "/api/cart/", { token, headers })).body;
    assert.deepEqual(carts.map((cart: { items: { quantity: number }[] }) => cart.items[0]?.quantity), [2, 3]);
    const merge = (cart_id: unknown) => call(url, "POST", "/api/cart/merge/", { token, json: { cart_id } });
    const same = await merge(carts[0].id);
    assert.deepEqual([same.status, same.body.code], [400, "same_cart"]);
    const merged = await merge(String(more.body.id));
    assert.deepEqual([merged.status, merged.body], [200, { message: "Carts merged successfully" }]);
    assert.equal((await call(url, "GET", "/api/cart/items/", { token })).body.items[0].quantity, 5);
    assert.equal((await call(url, "GET", "/api/cart/items/", { token, headers })).status, 404);
    assert.deepEqual([(await merge(more.body.id)).status, (await merge(999999)).status], [404, 404]);
    const other = await shopper(url);
    const foreign = await call(url, "POST", "/api/cart/merge/", { token: other.token, json: { cart_id: carts[0].id } });
    assert.deepEqual([foreign.status, foreign.body.code], [403, "cart_forbidden"]);
    assert.equal((await call(url, "GET", "/api/cart/")).status, 401);
  },

  "carts are listed page by page, the default one first": async (url) => {
    const { token } = await shopper(url);
    const get = (path: string) => call(url, "GET", path, { token });
    const { id } = (await get("/api/cart/items/")).body;
    const ids: number[] = [id];
    for (let more = 0; more < 2; more++) ids.push((await call(url, "POST", "/api/cart/", { token })).body.id);
    await call(url, "DELETE", "/api/cart/delete/", { token });
    ids[0] = (await get("/api/cart/items/")).body.id;
    const walked: number[] = [];
    let next: string | undefined = "/api/cart/?limit=1";
    while (next !== undefined) {
      const { body, headers } = await get(next);
      walked.push(...body.map((cart: { id: number }) => cart.id));
      const link: string | undefined = /<([^>]+)>; rel="next"/.exec(headers.get("Link") ?? "")?.[1];
      next = link === undefined ? undefined : new URL(link).pathname + new URL(link).search;
    }
    assert.deepEqual(walked, ids);
    const numbered = (await get("/api/cart/?page=2&page_size=2")).body;
    assert.deepEqual([numbered.count, numbered.results.map((cart: { id: number }) => cart.id)], [3, [ids[2]]]);
    const statuses = await Promise.all(
      ["limit=0", "cursor=no", "page=3&page_size=2"].map((query) => get(`/api/cart/?${query}`)),
    );
    assert.deepEqual(statuses.map(({ status }) => status), [400, 400, 404]);
  },

  "a guest shops with a cart token, signs in, merges, and the token is used up": async (url) => {
    const opened = await call(url, "POST", "/api/cart/", { headers: { Cookie: "sessionid=stale" } });
    assert.deepEqual([opened.status, opened.body.user], [201, null]);
    const guest = { headers: { "X-Cart-Token": opened.body.token } };
    const line = await call(url, "POST", "/api/cart/add_item/", { ...guest, json: { product_id: 1, quantity: 2 } });
    assert.equal(line.status, 201, line.text);
    const beside = { headers: { ...guest.headers, Cookie: "sessionid=stale" } };
    assert.equal((await call(url, "GET", "/api/cart/items/", beside)).body.items[0].quantity, 2);
    assert.equal((await call(url, "POST", "/api/cart/checkout/", guest)).status, 401);
    const wrong = await call(url, "GET", "/api/cart/items/", { headers: { "X-Cart-Token": "wrong" } });
    assert.deepEqual([wrong.status, wrong.body.code], [404, "cart_not_found"]);

    const { token } = await shopper(url);
    assert.deepEqual((await call(url, "GET", "/api/cart/items/", { ...guest, token })).body.items, []);
    const merge = (json: object, headers = {}) => call(url, "POST", "/api/cart/merge/", { token, headers, json });
    const cart_id = opened.body.id;
    assert.equal((await merge({ cart_id })).status, 403);
    assert.equal((await merge({ cart_id, cart_token: "wrong" })).status, 403);
    const merged = await merge({ cart_id, cart_token: " " }, guest.headers);
    assert.equal(merged.status, 200, merged.text);
    assert.equal((await call(url, "GET", "/api/cart/items/", { token })).body.items[0].quantity, 2);
    assert.equal((await call(url, "GET", "/api/cart/items/", guest)).status, 404);
    assert.equal((await merge({ cart_id, cart_token: opened.body.token })).status, 404);
  },
};
