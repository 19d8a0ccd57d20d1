import assert from "node:assert/strict";
import { type Answer, call, type Options, shopper } from "./client.ts";
import type { Suite } from "./suite.ts";

/** The wire, as sentences: what holds for every path. */
export const wireSuite: Suite = {
  "every path answers with and without its slash": async (url) => {
    const { token } = await shopper(url);
    const bought = await call(url, "POST", "/api/cart/add_item", { token, json: { product_id: 1 } });
    assert.equal(bought.status, 201);
    assert.equal((await call(url, "POST", "/api/cart/checkout", { token })).status, 201);
    for (const path of ["/api/products", "/api/products/1", "/api/cart/items", "/api/orders", "/healthz", "/docs"]) {
      for (const slash of ["", "/"]) assert.equal((await call(url, "GET", path + slash, { token })).status, 200, path);
    }
    for (
      const path of [
        "/openapi.json/",
        "/openapi.yaml/",
        "/llms.txt/",
        "/readyz/",
        "/docs/scalar.js/",
        "/.well-known/jwks.json/",
      ]
    ) {
      assert.equal((await call(url, "GET", path)).status, 200, path);
    }
  },

  "bodies may be JSON, urlencoded or multipart, and numbers texts": async (url) => {
    const { token } = await shopper(url);
    const form = new FormData();
    form.set("product_id", "1");
    form.set("quantity", " 2 ");
    form.set("variant_id", " ");
    const bodies: Options[] = [
      { json: { product_id: "1", quantity: "2" } },
      { json: { product_id: 1, quantity: 2.0, unknown: { field: true } } },
      { raw: new URLSearchParams({ product_id: "1", quantity: "2", variant_id: "" }) },
      { raw: form },
      { raw: '{"product_id": 9, "product_id": 1, "quantity": 2}', headers: { "Content-Type": "application/json" } },
    ];
    for (const [index, body] of bodies.entries()) {
      const line = await call(url, "POST", "/api/cart/add_item/", { token, ...body });
      assert.equal(line.status, 201, line.text);
      assert.equal(line.body.quantity, 2 * (index + 1));
    }
  },

  "what is no body, no number or no text is refused by name": async (url) => {
    const { token } = await shopper(url);
    const json = { "Content-Type": "application/json" };
    const add = (options: Options) => call(url, "POST", "/api/cart/add_item/", { token, ...options });
    const one = (body: object) => add({ json: { product_id: 1, ...body } });
    const expected: [Promise<Answer>, number, unknown][] = [
      [one({ quantity: true }), 400, { quantity: ["A valid integer is required."] }],
      [one({ quantity: "two" }), 400, { quantity: ["A valid integer is required."] }],
      [one({ quantity: 1.5 }), 400, { quantity: ["A valid integer is required."] }],
      [one({ quantity: 0 }), 400, { quantity: ["Ensure this value is greater than or equal to 1."] }],
      [one({ quantity: -3 }), 400, { quantity: ["Ensure this value is greater than or equal to 1."] }],
      [one({ quantity: 1e30 }), 400, { quantity: ["Ensure this value is less than or equal to 1000000."] }],
      [one({ quantity: null }), 400, { quantity: ["This field may not be null."] }],
      [one({ variant_id: 999999 }), 400, { variant_id: ['Invalid pk "999999" - object does not exist.'] }],
      [add({ json: {} }), 400, { product_id: ["This field is required."] }],
      [add({ raw: "", headers: json }), 400, { product_id: ["This field is required."] }],
      [add({ raw: "null", headers: json }), 400, { product_id: ["This field is required."] }],
      [add({ raw: "[1]", headers: json }), 400, {
        non_field_errors: ["Invalid data. Expected a dictionary, but got list."],
      }],
      [add({ json: { product_id: 999999 } }), 404, undefined],
      [add({ json: { product_id: -1 } }), 404, undefined],
    ];
    for (const [answer, status, body] of expected) {
      const got = await answer;
      assert.equal(got.status, status, got.text);
      if (body !== undefined) assert.deepEqual(got.body, body);
    }
    const malformed = await add({ raw: '{"product_id": 1,', headers: json });
    assert.equal(malformed.status, 400);
    assert.match(malformed.body.detail, /^JSON parse error - /);
    assert.equal((await add({ raw: "<a/>", headers: { "Content-Type": "text/xml" } })).status, 415);
    assert.equal((await add({ raw: `{"x":"${"x".repeat(1024 * 1024)}"}`, headers: json })).status, 413);
    const nul = await call(url, "POST", "/api/cart/checkout/", { token, json: { phone: "a\0b" } });
    assert.deepEqual(nul.body, { phone: ["Null characters are not allowed."] });
    const lone = await call(url, "POST", "/api/cart/checkout/", { token, raw: '{"phone":"\\ud800"}', headers: json });
    assert.deepEqual(lone.body, { phone: ["Not a valid string."] });
    const address = await call(url, "POST", "/api/cart/checkout/", { token, json: { shipping_address: [1] } });
    assert.equal(address.status, 400);
  },

  "unknown paths are 404, unknown methods 405 with Allow, OPTIONS 204, HEAD as GET": async (url) => {
    for (const path of ["/nowhere", "/api/", "/api/products/white/", "/api/products//", "/api/orders/1/items/"]) {
      const answer = await call(url, "GET", path);
      assert.deepEqual([answer.status, answer.body?.detail], [404, "Not found."], path);
    }
    const wrong = await call(url, "DELETE", "/api/cart/items/");
    assert.deepEqual([wrong.status, wrong.headers.get("allow")], [405, "GET, HEAD, OPTIONS"]);
    assert.equal(wrong.body.detail, 'Method "DELETE" not allowed.');
    const options = await call(url, "OPTIONS", "/api/orders/");
    assert.deepEqual([options.status, options.headers.get("allow")], [204, "GET, HEAD, OPTIONS, POST"]);
    for (const path of ["/api/products/1/", "/nowhere", "/api/orders/", "/media/white-jacket.svg", "/openapi.json"]) {
      const [get, head] = [await call(url, "GET", path), await call(url, "HEAD", path)];
      assert.deepEqual([head.status, head.text], [get.status, ""], path);
      assert.equal(head.headers.get("content-length"), String(new TextEncoder().encode(get.text).length), path);
      for (const name of ["etag", "content-type", "cache-control", "www-authenticate"]) {
        assert.equal(head.headers.get(name), get.headers.get(name), `${path} ${name}`);
      }
    }
  },

  "a request id is echoed, and one that is unfit replaced": async (url) => {
    const id = (given: string) =>
      call(url, "GET", "/healthz", { headers: { "X-Request-Id": given } }).then((it) => it.headers.get("x-request-id"));
    assert.equal(await id("my.request-1"), "my.request-1");
    assert.match(await id("has spaces") ?? "", /^[0-9a-f-]{36}$/);
  },

  "hostile paths, queries and headers are answered, never with a 5xx": async (url) => {
    const { token } = await shopper(url);
    const queries = [
      "search=%zz",
      "search=%00",
      'search=a"b*%20OR%20c',
      "category=%ff%fe",
      "category=999999999999999999999",
      "min_price=99999999999999999999999999999",
      "max_price=-99999999999999999999999999999",
      "min_price=1e999",
      "color=%00",
      "page=99999999999999999",
      "page_size=none&page=1",
      "cursor=WyJpZCIsImEiLDFd",
      "cursor=WyJpZCIsMSwxZTk5XQ",
      `search=${"x".repeat(1001)}`,
    ];
    for (const query of queries) {
      const { status } = await call(url, "GET", `/api/products/?${query}`);
      assert.ok(status < 500, query);
    }
    for (const path of ["/api/products/%zz/", "/%2e%2e/etc/passwd", "/media/%2e%2e%2fdeno.json", "/api//products"]) {
      assert.equal((await call(url, "GET", path)).status, 404, path);
    }
    for (const cart of ["0", "-1", "1e3", "999999999999999999999", "1 OR 1=1"]) {
      const headers = { "X-Cart-Id": cart };
      assert.equal((await call(url, "GET", "/api/cart/items/", { token, headers })).status, 404, cart);
      const add = await call(url, "POST", "/api/cart/add_item/", { token, headers, json: { product_id: 1 } });
      assert.deepEqual([add.status, add.body.code], [404, "cart_not_found"]);
    }
    for (const expected_total of ["99999999999999.99", 1e300, "9".repeat(40)]) {
      const { status } = await call(url, "POST", "/api/cart/checkout/", { token, json: { expected_total } });
      assert.equal(status, 400);
    }
    const cookie = { Cookie: "sessionid=%zz" };
    assert.equal((await call(url, "GET", "/api/cart/items/", { headers: cookie })).status, 401);
  },

  "the service tells its health, its map, its document and its reference": async (url) => {
    assert.equal((await call(url, "GET", "/healthz")).status, 200);
    assert.equal((await call(url, "GET", "/readyz")).status, 200);
    const { body: { keys: [key] }, headers } = await call(url, "GET", "/.well-known/jwks.json");
    assert.deepEqual([key.kty, key.crv, key.alg, key.use, key.d], ["OKP", "Ed25519", "EdDSA", "sig", undefined]);
    assert.equal(headers.get("cache-control"), "public, max-age=3600");
    const front = await call(url, "GET", "/");
    assert.deepEqual([front.body.name, front.body.currency], ["Kiosk", "NPR"]);
    for (const link of Object.values<string>(front.body.links)) {
      assert.equal((await call(url, "GET", link)).status, 200);
    }
    const page = await call(url, "GET", "/", { headers: { Accept: "text/html" } });
    assert.match(page.text, /href="\/docs"/);
    const document = await call(url, "GET", "/openapi.json");
    assert.equal(document.body.openapi, "3.1.0");
    assert.ok(document.body.paths["/api/cart/checkout/"].post["x-db-round-trips"] === 2);
    assert.match((await call(url, "GET", "/openapi.yaml")).text, /^"openapi": "3\.1\.0"/);
    const types: [string, RegExp][] = [
      ["/openapi.json", /^application\/json/],
      ["/openapi.yaml", /^application\/yaml/],
      ["/llms.txt", /^text\/plain; charset=utf-8/],
    ];
    for (const [path, type] of types) {
      const { headers } = await call(url, "HEAD", path);
      assert.match(headers.get("content-type") ?? "", type);
      const known = { "If-None-Match": headers.get("etag") ?? "" };
      const again = await call(url, "GET", path, { headers: known });
      assert.deepEqual([again.status, again.text], [304, ""]);
    }
    const docs = await call(url, "GET", "/docs");
    assert.match(docs.text, /\/docs\/scalar\.js/);
    assert.doesNotMatch(docs.text.replaceAll("http://www.w3.org", ""), /https?:\/\//);
    const script = await call(url, "GET", "/docs/scalar.js");
    assert.match(script.headers.get("content-type") ?? "", /javascript/);
    assert.ok(script.text.length > 4_000_000);
  },
};
