import assert from "node:assert/strict";
import { call, shopper } from "./client.ts";
import type { Suite } from "./suite.ts";

/** The wire, as sentences: orders of what a request lists. */
export const listedOrdersSuite: Suite = {
  "listed items are ordered beside the cart, and what is wrong with a row is told at the row": async (url) => {
    const { token } = await shopper(url);
    await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: 1 } });
    const cart = (await call(url, "GET", "/api/cart/items/", { token })).body;
    const order = (json: object, headers: Record<string, string> = {}) =>
      call(url, "POST", "/api/orders/", { token, json, headers });
    const onSale = (await call(url, "GET", "/api/products/?in_stock=true&limit=500")).body;
    const varied = onSale.findLast((it: { variants: { stock: number }[] }) => (it.variants[0]?.stock ?? 0) >= 3);
    const [first] = varied.variants;
    const none = (id: number) => [`Invalid pk "${id}" - object does not exist.`];
    const refusals: [object, unknown][] = [
      [{ items: [] }, ["This list may not be empty."]],
      [{ items: null }, ["This field may not be null."]],
      [{ items: [{ product: 1, quantity: 1 }, { product: 999999, quantity: 1 }] }, [{}, { product: none(999999) }]],
      [{ items: [{ product: 1, variant: first.id, quantity: 1 }] }, [{ variant: none(first.id) }]],
      [{ items: [{ product: 1 }, { product: 1, quantity: 0 }] }, [
        { quantity: ["This field is required."] },
        { quantity: ["Ensure this value is greater than or equal to 1."] },
      ]],
      [{ items: [{ product: 1, quantity: 600_000 }, { product: "1", quantity: "600000" }] }, [
        {},
        { quantity: ["Ensure this value is less than or equal to 1000000."] },
      ]],
    ];
    for (const [json, items] of refusals) {
      const refused = await order(json);
      assert.deepEqual([refused.status, refused.body], [400, { items }]);
    }
    const rows = [{ product: varied.id, quantity: 1 }, { product: 1, quantity: 1 }];
    const items = [...rows, { product: varied.id, variant: first.id, quantity: 1 }];
    const foreign = await order({ items }, { "X-Cart-Id": "999999999" });
    assert.deepEqual([foreign.status, foreign.body.code], [404, "cart_not_found"]);
    const requested = first.stock + 1;
    const short = await order({
      items: [...items, { product: varied.id, variant: first.id, quantity: requested - 2 }],
    });
    const shortage = { product: varied.id, variant: first.id, available: first.stock, requested };
    assert.deepEqual([short.status, short.body.code, short.body.items], [400, "out_of_stock", [shortage]]);
    const jacket = onSale.find(({ id }: { id: number }) => id === 1);
    const total = (2 * Number(first.price) + Number(jacket.price)).toFixed(2);
    const changed = await order({ items, expected_total: 1 });
    assert.deepEqual([changed.status, changed.body.code, changed.body.total], [409, "price_changed", total]);
    assert.deepEqual(changed.body.items, [
      {
        product: varied.id,
        variant: first.id,
        quantity: 2,
        price: first.price,
        subtotal: (2 * Number(first.price)).toFixed(2),
      },
      { product: 1, variant: null, quantity: 1, price: jacket.price, subtotal: jacket.price },
    ]);

    const form = new FormData();
    form.set("items", JSON.stringify(items));
    form.set("expected_total", total);
    form.set("email", "");
    const bought = await call(url, "POST", "/api/orders/", { token, raw: form });
    assert.equal(bought.status, 201, bought.text);
    assert.deepEqual([bought.body.total_price, bought.body.status], [total, "Pending"]);
    assert.deepEqual(
      bought.body.order_items.map((item: { variant: number; quantity: number }) => [item.variant, item.quantity]),
      [[first.id, 2], [null, 1]],
    );
    assert.deepEqual((await call(url, "GET", `/api/orders/${bought.body.id}/`, { token })).body, bought.body);
    assert.deepEqual((await call(url, "GET", "/api/cart/items/", { token })).body, cart);

    const ofCart = await order({});
    assert.deepEqual([ofCart.status, ofCart.body.order_items.length], [201, 1], ofCart.text);
    assert.deepEqual((await order({})).body.code, "cart_empty");
    assert.equal((await call(url, "POST", "/api/orders/", { json: { items } })).status, 401);
    for (const { id } of [bought.body, ofCart.body]) await call(url, "DELETE", `/api/orders/${id}/`, { token });
  },

  "a repeated order is answered byte for byte, whatever became of it": async (url) => {
    const { token } = await shopper(url);
    const items = [{ product: 1, quantity: 1 }];
    const order = (json: object, key = "one") =>
      call(url, "POST", "/api/orders/", { token, json, headers: { "Idempotency-Key": key } });
    assert.equal((await order({ items: [{ product: 999999, quantity: 1 }] })).status, 400);
    const address = { at: { ward: 6, no: 1 }, city: "Pokhara" };
    const answers = await Promise.all([1, 2, 3].map(() => order({ items, shipping_address: address })));
    assert.deepEqual(answers.map(({ status }) => status), [201, 201, 201]);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    const [{ body, text }] = answers as [typeof answers[0] & object];
    const path = `/api/orders/${body.id}/`;
    assert.equal((await call(url, "DELETE", path, { token })).status, 204);
    const turned = { phone: null, shipping_address: { city: "Pokhara", at: { no: 1, ward: 6 } }, payment_mode: "COD" };
    const again = await order({ ...turned, items: [{ quantity: "1", variant: null, product: "1" }] });
    assert.deepEqual([again.text, again.headers.get("idempotency-replayed")], [text, "true"]);
    for (const other of [{ items }, { ...turned, items: [{ product: 1, quantity: 2 }] }, turned]) {
      assert.equal((await order(other)).body.code, "idempotency_key_reused");
    }
    const key = { "Idempotency-Key": "one" };
    const elsewhere = await call(url, "POST", "/api/cart/checkout/", { token, headers: key });
    assert.equal(elsewhere.body.code, "cart_empty");
    for (const unfit of ["", "has space", "x".repeat(256)]) {
      assert.deepEqual(Object.keys((await order({ items }, unfit)).body), ["Idempotency-Key"]);
    }
    assert.equal((await call(url, "GET", "/api/orders/", { token })).body.length, 1);
  },
};
