import assert from "node:assert/strict";
import { type Answer, call, type Options, PASSWORD, shopper, staffToken } from "./client.ts";
import { ALLOWED_ORIGIN, STAFF_PASSWORD } from "./targets.ts";

/** The wire of the shop, as sentences, for any address that serves the demo shop. */
export const shopSuite: Readonly<Record<string, (url: string) => Promise<void>>> = {
  "a purchase, from sign-up to the order, with a token": async (url) => {
    const me = await shopper(url);
    const as = { token: me.token };
    const empty = await call(url, "GET", "/api/cart/items/", as);
    assert.equal(empty.status, 200);
    assert.deepEqual([empty.body.user, empty.body.items, empty.body.total], [me.id, [], "0.00"]);

    const jacket = (await call(url, "GET", "/api/products/1/")).body;
    const line = await call(url, "POST", "/api/cart/add_item/", { ...as, json: { product_id: 1, quantity: 2 } });
    assert.equal(line.status, 201, line.text);
    assert.equal(line.body.product_price, jacket.price);
    assert.deepEqual([line.body.quantity, line.body.variant, line.body.variant_options], [2, null, null]);
    const again = await call(url, "POST", "/api/cart/add_item/", { ...as, json: { product_id: 1 } });
    assert.deepEqual([again.status, again.body.quantity, again.body.id], [201, 3, line.body.id]);

    const total = (3 * Number(jacket.price)).toFixed(2);
    const cart = await call(url, "GET", "/api/cart/items/", as);
    assert.deepEqual([cart.body.total, cart.body.currency, cart.body.items.length], [total, "NPR", 1]);

    const bought = await call(url, "POST", "/api/cart/checkout/", { ...as, json: { expected_total: total } });
    assert.equal(bought.status, 201, bought.text);
    assert.equal(bought.body.message, "Order created successfully");
    const order = await call(url, "GET", `/api/orders/${bought.body.order_id}/`, as);
    assert.equal(order.status, 200);
    const { user, user_name, total_price, status, shipping_address, payment_mode, is_paid } = order.body;
    assert.deepEqual(
      { user, user_name, total_price, status, shipping_address, payment_mode, is_paid },
      {
        user: me.id,
        user_name: "Nur Pratap Karki",
        total_price: total,
        status: "Pending",
        shipping_address: "Kohalpur",
        payment_mode: "cod",
        is_paid: false,
      },
    );
    const [item] = order.body.order_items;
    assert.deepEqual([item.product, item.product_name, item.subtotal], [1, "White Jacket", Number(total)]);
    assert.deepEqual((await call(url, "GET", "/api/orders/", as)).body, [order.body]);

    const next = await call(url, "GET", "/api/cart/items/", as);
    assert.deepEqual(next.body.items, []);
    assert.notEqual(next.body.id, cart.body.id);
    assert.equal((await call(url, "GET", "/api/products/1/")).body.stock, jacket.stock - 3);
  },

  "the session cookie does what the token does": async (url) => {
    const { cookie } = await shopper(url);
    const headers = { Cookie: cookie };
    const line = await call(url, "POST", "/api/cart/add_item/", { headers, json: { product_id: 1 } });
    assert.equal(line.status, 201, line.text);
    const bought = await call(url, "POST", "/api/cart/checkout/", { headers });
    assert.equal(bought.status, 201, bought.text);
    assert.equal((await call(url, "GET", "/api/orders/", { headers })).body.length, 1);
  },

  "a login sets both cookies and tells the user twice": async (url) => {
    const { username } = await shopper(url);
    const login = await call(url, "POST", "/api/auth/login/", {
      json: { email: `${username.toUpperCase()}@EXAMPLE.com`, password: PASSWORD },
    });
    assert.equal(login.status, 200, login.text);
    const { user, message, token, expires_at, ...top } = login.body;
    assert.deepEqual(top, user);
    assert.equal(top.username, username);
    assert.ok(message && token);
    const days = (Date.parse(expires_at) - Date.now()) / 86_400_000;
    assert.ok(days > 13.9 && days < 14.1);
    const [session = "", csrf = ""] = login.headers.getSetCookie();
    assert.match(session, /^sessionid=[^;]+;.*HttpOnly/);
    for (const cookie of [session, csrf]) assert.match(cookie, /Path=\/.*SameSite=Lax/);
    assert.match(csrf, /^csrftoken=[^;]+/);
    assert.doesNotMatch(csrf, /HttpOnly/);
    assert.doesNotMatch(login.text, /scrypt|hash/);
  },

  "a wrong password and an unknown user get the same 401": async (url) => {
    const { username } = await shopper(url);
    const answers = await Promise.all(
      [username, "nobody-here"].map((name) =>
        call(url, "POST", "/api/auth/login/", { json: { username: name, password: "wrong password" } })
      ),
    );
    for (const { status, body, headers } of answers) {
      assert.equal(status, 401);
      assert.equal(body.code, "invalid_credentials");
      assert.equal(body.detail, body.error);
      assert.deepEqual(body.non_field_errors, [body.detail]);
      assert.doesNotMatch(headers.get("www-authenticate") ?? "Basic", /basic/i);
    }
    assert.deepEqual(answers[0]?.body, answers[1]?.body);
    const missing = await call(url, "POST", "/api/auth/login/", { json: {} });
    assert.deepEqual(missing.body, {
      username: ["This field is required."],
      password: ["This field is required."],
    });
    assert.equal(missing.status, 400);
  },

  "sign-up tells all that is wrong at once, and names are taken in any letter case": async (url) => {
    const bad = await call(url, "POST", "/api/users/", {
      json: { username: "no spaces!", email: "nowhere", password: "short", first_name: "x".repeat(151), phone: null },
    });
    assert.equal(bad.status, 400);
    assert.deepEqual(Object.keys(bad.body).toSorted(), ["email", "first_name", "password", "username"]);
    assert.deepEqual(bad.body.email, ["Enter a valid email address."]);
    assert.deepEqual(bad.body.first_name, ["Ensure this field has no more than 150 characters."]);
    const empty = await call(url, "POST", "/api/users/", { json: null });
    const missing = ["This field is required."];
    assert.deepEqual(empty.body, { username: missing, email: missing, password: missing });

    const { username } = await shopper(url);
    const sign = (json: object) => call(url, "POST", "/api/users/", { json: { password: PASSWORD, ...json } });
    const twice = await sign({ username: username.toUpperCase(), email: `${username}@Example.COM` });
    assert.equal(twice.status, 400);
    assert.deepEqual(Object.keys(twice.body).toSorted(), ["email", "username"]);
    const other = `${username}@example.com`;
    assert.deepEqual(Object.keys((await sign({ username: other, email: `x${other}` })).body), ["username"]);
    const common = await sign({ username: `${username}2`, email: `2${other}`, password: "Password1" });
    assert.deepEqual(common.body, { password: ["This password is too common."] });
  },

  "three sign-ups at once with one email: one passes": async (url) => {
    const name = `twin${crypto.randomUUID().slice(0, 8)}`;
    const answers = await Promise.all([1, 2, 3].map((n) =>
      call(url, "POST", "/api/users/", {
        json: { username: `${name}${n}`, email: `${name}@example.com`, password: PASSWORD },
      })
    ));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 400, 400]);
  },

  "every path answers with and without its slash": async (url) => {
    const { token } = await shopper(url);
    const bought = await call(url, "POST", "/api/cart/add_item", { token, json: { product_id: 1 } });
    assert.equal(bought.status, 201);
    assert.equal((await call(url, "POST", "/api/cart/checkout", { token })).status, 201);
    for (const path of ["/api/products", "/api/products/1", "/api/cart/items", "/api/orders", "/healthz", "/docs"]) {
      for (const slash of ["", "/"]) assert.equal((await call(url, "GET", path + slash, { token })).status, 200, path);
    }
    for (const path of ["/openapi.json/", "/openapi.yaml/", "/readyz/", "/docs/scalar.js/"]) {
      assert.equal((await call(url, "GET", path)).status, 200, path);
    }
  },

  "bodies may be JSON, urlencoded or multipart, and numbers texts": async (url) => {
    const { token } = await shopper(url);
    const form = new FormData();
    form.set("product_id", "1");
    form.set("quantity", " 2 ");
    form.set("variant_id", "");
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

  "who is anonymous, stale or garbled is 401 where credentials are needed": async (url) => {
    const none = [{}, { Authorization: "" }, { Authorization: "Token" }, { Authorization: "Token null" }, {
      Authorization: "bearer undefined",
    }];
    for (const headers of none) {
      const answer = await call(url, "GET", "/api/cart/items/", { headers: headers as Record<string, string> });
      assert.equal(answer.status, 401);
      assert.equal(answer.body.code, "not_authenticated");
      assert.ok(answer.headers.get("www-authenticate"));
    }
    const { token } = await shopper(url);
    const altered = token.slice(0, -3) + (token.endsWith("AAA") ? "BBB" : "AAA");
    const bad = [{ Authorization: "Token garbage" }, { Authorization: `Bearer ${altered}` }, {
      Cookie: "sessionid=garbage",
    }];
    for (const headers of bad) {
      const answer = await call(url, "GET", "/api/orders/", { headers: headers as Record<string, string> });
      assert.deepEqual([answer.status, answer.body.code], [401, "invalid_token"]);
    }
    assert.equal(
      (await call(url, "GET", "/api/cart/items/", { headers: { Authorization: `bEaReR ${token}` } })).status,
      200,
    );
    assert.equal((await call(url, "POST", "/api/cart/checkout/", { raw: "{", headers: {} })).status, 401);
    assert.equal(
      (await call(url, "GET", "/api/products/", { headers: bad[0]! as Record<string, string> })).status,
      401,
    );
    assert.equal(
      (await call(url, "GET", "/api/products/", { headers: bad[2]! as Record<string, string> })).status,
      200,
    );
  },

  "a logout ends the session's token and cookie at once, and no other": async (url) => {
    const me = await shopper(url);
    const again = await call(url, "POST", "/api/auth/login/", { json: { username: me.username, password: PASSWORD } });
    const other = { token: again.body.token };
    const cookie = { headers: { Cookie: me.cookie } };
    const out = await call(url, "POST", "/api/auth/logout/", cookie);
    assert.equal(out.status, 200);
    assert.ok(out.headers.getSetCookie().every((each) => /^(sessionid|csrftoken)=;.*Max-Age=0/.test(each)));
    for (const ended of [cookie, { token: me.token }]) {
      const needing = [["GET", "/api/cart/items/"], ["GET", "/api/orders/"], ["POST", "/api/cart/checkout/"]] as const;
      for (const [method, path] of needing) {
        const answer = await call(url, method, path, ended);
        assert.deepEqual([answer.status, answer.body.code], [401, "invalid_token"], path);
      }
      assert.equal((await call(url, "GET", "/api/products/", ended)).status, 200);
      assert.equal((await call(url, "POST", "/api/auth/logout/", ended)).status, 200);
    }
    assert.equal((await call(url, "POST", "/api/auth/logout/")).status, 200);
    assert.equal((await call(url, "POST", "/api/auth/logout/", { token: "garbage" })).status, 200);
    assert.equal((await call(url, "GET", "/api/cart/items/", other)).status, 200);
    assert.equal((await call(url, "POST", "/api/cart/", cookie)).body.user, null, "an ended cookie counts as none");
  },

  "sessions are listed and ended, one or all others": async (url) => {
    const me = await shopper(url);
    const login = () =>
      call(url, "POST", "/api/auth/login/", {
        headers: { "User-Agent": "second" },
        json: { username: me.username, password: PASSWORD },
      });
    const [second, third] = [(await login()).body.token, (await login()).body.token];
    const sessions = (await call(url, "GET", "/api/auth/sessions/", me)).body;
    assert.deepEqual(sessions.map((it: { current: boolean }) => it.current), [false, false, true]);
    assert.equal(sessions[0].user_agent, "second");
    assert.match(sessions[0].last_used_at, /:00:00\.000Z$/);
    const foreign = await call(url, "DELETE", `/api/auth/sessions/${sessions[0].id}/`, await shopper(url));
    assert.equal(foreign.status, 404);
    const one = await call(url, "DELETE", `/api/auth/sessions/${sessions[0].id}/`, me);
    assert.deepEqual([one.status, one.text], [204, ""]);
    assert.equal((await call(url, "GET", "/api/orders/", { token: third })).status, 401);
    assert.equal((await call(url, "DELETE", `/api/auth/sessions/${sessions[0].id}/`, me)).status, 404);
    assert.equal((await call(url, "GET", "/api/orders/", { token: second })).status, 200);
    assert.equal((await call(url, "DELETE", "/api/auth/sessions/", me)).status, 204);
    assert.equal((await call(url, "GET", "/api/orders/", { token: second })).status, 401);
    assert.equal((await call(url, "GET", "/api/auth/sessions/", me)).body.length, 1);
  },

  "categories are listed, and each with its products": async (url) => {
    const categories = (await call(url, "GET", "/api/categories/")).body;
    assert.deepEqual(Object.keys(categories[0]).toSorted(), ["created_at", "id", "image", "name", "slug"]);
    const first = await call(url, "GET", `/api/categories/${categories[0].id}/`);
    assert.deepEqual(first.body, categories[0]);
    assert.ok(first.headers.get("etag"));
    const path = `/api/categories/${categories[0].id}/products`;
    const products = (await call(url, "GET", `${path}/`)).body;
    assert.deepEqual(products, (await call(url, "GET", `/api/products/?category=${categories[0].slug}`)).body);
    const page = await call(url, "GET", `${path}?limit=1&ordering=-price`);
    assert.equal(page.body.length, 1);
    assert.match(page.headers.get("link") ?? "", /rel="next"/);
    assert.deepEqual(
      (await call(url, "GET", "/api/categories/?page=1&page_size=2")).body.results,
      categories.slice(0, 2),
    );
    for (const missing of ["/api/categories/999999/", "/api/categories/999999/products/"]) {
      assert.equal((await call(url, "GET", missing)).status, 404);
    }
  },

  "a foreign order is not there": async (url) => {
    const [one, two] = await Promise.all([shopper(url), shopper(url)]);
    await call(url, "POST", "/api/cart/add_item/", { token: one.token, json: { product_id: 1 } });
    const { order_id } = (await call(url, "POST", "/api/cart/checkout/", { token: one.token })).body;
    assert.equal((await call(url, "GET", `/api/orders/${order_id}/`, { token: two.token })).status, 404);
    assert.deepEqual((await call(url, "GET", `/api/orders/?user=${one.id}`, { token: two.token })).body, []);
    assert.equal((await call(url, "GET", "/api/orders/999999999999999999999/", { token: two.token })).status, 404);
    const header = { "X-Cart-Id": "1" };
    assert.equal((await call(url, "GET", "/api/cart/items/", { token: two.token, headers: header })).status, 404);
  },

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

  "unknown paths are 404, unknown methods 405 with Allow, OPTIONS 204, HEAD as GET": async (url) => {
    for (const path of ["/nowhere", "/api/", "/api/products/white/", "/api/products//", "/api/orders/1/items/"]) {
      const answer = await call(url, "GET", path);
      assert.deepEqual([answer.status, answer.body?.detail], [404, "Not found."], path);
    }
    const wrong = await call(url, "DELETE", "/api/cart/items/");
    assert.deepEqual([wrong.status, wrong.headers.get("allow")], [405, "GET, HEAD, OPTIONS"]);
    assert.equal(wrong.body.detail, 'Method "DELETE" not allowed.');
    const options = await call(url, "OPTIONS", "/api/orders/");
    assert.deepEqual([options.status, options.headers.get("allow")], [204, "GET, HEAD, OPTIONS"]);
    const head = await call(url, "HEAD", "/api/products/1/");
    assert.deepEqual([head.status, head.text], [200, ""]);
    assert.ok(head.headers.get("etag"));
  },

  "a product read again unchanged is 304": async (url) => {
    const first = await call(url, "GET", "/api/products/2/");
    const etag = first.headers.get("etag") ?? "";
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await call(url, "GET", "/api/products/2/", { headers: { "If-None-Match": tag } });
      assert.deepEqual([again.status, again.text], [304, ""]);
    }
    assert.equal((await call(url, "GET", "/api/products/2/", { headers: { "If-None-Match": '"x"' } })).status, 200);
    const { token } = await shopper(url);
    assert.equal(
      (await call(url, "GET", "/api/products/2/", { token })).headers.get("cache-control"),
      "private, no-cache",
    );
    assert.equal((await call(url, "GET", "/api/cart/items/", { token })).headers.get("cache-control"), "no-store");
  },

  "a request id is echoed, and one that is unfit replaced": async (url) => {
    const id = (given: string) =>
      call(url, "GET", "/healthz", { headers: { "X-Request-Id": given } }).then((it) => it.headers.get("x-request-id"));
    assert.equal(await id("my.request-1"), "my.request-1");
    assert.match(await id("has spaces") ?? "", /^[0-9a-f-]{36}$/);
  },

  "a list is walked by its links, and every product is seen once": async (url) => {
    const all = (await call(url, "GET", "/api/products/?limit=500")).body;
    for (const ordering of ["", "price", "-price", "name", "-created_at", "average_rating"]) {
      const seen: number[] = [];
      let next: string | null = `${url}/api/products/?limit=3&ordering=${ordering}`;
      while (next !== null) {
        const page: Answer = await call(next, "GET", "");
        assert.equal(page.status, 200, page.text);
        seen.push(...page.body.map((product: { id: number }) => product.id));
        next = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1] ?? null;
      }
      assert.deepEqual(seen.toSorted((a, b) => a - b), all.map((product: { id: number }) => product.id), ordering);
    }
    const paged = (await call(url, "GET", "/api/products/?page=2&page_size=3")).body;
    assert.equal(paged.count, all.length);
    assert.deepEqual(paged.results, all.slice(3, 6));
    assert.match(paged.previous, /page=1/);
    const past = await call(url, "GET", "/api/products/?page=9999");
    assert.deepEqual([past.status, past.body.detail], [404, "Invalid page."]);
    assert.equal((await call(url, "GET", "/api/products/?page=none")).status, 404);
  },

  "products are found by category, word, price, colour, size and stock": async (url) => {
    const all = (await call(url, "GET", "/api/products/?limit=500")).body;
    const ids = async (query: string) => {
      const { status, body, text } = await call(url, "GET", `/api/products/?limit=500&${query}`);
      assert.equal(status, 200, text);
      return body.map((product: { id: number }) => product.id);
    };
    type Product = {
      id: number;
      price: string;
      stock: number;
      category: number;
      color: string;
      category_name: string;
      variants: { options: Record<string, string> }[];
    };
    const where = (passes: (product: Product) => boolean) => all.filter(passes).map((product: Product) => product.id);
    assert.deepEqual(await ids("category=1"), where((it) => it.category === 1));
    assert.deepEqual(await ids("category=cakes"), where((it) => it.category_name === "Cakes"));
    assert.deepEqual(await ids("category=none-such"), []);
    assert.deepEqual(
      await ids("min_price=1400&max_price=2000.50"),
      where((it) => Number(it.price) >= 1400 && Number(it.price) <= 2000.5),
    );
    assert.deepEqual(await ids("in_stock=false"), where((it) => it.stock === 0));
    assert.deepEqual(await ids("in_stock=1"), where((it) => it.stock > 0));
    assert.deepEqual(await ids("color=WHITE"), where((it) => it.color.toLowerCase() === "white"));
    assert.ok((await ids("size=l")).includes(1));
    assert.ok((await ids("search=WHI+jack")).includes(1));
    assert.deepEqual(await ids("search=whi+nosuchword"), []);
    assert.deepEqual(await ids("search=%22)(*-"), []);
    assert.deepEqual(await ids("ordering=nonsense&unknown=1&color="), all.map((it: Product) => it.id));
    for (const query of ["min_price=abc", "in_stock=maybe", "limit=0", "limit=x", "cursor=zzz"]) {
      const refused = await call(url, "GET", `/api/products/?${query}`);
      assert.equal(refused.status, 400);
      assert.deepEqual(Object.keys(refused.body), [query.split("=")[0]]);
    }
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

  "a checkout is refused whole, with its reason": async (url) => {
    const { token } = await shopper(url);
    const buy = (json: object, headers: Record<string, string> = {}) =>
      call(url, "POST", "/api/cart/checkout/", { token, json, headers });
    assert.deepEqual([(await buy({})).status, (await buy({})).body.code], [400, "cart_empty"]);
    const line = (await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: 1 } })).body;
    const changed = await buy({ expected_total: "1.00" });
    assert.deepEqual([changed.status, changed.body.code, changed.body.total], [409, "price_changed", line.subtotal]);
    assert.deepEqual(changed.body.items, [line]);
    assert.deepEqual((await buy({ payment_mode: "barter" })).body, {
      payment_mode: ['"barter" is not a valid choice.'],
    });
    assert.deepEqual((await buy({ expected_total: "1.001" })).body, {
      expected_total: ["Ensure that there are no more than 2 decimal places."],
    });
    for (const key of ["", "has space", "x".repeat(256)]) {
      assert.equal((await buy({}, { "Idempotency-Key": key })).status, 400, `key ${key}`);
    }
    const kept = await buy({ shipping_address: { city: "Pokhara", ward: 6 }, payment_mode: "ONLINE", phone: 98 });
    assert.equal(kept.status, 201, kept.text);
    const order = (await call(url, "GET", `/api/orders/${kept.body.order_id}/`, { token })).body;
    assert.deepEqual([order.shipping_address, order.payment_mode, order.phone], [
      { city: "Pokhara", ward: 6 },
      "online",
      "98",
    ]);
  },

  "an order is cancelled once, and its stock returns once": async (url) => {
    const { token } = await shopper(url);
    const [cake] = (await call(url, "GET", "/api/products/?category=cakes&in_stock=true&ordering=-price")).body;
    const stock = async () => {
      const { stock, variants } = (await call(url, "GET", `/api/products/${cake.id}/`)).body;
      return [stock, variants.map((variant: { stock: number }) => variant.stock)];
    };
    const before = await stock();
    for (const { id } of cake.variants.slice(0, 2)) {
      await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: cake.id, variant_id: id } });
    }
    const { order_id } = (await call(url, "POST", "/api/cart/checkout/", { token })).body;
    assert.notDeepEqual(await stock(), before);
    const path = `/api/orders/${order_id}/`;
    const moved = await call(url, "PATCH", path, { token, json: { shipping_address: "Pokhara", is_paid: true } });
    assert.deepEqual([moved.status, moved.body.shipping_address, moved.body.is_paid], [200, "Pokhara", false]);
    assert.equal((await call(url, "PATCH", path, { token, json: { status: "Shipped" } })).status, 403);
    assert.equal((await call(url, "PUT", path, { token, json: { status: "lost" } })).status, 400);
    assert.equal((await call(url, "DELETE", path, { token: (await shopper(url)).token })).status, 404);
    const ends = await Promise.all([1, 2, 3].map(() => call(url, "DELETE", path, { token })));
    assert.deepEqual(ends.map(({ status }) => status).toSorted(), [204, 409, 409]);
    assert.deepEqual(await stock(), before);
    const again = await call(url, "DELETE", path, { token });
    assert.deepEqual([again.body.code, again.body.from, again.body.to], [
      "illegal_transition",
      "Cancelled",
      "Cancelled",
    ]);
    assert.equal((await call(url, "GET", path, { token })).body.status, "Cancelled");
  },

  "staff move orders on, and see everyone's": async (url) => {
    const me = await shopper(url);
    await call(url, "POST", "/api/cart/add_item/", { token: me.token, json: { product_id: 1 } });
    const { order_id } = (await call(url, "POST", "/api/cart/checkout/", { token: me.token })).body;
    const staff = { token: await staffToken(url, STAFF_PASSWORD) };
    const path = `/api/orders/${order_id}/`;
    assert.deepEqual((await call(url, "GET", `/api/orders/?user=${me.id}`, staff)).body.length, 1);
    for (const status of ["processing", "SHIPPED", "Delivered"]) {
      const moved = await call(url, "PATCH", path, { ...staff, json: { status, is_paid: "true" } });
      assert.deepEqual([moved.status, moved.body.status.toLowerCase()], [200, status.toLowerCase()], moved.text);
      assert.equal(moved.body.is_paid, true);
    }
    const back = await call(url, "PUT", path, { ...staff, json: { status: "Pending" } });
    assert.deepEqual([back.status, back.body.code], [409, "illegal_transition"]);
    const late = await call(url, "PATCH", path, { token: me.token, json: { shipping_address: "Pokhara" } });
    assert.deepEqual([late.status, late.body.code], [409, "order_locked"]);
  },

  "a repeated checkout with its key is answered once more, not done again": async (url) => {
    const { token } = await shopper(url);
    await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: 1 } });
    const headers = { "Idempotency-Key": "order-1" };
    const buy = (json: object) => call(url, "POST", "/api/cart/checkout/", { token, headers, json });
    const answers = await Promise.all([1, 2, 3].map(() => buy({ phone: "98" })));
    assert.deepEqual(answers.map(({ status }) => status), [201, 201, 201]);
    assert.equal(new Set(answers.map(({ body }) => body.order_id)).size, 1);
    assert.equal(answers.filter((it) => it.headers.get("idempotency-replayed") === "true").length, 2);
    const other = await buy({ phone: "99" });
    assert.deepEqual([other.status, other.body.code], [422, "idempotency_key_reused"]);
    assert.equal((await call(url, "GET", "/api/orders/", { token })).body.length, 1);
  },

  "eight who want the last units at once: as many orders as there are units, and no conflict": async (url) => {
    const onSale = (await call(url, "GET", "/api/products/?in_stock=true&limit=500")).body;
    const plain = onSale.filter((it: { variants: unknown[]; id: number }) => it.variants.length === 0 && it.id !== 1);
    const scarce = plain.toSorted((a: { stock: number }, b: { stock: number }) => a.stock - b.stock)[0];
    const units = Math.ceil(scarce.stock / 3);
    const buyers = await Promise.all(Array.from({ length: 8 }, () => shopper(url)));
    for (const { token } of buyers) {
      const json = { product_id: scarce.id, quantity: units };
      assert.equal((await call(url, "POST", "/api/cart/add_item/", { token, json })).status, 201);
    }
    const answers = await Promise.all(buyers.map(({ token }) => call(url, "POST", "/api/cart/checkout/", { token })));
    const sold = answers.filter(({ status }) => status === 201).length;
    assert.equal(sold, Math.floor(scarce.stock / units));
    for (const { status, body } of answers) if (status !== 201) assert.equal(body.code, "out_of_stock");
    const left = (await call(url, "GET", `/api/products/${scarce.id}/`)).body.stock;
    assert.equal(left, scarce.stock - sold * units);
  },

  "the service tells its health, its map, its document and its reference": async (url) => {
    assert.equal((await call(url, "GET", "/healthz")).status, 200);
    assert.equal((await call(url, "GET", "/readyz")).status, 200);
    const front = await call(url, "GET", "/");
    assert.deepEqual([front.body.name, front.body.currency, front.body.links.docs], ["Kiosk", "NPR", "/docs"]);
    const page = await call(url, "GET", "/", { headers: { Accept: "text/html" } });
    assert.match(page.text, /href="\/docs"/);
    const document = await call(url, "GET", "/openapi.json");
    assert.equal(document.body.openapi, "3.1.0");
    assert.ok(document.body.paths["/api/cart/checkout/"].post["x-db-round-trips"] === 2);
    assert.match((await call(url, "GET", "/openapi.yaml")).text, /^"openapi": "3\.1\.0"/);
    const docs = await call(url, "GET", "/docs");
    assert.match(docs.text, /\/docs\/scalar\.js/);
    assert.doesNotMatch(docs.text.replaceAll("http://www.w3.org", ""), /https?:\/\//);
    const script = await call(url, "GET", "/docs/scalar.js");
    assert.match(script.headers.get("content-type") ?? "", /javascript/);
    assert.ok(script.text.length > 4_000_000);
  },

  "pictures are served, and images are absolute": async (url) => {
    const jacket = (await call(url, "GET", "/api/products/1/")).body;
    assert.ok(jacket.image.startsWith(`${url}/media/`));
    const picture = await call(jacket.image, "GET", "");
    assert.deepEqual([picture.status, picture.headers.get("content-type")], [200, "image/svg+xml"]);
    assert.equal((await call(url, "GET", "/media/none.svg")).status, 404);
  },
};
