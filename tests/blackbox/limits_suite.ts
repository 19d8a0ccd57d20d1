import assert from "node:assert/strict";
import { newActor, signedIn } from "./cast.ts";
import { type Answer, call } from "./client.ts";
import type { Suite } from "./suite.ts";
import { STAFF_PASSWORD } from "./targets.ts";

type Variant = { readonly id: number };
type Made = { readonly id: number; readonly variants: readonly Variant[] };

const expect = (answer: Answer, status: number, code: string, evidence: object = {}) => {
  const { detail: _detail, error: _error, items: _items, code: got, ...rest } = answer.body;
  assert.deepEqual([answer.status, got, rest], [status, code, evidence], answer.text);
};

/** The wire, as sentences: how much a cart and an order may hold. */
export const limitsSuite: Suite = {
  "a cart holds 200 lines, 1,000,000 of one thing, and a total that stays exact": async (url) => {
    const staff = await signedIn(url, { id: 0, username: "admin", password: STAFF_PASSWORD });
    const me = await newActor(url);
    const categories = (await call(url, "GET", "/api/categories/")).body as { id: number; slug: string }[];
    const category = categories.find(({ slug }) => slug === "cakes")?.id;
    const weights = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ options: { weight: `${n + 1}kg` }, stock: 1_000_000_000 }));
    const bake = async (price: string, variants: number): Promise<Made> => {
      const json = { name: "Limit", price, category, variants: weights(variants) };
      const answer = await call(url, "POST", "/api/products/", { token: staff.token, json });
      assert.equal(answer.status, 201, answer.text);
      return answer.body;
    };
    const post = (path: string, json: object, headers: Record<string, string> = {}) =>
      call(url, "POST", path, { token: me.token, json, headers });
    const add = (product: Made, variant: number, quantity: number, headers = {}) =>
      post(
        "/api/cart/add_item/",
        { product_id: product.id, variant_id: product.variants[variant]?.id, quantity },
        headers,
      );
    const open = async () => ({ "X-Cart-Id": String((await post("/api/cart/", {})).body.id) });

    const [many, more] = [await bake("1.00", 100), await bake("1.00", 100)];
    for (const product of [many, more]) {
      for (const variant of product.variants.keys()) assert.equal((await add(product, variant, 1)).status, 201);
    }
    const dear = await bake("99999999.99", 2);
    const full = { limit: 200 };
    expect(await add(dear, 0, 1), 400, "cart_full", full);
    expect(await post(`/api/v1/cakes/${dear.id}/addtocart/`, { weight: "1kg" }), 400, "cart_full", full);
    const other = await open();
    assert.equal((await add(dear, 0, 1, other)).status, 201);
    expect(await post("/api/cart/merge/", { cart_id: other["X-Cart-Id"] }), 400, "cart_full", full);

    const rich = await open();
    assert.equal((await add(dear, 0, 900_000, rich)).status, 201);
    expect(await add(dear, 0, 100_000, rich), 400, "total_too_large");
    const weight = { weight: "1kg", quantity: 100_000 };
    expect(await post(`/api/v1/cakes/${dear.id}/addtocart/`, weight, rich), 400, "total_too_large");
    const million = { product_id: dear.id, quantity: 1_000_000 };
    expect(await post("/api/cart/update_quantity/", million, rich), 400, "total_too_large");
    const [item] = (await call(url, "GET", "/api/v1/carts/", { token: me.token, headers: rich })).body;
    for (const method of ["PUT", "PATCH"]) {
      const options = { token: me.token, headers: rich, json: { quantity: 1_000_000 } };
      expect(await call(url, method, `/api/v1/carts/${item.id}/`, options), 400, "total_too_large");
    }
    const second = await open();
    assert.equal((await add(dear, 1, 500_000, second)).status, 201);
    expect(await post("/api/cart/merge/", { cart_id: second["X-Cart-Id"] }, rich), 400, "total_too_large");
    const tooMany = await post("/api/cart/add_item/", { product_id: many.id, quantity: 1_000_000 });
    assert.deepEqual([tooMany.status, Object.keys(tooMany.body)], [400, ["quantity"]]);

    const cheap = await bake("1.00", 1);
    const bulk = await open();
    assert.equal((await add(cheap, 0, 1_000_000, bulk)).status, 201);
    const dearer = { variants: [{ id: cheap.variants[0]?.id, price: "99999999.99" }] };
    const raised = await call(url, "PATCH", `/api/products/${cheap.id}/`, { token: staff.token, json: dearer });
    assert.equal(raised.status, 200, raised.text);
    const cake = { delivery_address: "Kohalpur", phone: "98", email: "nur@example.com", payment_mode: "cod" };
    expect(await post("/api/cart/checkout/", {}, bulk), 400, "total_too_large");
    expect(await post("/api/orders/", {}, bulk), 400, "total_too_large");
    expect(await post("/api/v1/order/", cake, bulk), 400, "total_too_large");
    expect(
      await post("/api/orders/", { items: [{ product: cheap.id, quantity: 1_000_000 }] }),
      400,
      "total_too_large",
    );
  },

  "what is short is refused with its evidence, whatever asks for it": async (url) => {
    const staff = await signedIn(url, { id: 0, username: "admin", password: STAFF_PASSWORD });
    const me = await newActor(url);
    const categories = (await call(url, "GET", "/api/categories/")).body as { id: number; slug: string }[];
    const variants = [{ options: { weight: "1kg" }, stock: 3 }];
    const json = {
      name: "Short",
      price: "2.00",
      category: categories.find(({ slug }) => slug === "cakes")?.id,
      variants,
    };
    const cake = (await call(url, "POST", "/api/products/", { token: staff.token, json })).body;
    const variant = cake.variants[0].id;
    const short = { product: cake.id, variant, available: 3, requested: 4 };
    const as = (method: string, path: string, json: object, headers = {}) =>
      call(url, method, path, { token: me.token, json, headers });
    const { id: line } = (await as("POST", `/api/v1/cakes/${cake.id}/addtocart/`, { quantity: 3 })).body;
    for (
      const [method, path, body] of [
        ["POST", "/api/cart/add_item/", { product_id: cake.id }],
        ["POST", "/api/cart/update_quantity/", { product_id: cake.id, quantity: 4 }],
        ["POST", `/api/v1/cakes/${cake.id}/addtocart/`, {}],
        ["PUT", `/api/v1/carts/${line}/`, { quantity: 4 }],
        ["PATCH", `/api/v1/carts/${line}/`, { quantity: 4 }],
        ["POST", "/api/orders/", { items: [{ product: cake.id, quantity: 4 }] }],
      ] as const
    ) expect(await as(method, path, body), 400, "out_of_stock", short);

    const { id: cart } = (await as("POST", "/api/cart/", {})).body;
    const headers = { "X-Cart-Id": String(cart) };
    assert.equal((await as("POST", "/api/cart/add_item/", { product_id: cake.id }, headers)).status, 201);
    expect(await as("POST", "/api/cart/merge/", { cart_id: cart }), 400, "out_of_stock", short);

    const sold = { variants: [{ id: variant, stock: 2 }] };
    assert.equal(
      (await call(url, "PATCH", `/api/products/${cake.id}/`, { token: staff.token, json: sold })).status,
      200,
    );
    const order = { delivery_address: "Kohalpur", phone: "98", email: "nur@example.com", payment_mode: "COD" };
    for (const path of ["/api/cart/checkout/", "/api/orders/", "/api/v1/order/"]) {
      expect(await as("POST", path, order), 400, "out_of_stock", { ...short, available: 2, requested: 3 });
    }
  },
};
