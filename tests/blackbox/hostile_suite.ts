import assert from "node:assert/strict";
import { newActor, signedIn } from "./cast.ts";
import { type Answer, call, type Options } from "./client.ts";
import type { Suite } from "./suite.ts";
import { STAFF_PASSWORD } from "./targets.ts";

const JSON_TYPE = { "Content-Type": "application/json" };
const FORM_TYPE = { "Content-Type": "application/x-www-form-urlencoded" };

/** A multipart form of one field, its value as bytes. */
function multipart(name: string, value: Uint8Array): Options {
  const head = `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`;
  const raw = new Blob([head, new Uint8Array(value), "\r\n--b--\r\n"], { type: "multipart/form-data; boundary=b" });
  return { raw, headers: { "Content-Type": "multipart/form-data; boundary=b" } };
}

const bytes = (...values: number[]) => new Uint8Array(values);
const around = (before: string, middle: Uint8Array, after: string) =>
  new Uint8Array([...new TextEncoder().encode(before), ...middle, ...new TextEncoder().encode(after)]);

/** Bytes that are no UTF-8: too long for what they say, half of a pair, and none at all. */
const notUtf8 = {
  "an over-long slash": bytes(0xc0, 0xaf),
  "an over-long NUL": bytes(0xc0, 0x80),
  "a lone surrogate": bytes(0xed, 0xa0, 0x80),
  "beyond Unicode": bytes(0xf4, 0x90, 0x80, 0x80),
  "a stray byte": bytes(0xff),
  "the half of a letter": bytes(0xe0, 0xa4),
};

const percent = (value: Uint8Array) => [...value].map((byte) => `%${byte.toString(16)}`).join("");

/** The wire, as sentences: what hostile input comes to. */
export const hostileSuite: Suite = {
  "JSON that is nested too deep is 400, wherever it stands, and 1,000 levels are read": async (url) => {
    const { token } = await newActor(url);
    const buy = (raw: string) => call(url, "POST", "/api/cart/checkout/", { token, raw, headers: JSON_TYPE });
    const nested: Readonly<Record<string, (levels: number) => string>> = {
      "lists in an unknown field": (n) => `{"x":${"[".repeat(n - 1)}${"]".repeat(n - 1)}}`,
      "objects in an unknown field": (n) => `${'{"x":'.repeat(n)}1${"}".repeat(n)}`,
      "objects in an address": (n) => `{"shipping_address":${'{"x":'.repeat(n - 1)}1${"}".repeat(n - 1)}}`,
      "lists that never end": (n) => "[".repeat(n),
    };
    for (const [where, make] of Object.entries(nested)) {
      for (const levels of [1_001, 100_000]) {
        const answer = await buy(make(levels));
        assert.deepEqual([answer.status, answer.body.code], [400, "parse_error"], `${where}, ${levels}`);
      }
      const deepest = await buy(make(1_000));
      assert.equal(deepest.status, 400, where);
      assert.doesNotMatch(deepest.text, /1000 levels/, where);
    }
    const quoted = await buy(JSON.stringify({ phone: `\\"${"[".repeat(20)}`, x: "[{".repeat(100_000) }));
    assert.equal(quoted.body.code, "cart_empty", "a bracket in a text is none");
  },

  "texts, lists and objects that are too large are 400 on their field": async (url) => {
    const { token } = await newActor(url);
    const staff = await signedIn(url, { id: 0, username: "admin", password: STAFF_PASSWORD });
    const huge = "x".repeat(900_000);
    const order = (json: object) => call(url, "POST", "/api/orders/", { token, json });
    const product = (json: object) =>
      call(url, "POST", "/api/products/", { token: staff.token, json: { name: "A", price: 1, category: 1, ...json } });
    const expected: readonly (readonly [Promise<Answer>, string])[] = [
      [
        call(url, "POST", "/api/users/", {
          json: { username: huge, email: "a@example.com", password: "a quiet monsoon" },
        }),
        "username",
      ],
      [order({ phone: huge }), "phone"],
      [order({ shipping_address: huge }), "shipping_address"],
      [
        order({ shipping_address: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [n, n])) }),
        "shipping_address",
      ],
      [order({ items: Array(20_000).fill({ product: 1, quantity: 1 }) }), "items"],
      [order({ items: huge }), "items"],
      [product({ name: huge }), "name"],
      [product({ price: "9".repeat(900_000) }), "price"],
      [product({ stock: "9".repeat(900_000) }), "stock"],
      [product({ variants: Array(20_000).fill({ options: { size: "S" }, stock: 1 }) }), "variants"],
      [
        product({
          variants: [{ options: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [n, n])), stock: 1 }],
        }),
        "variants",
      ],
      [product({ image: `https://a.example/${huge}` }), "image"],
    ];
    for (const [answer, field] of expected) {
      const { status, body } = await answer;
      assert.equal(status, 400, field);
      assert.ok(field in body, `${field}: ${JSON.stringify(body).slice(0, 200)}`);
    }
  },

  "keys that objects are born with are keys like others": async (url) => {
    const { token } = await newActor(url);
    const staff = await signedIn(url, { id: 0, username: "admin", password: STAFF_PASSWORD });
    const born = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"];
    for (const key of born) {
      const bodies: readonly Options[] = [
        { raw: `{"${key}":{"product_id":1,"quantity":2}}`, headers: JSON_TYPE },
        { raw: `{"${key}":""}`, headers: JSON_TYPE },
        { raw: new URLSearchParams([[key, ""], [key, "1"]]) },
        { raw: `${key}=`, headers: FORM_TYPE },
        multipart(key, bytes()),
      ];
      for (const body of bodies) {
        const answer = await call(url, "POST", "/api/cart/add_item/", { token, ...body });
        assert.deepEqual([answer.status, answer.body], [400, { product_id: ["This field is required."] }], key);
      }
      assert.equal((await call(url, "GET", `/api/products/?${key}=1&${key}=2&limit=1`)).body.length, 1);
    }
    const address = `{${born.map((key, n) => `"${key}":{"polluted":${n}}`).join(",")}}`;
    await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: 1 } });
    const raw = `{"shipping_address":${address}}`;
    const key = { ...JSON_TYPE, "Idempotency-Key": "born" };
    const { body: { order_id: id } } = await call(url, "POST", "/api/cart/checkout/", { token, raw, headers: key });
    const order = await call(url, "GET", `/api/orders/${id}/`, { token });
    assert.ok(order.text.includes(`"shipping_address":${address}`), "kept as it came");
    const again = await call(url, "POST", "/api/cart/checkout/", { token, raw, headers: key });
    assert.equal(again.headers.get("idempotency-replayed"), "true");
    assert.equal(again.body.order_id, id);
    const other = raw.replace('"polluted":0', '"polluted":9');
    const reused = await call(url, "POST", "/api/cart/checkout/", { token, raw: other, headers: key });
    assert.equal(reused.status, 422, "what stands under such a key counts");

    const product = await call(url, "POST", "/api/products/", {
      token: staff.token,
      raw:
        `{"name":"Born","price":"1.00","category":1,"variants":[{"options":{"__proto__":"S","constructor":"M"},"stock":1}]}`,
      headers: JSON_TYPE,
    });
    assert.equal(product.status, 201, product.text);
    const options = `"options":{"__proto__":"S","constructor":"M"}`;
    assert.ok((await call(url, "GET", `/api/products/${product.body.id}/`)).text.includes(options));
  },

  "numbers that no machine holds are refused by name, and a zero has no sign": async (url) => {
    const { token } = await newActor(url);
    const staff = await signedIn(url, { id: 0, username: "admin", password: STAFF_PASSWORD });
    const price = (number: string) =>
      call(url, "POST", "/api/products/", {
        token: staff.token,
        raw: `{"name":"Number","category":1,"price":${number}}`,
        headers: JSON_TYPE,
      });
    const quantity = (number: string) =>
      call(url, "POST", "/api/cart/add_item/", {
        token,
        raw: `{"product_id":1,"quantity":${number}}`,
        headers: JSON_TYPE,
      });
    const huge = ["1e400", "-1e400", "1e308", "9007199254740993", "9".repeat(400), '"9e999999999"', '"1e-999999999"'];
    const odd = ['"NaN"', '"Infinity"', '"0x10"', '"1_000"', '"١"', '"1,000"', '" "', '"+-1"', "0.001", "-0.01"];
    for (const number of [...huge, ...odd]) {
      const [priced, counted] = [await price(number), await quantity(number)];
      assert.deepEqual([priced.status, Object.keys(priced.body)], [400, ["price"]], number);
      assert.deepEqual([counted.status, Object.keys(counted.body)], [400, ["quantity"]], number);
    }
    for (const number of ["NaN", "Infinity", "-", "01", "1e", "0x10"]) {
      assert.equal((await price(number)).body.code, "parse_error", number);
    }
    for (const zero of ["-0", "-0.0", "0e5", '"-0.00"', "1e-400"]) {
      const made = await price(zero);
      assert.deepEqual([made.status, made.body.price], [201, "0.00"], zero);
      assert.equal((await quantity(zero)).status, 400, zero);
    }
    assert.equal((await price("1.5e1")).body.price, "15.00");
    for (const id of ["1e400", "-0", '"-0"', "1e308", "-1", "0"]) {
      const raw = `{"product_id":${id}}`;
      const answer = await call(url, "POST", "/api/cart/add_item/", { token, raw, headers: JSON_TYPE });
      assert.ok(answer.status === 404 || answer.status === 400, id);
    }
  },

  "NUL, half characters and bytes that are no UTF-8 are 400, in every kind of body": async (url) => {
    const { token } = await newActor(url);
    const change = (options: Options) => call(url, "PATCH", "/api/users/me/", { token, ...options });
    for (const [what, value] of Object.entries(notUtf8)) {
      const bodies: readonly Options[] = [
        { raw: around('{"address":"', value, '"}'), headers: JSON_TYPE },
        { raw: around('{"', value, '":1}'), headers: JSON_TYPE },
        { raw: around("address=", value, ""), headers: FORM_TYPE },
        { raw: `address=a${percent(value)}`, headers: FORM_TYPE },
        multipart("address", value),
      ];
      for (const [index, body] of bodies.entries()) {
        const answer = await change(body);
        assert.deepEqual([answer.status, answer.body.code], [400, "parse_error"], `${what}, ${index}`);
      }
    }
    const ofField: readonly Options[] = [
      { json: { address: "a\0b" } },
      { raw: '{"address":"\\ud800"}', headers: JSON_TYPE },
      { raw: '{"address":"\\udc00\\ud800"}', headers: JSON_TYPE },
      { raw: "address=a%00b", headers: FORM_TYPE },
      multipart("address", bytes(0x61, 0)),
    ];
    for (const [index, body] of ofField.entries()) {
      const answer = await change(body);
      assert.deepEqual([answer.status, Object.keys(answer.body)], [400, ["address"]], String(index));
    }
    assert.equal((await call(url, "GET", "/api/users/me/", { token })).body.address, "", "nothing was kept");

    const texts: readonly (readonly [Options, string])[] = [
      [{ raw: "address=100%+wool%zz%2", headers: FORM_TYPE }, "100% wool%zz%2"],
      [{ raw: "address=%EF%BF%BD", headers: FORM_TYPE }, "\ufffd"],
      [{ json: { address: "\ufffd \ud83c\udf82 e\u0301 \u202e" } }, "\ufffd \ud83c\udf82 e\u0301 \u202e"],
      [multipart("address", new TextEncoder().encode("नेपाल \ufffd")), "नेपाल \ufffd"],
      [{ raw: around("", bytes(0xef, 0xbb, 0xbf), '{"address":"after a mark"}'), headers: JSON_TYPE }, "after a mark"],
    ];
    for (const [body, address] of texts) {
      assert.deepEqual([(await change(body)).body.address], [address]);
    }
  },

  "paths that want to be others are 404, and addresses that are too long 414": async (url) => {
    const { token } = await newActor(url);
    const paths = [
      "/api/products/%2f",
      "/api/products/1%2f",
      "/api/products/1%2F..%2F2/",
      "/api/orders%2f..%2fproducts/",
      "//api/products/",
      "/api//products/",
      "/api/products//1/",
      "/api/products/1;x=1/",
      "/api/products;/",
      "/api/products/1%00/",
      "/api/products/%00/",
      "/api/products/%zz/",
      "/api/products/%/",
      "/api/products/%c0%af/",
      "/api/products/%ed%a0%80/",
      "/api/products/%5c..%5c",
      "/api/products/1%0d%0aX-Evil:1/",
      "/api/products/-1/",
      "/api/products/1.0/",
      "/api/products/0x1/",
      "/api/products/0/",
      "/api/products/99999999999999999999999999/",
      "/api/products/%D9%A1/",
      "/api/auth/sessions/../",
      "/media/%2e%2e%2fdeno.json",
      "/media/..%2f..%2fetc%2fpasswd",
      "/media/%00.svg",
      "/docs/%2e%2e%2fapi/users/",
    ];
    for (const path of paths) {
      const answer = await call(url, "GET", path, { token });
      assert.deepEqual([answer.status, answer.body.detail], [404, "Not found."], path);
    }
    for (const path of [`/${"x".repeat(17_000)}`, `/healthz?${"x".repeat(17_000)}`]) {
      const answer = await call(url, "GET", path);
      assert.deepEqual([answer.status, answer.body.code], [414, "uri_too_long"]);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    }
    const escaped = await call(url, "GET", "/api/products/%31/");
    assert.deepEqual([escaped.status, escaped.body.id], [200, 1], "an escape that need not be is the same path");
  },

  "queries and headers that are odd or huge are answered, and never with a 5xx": async (url) => {
    const { token } = await newActor(url);
    const queries = [
      ...Object.values(notUtf8).map((value) => `search=${percent(value)}`),
      "search=%",
      "%zz=%zz",
      "%00=%00",
      "=&&=&?&#",
      "limit=1&".repeat(2_000),
      `limit=${"9".repeat(5_000)}`,
      "limit=1e1",
      "limit=-0",
      "ordering=__proto__",
      "category=constructor",
      "cursor=bnVsbA",
      "cursor=WyJpZCIsMSwxZTQwMF0",
      `color=${"%F0%9F%8E%82".repeat(1_000)}`,
      "min_price=-0&max_price=1e400",
      "page=-0",
      "page=1e1",
    ];
    for (const query of queries) {
      const { status } = await call(url, "GET", `/api/products/?${query}`);
      assert.ok(status === 200 || status === 400 || status === 404, `${query.slice(0, 80)}: ${status}`);
    }
    const long = "x".repeat(8_000);
    const headers: readonly Readonly<Record<string, string>>[] = [
      { Authorization: `Token ${long}` },
      { Authorization: long },
      { Authorization: `Token ${"a.".repeat(4_000)}` },
      { Cookie: `sessionid=${long}` },
      { Cookie: `${"a=b; ".repeat(1_500)}sessionid=%00` },
      { Cookie: "__proto__=x; sessionid=%ff%fe" },
      { "X-Cart-Token": long },
      { "X-Cart-Token": "\xff" },
      { "X-Request-Id": long, "User-Agent": long },
      { "If-None-Match": `"${long}", `.repeat(3) },
      { "Content-Type": `application/json; x=${long}` },
      { Accept: long, "Accept-Language": "\xff" },
      { Range: "bytes=0-0,1-1", Expect: "" },
    ];
    for (const own of headers) {
      for (const path of ["/api/products/1/", "/api/cart/items/"]) {
        const { status } = await call(url, "GET", path, { headers: own });
        assert.ok([200, 401, 404].includes(status), `${Object.keys(own)}: ${status}`);
      }
    }
    const odd = { "Idempotency-Key": long, "X-Cart-Id": long, "If-Match": long };
    const bought = await call(url, "POST", "/api/cart/checkout/", { token, headers: odd, json: {} });
    assert.deepEqual([bought.status, Object.keys(bought.body)], [400, ["Idempotency-Key"]]);
    const huge = await fetch(`${url}/healthz`, { headers: { "X-Long": "x".repeat(500_000) } }).then(
      async (answer) => (await answer.body?.cancel(), answer.status),
      () => "closed",
    );
    assert.ok(huge === 400 || huge === 431 || huge === "closed", String(huge));
  },
};
