import assert from "node:assert/strict";
import { call, type Options, PASSWORD, shopper } from "./client.ts";
import type { Suite } from "./suite.ts";
import { ALLOWED_ORIGIN } from "./targets.ts";

const ALONE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const FRONT = `default-src 'none'; style-src HASH; img-src data:; ${ALONE}`;
const REFERENCE = "default-src 'none'; script-src 'self' HASH; style-src 'unsafe-inline'; img-src 'self' data:; " +
  `font-src 'self' data:; connect-src 'self'; ${ALONE}`;

/** What every answer tells that is not said otherwise; an address without https makes no promise about it. */
const FOR_ALL: Readonly<Record<string, string | null>> = {
  "content-security-policy": `default-src 'none'; ${ALONE}`,
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": null,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

const pictureOf = async (url: string): Promise<string> =>
  new URL((await call(url, "GET", "/api/products/1/")).body.image).pathname;

/** The wire, as sentences: what pages of this and other sites may do. */
export const browsersSuite: Suite = {
  "a foreign page cannot use the shopper's cookie": async (url) => {
    const { cookie, username } = await shopper(url);
    const add = (headers: Record<string, string>) =>
      call(url, "POST", "/api/cart/add_item/", { headers: { Cookie: cookie, ...headers }, json: { product_id: 1 } });
    assert.equal((await add({ Origin: "https://evil.example" })).status, 403);
    assert.equal((await add({ Origin: "null" })).status, 403);
    assert.equal((await add({ Origin: url })).status, 201);
    assert.equal((await add({ Origin: ALLOWED_ORIGIN })).status, 201);
    assert.equal((await add({ "X-CSRFToken": "whatever" })).status, 201);
    const login = await call(url, "POST", "/api/auth/login/", {
      headers: { Origin: "https://evil.example" },
      json: { username, password: PASSWORD },
    });
    assert.equal(login.status, 403);
  },

  "a configured origin may read every answer, errors too, another none": async (url) => {
    for (const path of ["/api/products/", "/api/cart/items/", "/nowhere"]) {
      const answer = await call(url, "GET", path, { headers: { Origin: ALLOWED_ORIGIN } });
      assert.equal(answer.headers.get("access-control-allow-origin"), ALLOWED_ORIGIN);
      assert.equal(answer.headers.get("access-control-allow-credentials"), "true");
      const foreign = await call(url, "GET", path, { headers: { Origin: "https://evil.example" } });
      assert.equal(foreign.headers.get("access-control-allow-origin"), null);
    }
    const preflight = await call(url, "OPTIONS", "/api/cart/add_item/", {
      headers: { Origin: ALLOWED_ORIGIN, "Access-Control-Request-Method": "POST" },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get("access-control-max-age"), "600");
    assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /Idempotency-Key/);
  },

  "every answer tells browsers what they may make of it, whatever it is": async (url) => {
    const { token } = await shopper(url);
    const html = { headers: { Accept: "text/html" } };
    const json = { headers: { "Content-Type": "application/json" } };
    const answers: readonly (readonly [method: string, path: string, options: Options, status: number, own: object])[] =
      [
        ["GET", "/api/products/", {}, 200, {}],
        ["HEAD", "/api/products/1/", {}, 200, {}],
        ["GET", "/api/products/1/", { headers: { "If-None-Match": "*" } }, 304, {}],
        ["POST", "/api/cart/", {}, 201, {}],
        ["DELETE", "/api/cart/delete/", { token }, 200, {}],
        ["DELETE", "/api/auth/sessions/", { token }, 204, {}],
        ["POST", "/api/users/", { raw: "{", ...json }, 400, {}],
        ["GET", "/api/cart/items/", {}, 401, {}],
        ["POST", "/api/products/", { token }, 403, {}],
        ["GET", "/nowhere", html, 404, {}],
        ["DELETE", "/api/products/", {}, 405, {}],
        ["OPTIONS", "/api/products/", {}, 204, {}],
        ["POST", "/api/users/", { raw: "<a/>", headers: { "Content-Type": "text/xml" } }, 415, {}],
        ["GET", "/healthz", {}, 200, {}],
        ["GET", "/readyz", {}, 200, {}],
        ["GET", "/.well-known/jwks.json", {}, 200, {}],
        ["GET", "/openapi.json", {}, 200, {}],
        ["GET", "/openapi.yaml", {}, 200, {}],
        ["GET", "/docs/scalar.js", {}, 200, {}],
        ["GET", "/", {}, 200, {}],
        ["GET", "/", html, 200, { "content-security-policy": FRONT }],
        ["GET", "/docs", html, 200, { "content-security-policy": REFERENCE }],
        ["GET", await pictureOf(url), {}, 200, {
          "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; " + ALONE,
          "cross-origin-resource-policy": "cross-origin",
        }],
      ];
    for (const [method, path, options, status, own] of answers) {
      const answer = await call(url, method, path, options);
      const told = Object.fromEntries(Object.keys(FOR_ALL).map((name) => [name, answer.headers.get(name)]));
      const policy = told["content-security-policy"]?.replace(/'sha256-[A-Za-z0-9+/]{43}='/g, "HASH") ?? null;
      const expected = { ...FOR_ALL, ...own };
      assert.deepEqual([answer.status, { ...told, "content-security-policy": policy }], [status, expected], path);
    }
  },
};
