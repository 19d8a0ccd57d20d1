import assert from "node:assert/strict";
import { edDsaTokens, freshSeed } from "../src/adapters/crypto/tokens.ts";
import { scryptPasswords } from "../src/adapters/crypto/passwords.ts";
import type { LogEntry } from "../src/adapters/http/service.ts";
import { sql } from "../src/adapters/libsql/database.ts";
import { furnishCatalog } from "../src/adapters/libsql/furnish.ts";
import { kiosk } from "../src/app.ts";
import { parseConfig } from "../src/config.ts";
import { demoCategories, demoProducts } from "../src/demo/shop.ts";
import { onEachDriver } from "./drivers.ts";

const PASSWORD = "a quiet monsoon";
const signUp = { username: "nur", email: "nur@example.com", password: PASSWORD };

const variants = Array.from({ length: 100 }, (_, i) => ({ options: { weight: `${100 - i}g` }, stock: i }));

/** What drives each operation, in an order in which each succeeds. */
const drives: Readonly<Record<string, readonly [method: string, path: string, body?: object]>> = {
  signUp: ["POST", "/api/users/", signUp],
  login: ["POST", "/api/auth/login/", { username: "nur", password: PASSWORD }],
  listCategories: ["GET", "/api/categories/?page=1"],
  getCategory: ["GET", "/api/categories/1/"],
  listCategoryProducts: ["GET", "/api/categories/1/products/?page=1"],
  listProducts: ["GET", "/api/products/?search=cake&in_stock=1&ordering=-price&page=1"],
  getProduct: ["GET", "/api/products/1/"],
  createCategory: ["POST", "/api/categories/", { name: "Raincoats" }],
  replaceCategory: ["PUT", "/api/categories/7/", { name: "Rain" }],
  changeCategory: ["PATCH", "/api/categories/7/", { slug: "rain" }],
  deleteCategory: ["DELETE", "/api/categories/7/"],
  createProduct: ["POST", "/api/products/", { name: "Poncho", price: "10.00", category: 1, variants }],
  replaceProduct: ["PUT", "/api/products/2/", { name: "Poncho", price: "10.00", category: 2, variants }],
  changeProduct: ["PATCH", "/api/products/2/", { color: "Red" }],
  deleteProduct: ["DELETE", "/api/products/2/"],
  addCartItem: ["POST", "/api/cart/add_item/", { product_id: 1, quantity: 2 }],
  updateCartItem: ["POST", "/api/cart/update_quantity/", { product_id: 1, quantity: 2 }],
  getCart: ["GET", "/api/cart/items/"],
  removeCartItem: ["POST", "/api/cart/remove_item/", { product_id: 1 }],
  clearCart: ["POST", "/api/cart/clear/"],
  deleteCart: ["DELETE", "/api/cart/delete/"],
  openCart: ["POST", "/api/cart/"],
  mergeCarts: ["POST", "/api/cart/merge/", { cart_id: 3 }],
  listCarts: ["GET", "/api/cart/"],
  checkout: ["POST", "/api/cart/checkout/", { expected_total: "2800.00" }],
  listOrders: ["GET", "/api/orders/?status=pending&page=1"],
  getOrder: ["GET", "/api/orders/1/"],
  changeOrder: ["PATCH", "/api/orders/1/", { shipping_address: "Pokhara" }],
  replaceOrder: ["PUT", "/api/orders/1/", { shipping_address: "Kohalpur" }],
  cancelOrder: ["DELETE", "/api/orders/1/"],
  listSessions: ["GET", "/api/auth/sessions/"],
  endSession: ["DELETE", "/api/auth/sessions/{session}/"],
  endOtherSessions: ["DELETE", "/api/auth/sessions/"],
  logout: ["POST", "/api/auth/logout/"],
};

type Documented = Record<string, Record<string, { operationId: string; "x-db-round-trips": number }>>;

onEachDriver("each operation takes the round trips that its document states, and no more", async (database) => {
  await furnishCatalog(database, demoCategories, demoProducts, new Date().toISOString());
  const entries: LogEntry[] = [];
  const app = kiosk({
    config: parseConfig({}),
    database,
    tokens: await edDsaTokens([freshSeed()]),
    log: (entry) => entries.push(entry),
    script: () => Promise.resolve(new Response()),
    passwords: scryptPasswords({ ln: 4, r: 8, p: 1 }),
  });
  const { paths } = await (await app.request("/openapi.json")).json() as { paths: Documented };
  const documented = Object.values(paths).flatMap((path) => Object.values(path));
  assert.deepEqual(documented.map((it) => it.operationId).toSorted(), Object.keys(drives).toSorted());

  let token = "";
  let otherSession = "";
  const drive = async (id: string) => {
    const [method, path, body] = drives[id]!;
    const response = await app.request(path.replace("{session}", otherSession), {
      method,
      headers: { "Content-Type": "application/json", ...(token === "" ? {} : { Authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${id}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
  for (const [id, [method]] of Object.entries(drives)) {
    if (id === "checkout") await drive("addCartItem");
    if (id === "endSession") {
      await drive("login");
      const sessions: { id: string; current: boolean }[] = await drive("listSessions");
      otherSession = sessions.find(({ current }) => !current)?.id ?? "";
    }
    const answer = await drive(id);
    if (id === "signUp") await database.write([sql`UPDATE users SET is_staff = 1`]);
    if (id === "login") token = answer.token;
    const promised = documented.find((it) => it.operationId === id)?.["x-db-round-trips"];
    assert.equal(entries.at(-1)?.roundTrips, promised, id);
    assert.ok((promised ?? 9) <= (method === "GET" ? 1 : 2), id);
  }
});

onEachDriver("what the wire refuses by itself takes no round trip", async (database) => {
  const entries: LogEntry[] = [];
  const app = kiosk({
    config: parseConfig({}),
    database,
    tokens: await edDsaTokens([freshSeed()]),
    log: (entry) => entries.push(entry),
    script: () => Promise.resolve(new Response()),
  });
  for (const path of ["/api/cart/items/", "/api/orders/1/", "/api/products/?limit=0", "/nowhere", "/healthz"]) {
    await app.request(path);
  }
  await app.request("/api/users/", { method: "POST", body: "{" });
  assert.deepEqual(entries.map((entry) => entry.roundTrips), entries.map(() => 0));
});
