import assert from "node:assert/strict";
import { call, PASSWORD } from "./client.ts";
import type { Suite } from "./suite.ts";

/** The clothing shop's samples, as its first front ends were given them. */
const samples = {
  category: {
    id: 1,
    name: "Jackets",
    image: "http://127.0.0.1:9000/categories/cowsorus_SDhrdcM.png",
    created_at: "2025-04-17T13:22:25.166148Z",
  },
  product: {
    id: 1,
    name: "White Jacket",
    description: "White Jacket",
    price: "1400.00",
    image: "http://127.0.0.1:9000/products/cowsorus_2Aa9x4P.png",
    category: 1,
    stock: 400,
    color: "White",
    size: "L",
    category_name: "Jackets",
    average_rating: 0,
    created_at: "2025-04-17T13:24:08.869744Z",
  },
  rating: {
    id: 1,
    product: 1,
    user: 2,
    username: "nurpratap",
    rating: 4,
    comment: "This is good tho",
    created_at: "2025-04-17T13:53:36.055166Z",
  },
  order: {
    id: 1,
    user: 2,
    user_name: "Nur Pratap Karki",
    total_price: "16800.00",
    status: "Pending",
    shipping_address: "Kohalpur",
    created_at: "2025-04-17T13:24:40.322127Z",
    order_items: [{
      id: 1,
      product: 1,
      product_name: "White Jacket",
      product_image: "http://127.0.0.1:9000/products/cowsorus_2Aa9x4P.png",
      quantity: 12,
      price: "1400.00",
      subtotal: 16800.0,
    }],
  },
  user: {
    id: 2,
    username: "nurpratap",
    first_name: "Nur Pratap",
    last_name: "Karki",
    email: "nurpratap@gmail.com",
    phone: null,
    address: "",
    created_at: "2025-04-17T13:19:53.037348Z",
  },
  line: {
    id: 1,
    product: 1,
    product_name: "Product Name",
    product_price: "10.00",
    quantity: 2,
    subtotal: "20.00",
    created_at: "2024-04-23T12:00:00Z",
    updated_at: "2024-04-23T12:00:00Z",
  },
  cart: {
    id: 1,
    user: 1,
    items: [],
    total: "20.00",
    created_at: "2024-04-23T12:00:00Z",
    updated_at: "2024-04-23T12:00:00Z",
  },
};

/** A value's kind as such a client relies on it: its type, and of a text whether it is a time, an amount or a URL. */
function kindOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? "list" : ["list", kindOf(value[0])];
  if (value === null || typeof value !== "object") {
    if (typeof value !== "string") return value === null ? "null" : typeof value;
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return "time";
    if (/^\d+\.\d\d$/.test(value)) return "amount";
    return URL.canParse(value) ? "url" : "text";
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, kindOf(item)]));
}

/** What the client reads of an answer: the keys that it knows, and nothing else. */
function known(answer: unknown, sample: unknown): unknown {
  if (Array.isArray(sample) && Array.isArray(answer)) {
    return sample.length === 0 ? [] : answer.map((item) => known(item, sample[0]));
  }
  if (typeof sample !== "object" || sample === null) return answer;
  const given = answer as Record<string, unknown>;
  return Object.fromEntries(Object.entries(sample).map(([key, item]) => [key, known(given[key], item)]));
}

const looksLike = (answer: unknown, sample: object) =>
  assert.deepEqual(kindOf(known(answer, sample)), kindOf(sample), JSON.stringify(answer));

/** The wire, as sentences: a client that only knows the seed. */
export const seedSuite: Suite = {
  "a client that knows the seed's fields alone buys a dozen jackets with its session cookie": async (url) => {
    const username = `nur${crypto.randomUUID().slice(0, 13)}`;
    const names = { first_name: "Nur Pratap", last_name: "Karki" };
    const up = await call(url, "POST", "/api/users/", {
      json: { username, email: `${username}@gmail.com`, password: PASSWORD, ...names },
    });
    looksLike(up.body, samples.user);
    const login = await call(url, "POST", "/api/auth/login/", { json: { username, password: PASSWORD } });
    const cookie = login.headers.getSetCookie().find((it) => it.startsWith("sessionid="))?.split(";")[0] ?? "";
    const mine = (method: string, path: string, json?: object) =>
      call(url, method, path, { headers: { Cookie: cookie }, ...(json === undefined ? {} : { json }) });

    const [jackets] = (await mine("GET", "/api/categories/")).body;
    looksLike(jackets, samples.category);
    const [jacket] = (await mine("GET", `/api/categories/${jackets.id}/products/`)).body;
    looksLike(jacket, samples.product);
    looksLike((await mine("GET", `/api/products/${jacket.id}`)).body, samples.product);
    assert.deepEqual([jacket.name, jacket.price, jacket.color, jacket.size], ["White Jacket", "1400.00", "White", "L"]);

    const rated = await mine("POST", `/api/products/${jacket.id}/rate/`, { rating: 4, comment: "This is good tho" });
    looksLike(rated.body, samples.rating);
    looksLike((await mine("GET", "/api/ratings")).body[0], samples.rating);

    looksLike((await mine("POST", "/api/cart/add_item/", { product_id: jacket.id, quantity: 2 })).body, samples.line);
    const changed = await mine("POST", "/api/cart/update_quantity/", { product_id: jacket.id, quantity: 12 });
    looksLike(changed.body, samples.line);
    const cart = (await mine("GET", "/api/cart/items/")).body;
    looksLike(cart, samples.cart);
    looksLike(cart.items[0], samples.line);
    assert.equal(cart.total, "16800.00");

    const placed = await mine("POST", "/api/cart/checkout/", { shipping_address: "Kohalpur" });
    assert.deepEqual(placed.body, { message: "Order created successfully", order_id: placed.body.order_id });
    const [order] = (await mine("GET", "/api/orders")).body;
    looksLike(order, samples.order);
    const { id: _id, user: _user, created_at: _at, order_items: [item], ...rest } = samples.order;
    assert.deepEqual(known(order, rest), rest);
    assert.deepEqual([order.order_items[0].subtotal, order.order_items[0].quantity], [item?.subtotal, item?.quantity]);
    looksLike((await mine("GET", `/api/orders/${placed.body.order_id}/`)).body, samples.order);
    assert.equal((await mine("DELETE", `/api/orders/${placed.body.order_id}/`)).status, 204);

    const [me] = (await mine("GET", "/api/users/")).body;
    looksLike(me, samples.user);
    looksLike((await mine("PUT", `/api/users/${me.id}/`, { ...me, last_name: "K." })).body, samples.user);
    assert.equal((await mine("POST", "/api/auth/logout/")).status, 200);
    assert.equal((await mine("GET", "/api/orders/")).status, 401);
  },
};
