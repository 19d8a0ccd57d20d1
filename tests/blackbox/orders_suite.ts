import assert from "node:assert/strict";
import { call, shopper, staffToken } from "./client.ts";
import type { Suite } from "./suite.ts";
import { STAFF_PASSWORD } from "./targets.ts";

/** The wire, as sentences: buying, and what becomes of it. */
export const ordersSuite: Suite = {
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
    for (const method of ["PUT", "PATCH"]) {
      const back = await call(url, method, path, { ...staff, json: { status: "Pending" } });
      assert.deepEqual([back.status, back.body.code], [409, "illegal_transition"]);
      assert.deepEqual([back.body.from, back.body.to], ["Delivered", "Pending"]);
    }
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

  "an order as it was read can be sent back, and nothing in it changes by that": async (url) => {
    const { token } = await shopper(url);
    const items = [{ product: 1, quantity: 1 }];
    const shipping_address = { city: "Pokhara", at: { ward: 6, no: 1 } };
    const placed = (await call(url, "POST", "/api/orders/", { token, json: { items, shipping_address } })).body;
    const path = `/api/orders/${placed.id}/`;
    const put = (json: object, as = token) => call(url, "PUT", path, { token: as, json });
    const same = [
      placed,
      { ...placed, total_price: "1.00", user: 1, order_items: [], is_paid: true, phone: "1", payment_mode: "online" },
      {},
      { status: null, shipping_address: null, is_paid: null },
      { status: "PENDING", shipping_address: " " },
      { shipping_address: { at: { no: 1, ward: 6 }, city: "Pokhara" } },
    ];
    for (const json of same) assert.deepEqual((await put(json)).body, placed, JSON.stringify(json));
    const unfit: Record<string, unknown>[] = [
      { status: "lost" },
      { shipping_address: 5 },
      { shipping_address: [placed] },
      { shipping_address: { notes: "x".repeat(4096) } },
      { shipping_address: JSON.parse(`{"a":${"[".repeat(900)}${"]".repeat(900)}}`) },
    ];
    for (const json of unfit) {
      const refused = await put(json);
      assert.deepEqual([refused.status, Object.keys(refused.body)], [400, Object.keys(json)]);
    }
    assert.deepEqual((await call(url, "GET", "/api/orders/?status=lost", { token })).body, {
      status: ['"lost" is not a valid choice.'],
    });

    const staff = await staffToken(url, STAFF_PASSWORD);
    const [paid, moved] = await Promise.all([
      put({ is_paid: "true" }, staff),
      put({ shipping_address: "Kohalpur" }),
      put({ status: "processing" }, staff),
    ]);
    assert.deepEqual([paid.status, [200, 409].includes(moved.status)], [200, true]);
    const now = (await call(url, "GET", path, { token })).body;
    const address = moved.status === 200 ? "Kohalpur" : shipping_address;
    assert.deepEqual([now.is_paid, now.status, now.shipping_address], [true, "Processing", address]);
    assert.equal((await put({ ...now, status: "Pending", shipping_address: "Elsewhere" })).status, 403);
    assert.equal((await put({ ...now, shipping_address: "Elsewhere" })).body.code, "order_locked");
    assert.equal((await put({ shipping_address: "Elsewhere" }, staff)).body.shipping_address, "Elsewhere");
    assert.equal((await call(url, "DELETE", path, { token: staff })).status, 204);
    const late = await put({ status: "shipped" }, staff);
    assert.deepEqual([late.status, late.body.from, late.body.to], [409, "Cancelled", "Shipped"]);
    assert.equal((await put({ shipping_address: "Nowhere" }, staff)).body.code, "order_locked");
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
};
