import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { type Database } from "../src/adapters/libsql/database.ts";
import { call, PASSWORD, staffToken } from "./blackbox/client.ts";
import { STAFF_PASSWORD } from "./blackbox/targets.ts";
import { onEachDriver } from "./drivers.ts";
import { everyRow } from "./every_row.ts";
import { quickPasswords, serveShop } from "./in_process.ts";

/** Everything in the database as one text, in lower case, as names are folded; the engine's own tables too. */
const allText = async (db: Database): Promise<string> => JSON.stringify(await everyRow(db)).toLowerCase();

/** What is Nirmala's and nobody else's. */
const personal = {
  username: "nirmala.s",
  email: "nirmala@post.example",
  first_name: "Nirmala",
  last_name: "Shresthacharya",
  phone: "9811122233",
  address: "Sallaghari 17",
};
const delivery = { phone: "9844455566", email: "orders@post.example", shipping_address: { street: "Dudhpati 4" } };
const browser = "NirmalasBrowser/1.0";
const elsewhere = "Bansagopal 9";
const removed = "Ring me on 9877788899";
const values = [
  ...Object.values(personal),
  ...Object.values(delivery).flatMap((value) => typeof value === "string" ? value : Object.values(value)),
  browser,
  elsewhere,
  removed,
].map((value) => value.toLowerCase());

/** Nirmala signs up and leaves traces wherever a customer can, and staff touch what is hers. */
async function live(url: string, staff: { readonly token: string }): Promise<{ id: number; token: string }> {
  const made = await call(url, "POST", "/api/users/", { json: { ...personal, password: PASSWORD } });
  assert.equal(made.status, 201, made.text);
  const headers = { "User-Agent": browser };
  const login = (password: string) =>
    call(url, "POST", "/api/auth/login/", { headers, json: { username: personal.email, password } });
  assert.equal((await login("a dry summer")).status, 401);
  const { token } = (await login(PASSWORD)).body;
  const ask = async (method: string, path: string, json?: unknown, as = { token }, more = {}) => {
    const answer = await call(url, method, path, { ...as, headers: more, ...(json === undefined ? {} : { json }) });
    assert.ok(answer.status < 300, answer.text);
    return answer.body;
  };
  await ask("POST", "/api/cart/add_item/", { product_id: 1 });
  const order = { ...delivery, items: [{ product: 1, quantity: 1 }] };
  const { id } = await ask("POST", "/api/orders/", order, { token }, { "Idempotency-Key": "nirmalas-key" });
  await ask("POST", "/api/cart/checkout/");
  await ask("PATCH", `/api/orders/${id}/`, { status: "Processing" }, staff);
  await ask("PATCH", `/api/orders/${id}/`, { shipping_address: elsewhere }, staff);
  await ask("POST", "/api/products/2/rate/", { rating: 4, comment: "Good" });
  const rating = await ask("POST", "/api/products/1/rate/", { rating: 1, comment: removed });
  await ask("PATCH", `/api/ratings/${rating.id}/`, { rating: 2 }, staff);
  await ask("DELETE", `/api/ratings/${rating.id}/`, undefined, staff);
  await ask("PATCH", `/api/users/${made.body.id}/`, { is_staff: true }, staff);
  return { id: made.body.id, token };
}

onEachDriver("who deletes the account, or is deleted by staff, is nowhere in the database any more", async (db) => {
  const variables = { ADMIN_PASSWORD: STAFF_PASSWORD, AUTH_SECRET_KEY: freshSeed(), DEMO_DATA: "on" };
  const shop = await serveShop(db, variables, { passwords: quickPasswords });
  try {
    const staff = { token: await staffToken(shop.url, STAFF_PASSWORD) };
    for (const by of ["Nirmala", "staff"]) {
      const { id, token } = await live(shop.url, staff);
      const before = await allText(db);
      assert.deepEqual(values.filter((value) => !before.includes(value)), [], "it is kept while it is needed");
      const as = by === "staff" ? staff : { token };
      assert.equal((await call(shop.url, "DELETE", `/api/users/${id}/`, as)).status, 204);
      const after = await allText(db);
      assert.deepEqual(values.filter((value) => after.includes(value)), [], `deleted by ${by}`);
    }
    const { body: audit } = await call(shop.url, "GET", "/api/audit/?limit=3&cursor=", staff);
    assert.deepEqual(audit.map((row: { action: string; object: string }) => [row.action, row.object.split("/")[0]]), [
      ["delete", "user"],
      ["update", "user"],
      ["delete", "rating"],
    ]);
    const moved = (await call(shop.url, "GET", "/api/audit/", staff)).body.findLast((row: { object: string }) =>
      row.object.startsWith("order/")
    );
    const { user, user_name, shipping_address, phone, email } = moved.before;
    assert.deepEqual([user, user_name, shipping_address, phone, email], [null, "", "", "", ""]);
    assert.deepEqual([moved.before.status, moved.after.status], ["Pending", "Processing"], "the books are kept");
  } finally {
    await shop.close();
  }
});
