import assert from "node:assert/strict";
import { call, PASSWORD, shopper } from "./client.ts";
import type { Suite } from "./suite.ts";
import { ALLOWED_ORIGIN } from "./targets.ts";

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
};
