import assert from "node:assert/strict";
import { type Answer, call, type Options, shopper, staffToken } from "./client.ts";
import type { Suite } from "./suite.ts";
import { STAFF_PASSWORD } from "./targets.ts";

/** Calls as staff. */
async function staff(url: string) {
  const token = await staffToken(url, STAFF_PASSWORD);
  return (method: string, path: string, json?: unknown, headers: Options["headers"] = {}) =>
    call(url, method, path, { token, headers, ...(json === undefined ? {} : { json }) });
}

const unique = () => crypto.randomUUID().slice(0, 8);

const status = (answer: Answer, expected: number) => {
  assert.equal(answer.status, expected, answer.text);
  return answer.body;
};

type Row = { id: number; options: Record<string, string>; stock: number; price: string; sku: string };

/** The wire, as sentences: what staff do to the catalogue. */
export const stockRoomSuite: Suite = {
  "categories are made, changed and deleted by staff alone": async (url) => {
    const as = await staff(url);
    const { token } = await shopper(url);
    const name = `Rain Coats ${unique()}`;
    for (const [method, path] of [["POST", "/api/categories/"], ["PUT", "/api/categories/1/"]] as const) {
      assert.equal((await call(url, method, path, { json: { name } })).status, 401);
      assert.equal((await call(url, method, path, { token, json: {} })).status, 403);
    }
    assert.equal((await call(url, "DELETE", "/api/categories/1/", { token })).status, 403);
    const made = await as("POST", "/api/categories/", { name: ` ${name} `, image: "https://img.example/a.png" });
    const category = status(made, 201);
    assert.deepEqual([category.name, category.slug], [name, name.toLowerCase().replaceAll(" ", "-")]);
    const path = `/api/categories/${category.id}/`;
    const read = await call(url, "GET", path);
    assert.deepEqual([read.body, read.headers.get("etag")], [category, made.headers.get("etag")]);
    const twins = await Promise.all([1, 2, 3, 4].map(() => as("POST", "/api/categories/", { name })));
    assert.equal(new Set(twins.map((twin) => status(twin, 201).slug)).size, 4);

    assert.equal(status(await as("PATCH", path, { name: "Other", image: null }), 200).image, null);
    assert.deepEqual(status(await as("PUT", path, category), 200), category);
    assert.deepEqual(status(await as("PUT", path, {}), 400), { name: ["This field is required."] });
    assert.deepEqual(status(await as("POST", "/api/categories/", { name: "", slug: "a b", image: "ftp://x" }), 400), {
      name: ["This field may not be blank."],
      slug: ['Enter a valid "slug" consisting of Unicode letters, numbers, underscores, or hyphens.'],
      image: ["Enter a valid URL."],
    });
    assert.deepEqual(status(await as("PATCH", path, { slug: twins[0]?.body.slug }), 400), {
      slug: ["category with this slug already exists."],
    });

    status(await as("PATCH", path, { name: "Newer" }, { "If-Match": '"stale"' }), 412);
    status(await as("PATCH", path, { name: "Newer" }, { "If-Match": `"x", ${read.headers.get("etag")}` }), 200);
    const late = await as("DELETE", path, undefined, { "If-Match": read.headers.get("etag") ?? "" });
    assert.equal(status(late, 412).code, "precondition_failed");
    assert.equal(status(await as("DELETE", "/api/categories/1/"), 409).code, "category_in_use");
    for (const { id } of [category, ...twins.map((twin) => twin.body)]) {
      status(await as("DELETE", `/api/categories/${id}/`, undefined, { "If-Match": "*" }), 204);
    }
    status(await as("DELETE", path), 404);
    status(await as("PATCH", path, { name }, { "If-Match": "*" }), 404);
  },

  "a product is made, sold, changed and taken off sale, and stays on its order": async (url) => {
    const as = await staff(url);
    const { token } = await shopper(url);
    assert.equal((await call(url, "PATCH", "/api/products/1/", { token, json: {} })).status, 403);
    const name = `Poncho ${unique()}`;
    const form = new URLSearchParams({ name, price: "900", category: "1", stock: "", image: "", variants: "" });
    const staffMember = await staffToken(url, STAFF_PASSWORD);
    const made = await call(url, "POST", "/api/products/", { token: staffMember, raw: form });
    const product = status(made, 201);
    assert.deepEqual([product.price, product.stock, product.image, product.variants], ["900.00", 0, null, []]);
    const path = `/api/products/${product.id}/`;
    assert.deepEqual((await call(url, "GET", path)).body, product);

    assert.equal(status(await as("PATCH", path, { stock: "5", color: "Teal" }), 200).stock, 5);
    const copy = await call(url, "GET", path);
    const etag = copy.headers.get("etag") ?? "";
    status(await as("PUT", path, copy.body, { "If-Match": `W/${etag}` }), 412);
    status(await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: product.id } }), 201);
    const { order_id } = status(await call(url, "POST", "/api/cart/checkout/", { token }), 201);
    status(await as("PUT", path, { ...copy.body, name: "Undoes a sale" }, { "If-Match": etag }), 412);
    status(await as("DELETE", path, undefined, { "If-Match": etag }), 412);
    const now = await call(url, "GET", path);
    assert.equal(now.body.stock, 4);
    const renamed = await as("PUT", path, { ...now.body, name: `New ${name}` }, {
      "If-Match": now.headers.get("etag") ?? "",
    });
    assert.deepEqual(status(renamed, 200), { ...now.body, name: `New ${name}` });
    assert.deepEqual((await call(url, "GET", `/api/products/?search=new+${name}&color=teal`)).body, [renamed.body]);

    status(await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: product.id } }), 201);
    status(await as("DELETE", path), 204);
    status(await as("DELETE", path), 404);
    status(await call(url, "GET", path), 404);
    assert.deepEqual((await call(url, "GET", `/api/products/?search=${name}`)).body, []);
    const checkout = await call(url, "POST", "/api/cart/checkout/", { token });
    assert.equal(status(checkout, 400).code, "product_unavailable");
    const order = status(await call(url, "GET", `/api/orders/${order_id}/`, { token }), 200);
    assert.equal(order.order_items[0].product_name, name);
  },

  "a product as read can be sent back, and follows the shop's own pictures": async (url) => {
    const as = await staff(url);
    for (const query of ["in_stock=true&category=1", "category=cakes&limit=2"]) {
      for (const product of (await call(url, "GET", `/api/products/?${query}`)).body) {
        for (const method of ["PUT", "PATCH"]) {
          const answer = await as(method, `/api/products/${product.id}/`, product);
          assert.deepEqual(status(answer, 200), product);
        }
        const other = await call(url, "GET", `/api/products/${product.id}/`);
        assert.ok(other.body.image.startsWith(`${url}/media/`));
      }
    }
  },

  "names are put in order, and found, without regard to letter case in any script": async (url) => {
    const as = await staff(url);
    const { id } = status(await as("POST", "/api/categories/", { name: `Names ${unique()}` }), 201);
    const names = ["zebra", "Étoile", "Straße", "яблоко", "éclair", "Апельсин", "ΣΊΣΥΦΟΣ", "Banana", "apple"];
    for (const name of names) status(await as("POST", "/api/products/", { name, price: 1, category: id }), 201);
    const found = async (query: string) =>
      status(await call(url, "GET", `/api/categories/${id}/products/?${query}`), 200)
        .map(({ name }: { name: string }) => name);
    const ordered = ["apple", "Banana", "Straße", "zebra", "éclair", "Étoile", "ΣΊΣΥΦΟΣ", "Апельсин", "яблоко"];
    assert.deepEqual(await found("ordering=name"), ordered);
    const [last] = status(await call(url, "GET", `/api/products/?category=${id}&search=ЯБЛ`), 200);
    status(await as("PATCH", `/api/products/${last.id}/`, { name: "ÄHRE" }), 200);
    assert.deepEqual(await found("ordering=name"), [...ordered.slice(0, 4), "ÄHRE", ...ordered.slice(4, -1)]);
    for (const [search, name] of [["ΣΙΣ", "ΣΊΣΥΦΟΣ"], ["σισυφος", "ΣΊΣΥΦΟΣ"], ["STRASSE", "Straße"], ["ähr", "ÄHRE"]]) {
      assert.deepEqual(await found(`search=${search}`), [name]);
    }
  },

  "variants are given as the list that is left": async (url) => {
    const as = await staff(url);
    const sku = unique();
    const cake = status(
      await as("POST", "/api/products/", {
        name: `Cake ${sku}`,
        price: 1000,
        category: "1",
        stock: 77,
        variants: [
          { options: { weight: "2 lb" }, stock: 2, price: "1800.50", sku },
          { options: { weight: "whole" }, stock: "1" },
          { options: { weight: "500g" }, stock: 3 },
        ],
      }),
      201,
    );
    const path = `/api/products/${cake.id}/`;
    const labels = (body: { variants: Row[] }) => body.variants.map(({ options }) => options.weight);
    assert.deepEqual(labels(cake), ["500g", "2 lb", "whole"]);
    assert.deepEqual([cake.price, cake.stock, cake.variants[1].price], ["1000.00", 6, "1800.50"]);
    const [half, pounds, whole] = cake.variants;
    const changed = status(
      await as("PATCH", path, {
        price: "1.00",
        variants: [
          { id: half.id, options: { weight: "2 LB" }, price: "20", sku: `${sku}-2` },
          { id: pounds.id, options: { weight: "500 g" }, sku: half.sku },
          { options: { weight: "1 kg" }, stock: 4, sku },
        ],
      }),
      200,
    );
    assert.deepEqual(labels(changed), ["500 g", "2 LB", "1 kg"]);
    assert.deepEqual([changed.price, changed.stock, changed.variants[2].price], ["1800.50", 9, "1000.00"]);

    const refused = async (json: object) => status(await as("PATCH", path, json), 400);
    const nowhere = { id: whole.id };
    assert.deepEqual(await refused({ category: 999999, variants: [{ id: half.id }, nowhere] }), {
      category: ['Invalid pk "999999" - object does not exist.'],
      variants: [{}, { id: [`Invalid pk "${whole.id}" - object does not exist.`] }],
    });
    assert.deepEqual(await refused({ variants: [] }), { variants: ["This list may not be empty."] });
    assert.deepEqual(await refused({ variants: [{ stock: 1 }, { options: { a: "x" }, stock: -1 }, 5] }), {
      variants: [
        { options: ["This field is required."] },
        { stock: ["Ensure this value is greater than or equal to 0."] },
        { non_field_errors: ["Invalid data. Expected a dictionary, but got int."] },
      ],
    });
    const rows = [{ id: half.id }, { options: { Weight: "2lb" }, stock: 1, sku: `${sku}-2` }];
    assert.deepEqual(await refused({ variants: rows }), {
      variants: [{}, {
        options: ["Each variant needs options of its own."],
        sku: ["variant with this sku already exists."],
      }],
    });
    assert.deepEqual(Object.keys(await refused({ price: "1.00", stock: 1 })), ["price", "stock"]);
    status(await as("PATCH", path, { price: changed.price, stock: changed.stock }), 200);
    assert.deepEqual((await call(url, "GET", path)).body, changed);
    status(await as("DELETE", path), 204);
  },

  "what is no product is refused by name, whatever it is": async (url) => {
    const as = await staff(url);
    const good = { name: "Poncho", price: "10.00", category: 1 };
    const refused = async (json: object) => status(await as("POST", "/api/products/", { ...good, ...json }), 400);
    assert.deepEqual(Object.keys(status(await as("POST", "/api/products/", {}), 400)), ["name", "price", "category"]);
    const row = { options: { size: "S" }, stock: 1 };
    const wrong: readonly (readonly [object, string])[] = [
      [{ name: "x".repeat(256) }, "name"],
      [{ name: null }, "name"],
      [{ price: "100000000" }, "price"],
      [{ price: -1 }, "price"],
      [{ price: true }, "price"],
      [{ category: "jackets" }, "category"],
      [{ category: 999999 }, "category"],
      [{ category: -1 }, "category"],
      [{ stock: 1_000_000_001 }, "stock"],
      [{ stock: 1.5 }, "stock"],
      [{ color: "x".repeat(51) }, "color"],
      [{ description: "a\0" }, "description"],
      [{ image: "/media/a.svg" }, "image"],
      [{ image: "javascript:alert(1)" }, "image"],
      [{ image: ["http://a.example"] }, "image"],
      [{ variants: {} }, "variants"],
      [{ variants: null }, "variants"],
      [{ variants: Array.from({ length: 101 }, (_, i) => ({ ...row, options: { i } })) }, "variants"],
      [{ variants: [{ ...row, options: {} }] }, "variants"],
      [{ variants: [{ ...row, options: { size: " " } }] }, "variants"],
      [{ variants: [{ ...row, options: { size: null } }] }, "variants"],
      [{ variants: [{ ...row, options: { size: "S", "si ze": "M" } }] }, "variants"],
      [{ variants: [{ ...row, options: { size: "x".repeat(51) } }] }, "variants"],
      [{ variants: [{ ...row, sku: "x".repeat(65) }] }, "variants"],
      [{ variants: [row, { ...row, options: { SIZE: " s " } }] }, "variants"],
    ];
    assert.deepEqual(await refused({ stock: 1e30 }), {
      stock: ["Ensure this value is less than or equal to 1000000000."],
    });
    for (const [json, field] of wrong) assert.deepEqual(Object.keys(await refused(json)), [field]);
  },
};
