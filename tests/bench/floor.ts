import { scrypt, type ScryptOptions, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { type Context, Hono } from "hono";
import { jwtVerify, SignJWT } from "jose";
import Libsql from "libsql";

// The floor: what the same work costs with nothing around it. A bare Hono server on a copy of the shop's database. A
// request is a few prepared statements and their answer, a command one transaction with the shop's guards, in which the
// shop's rows are written. Tokens are verified, and remembered; bodies are taken as they are; nothing is logged.
const [path = "", synchronous = "FULL", port = "0"] = Deno.args;
const db = new Libsql(path);
db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON`);

type Value = string | bigint | null;
/** A statement that finds one row, or none. */
const one = <R>(sql: string, kept = db.prepare(sql)) => (...values: Value[]) => kept.get(values) as R | undefined;
/** A statement that changes rows: how many, and the id of the last new one. */
const write = (sql: string, kept = db.prepare(sql)) => (...values: Value[]) => kept.run(values);

/** Throws, so that the transaction is undone, unless so many rows were changed. */
function exactly(expected: number, { changes }: Libsql.RunResult): void {
  if (changes !== expected) throw new Error("a guard refused");
}

/** One transaction with a commit of its own. */
function transaction<R>(work: () => R): R {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } finally {
    if (db.inTransaction) db.exec("ROLLBACK");
  }
}

type Json = { readonly body: string };
const money = (amount: string) => `printf('%d.%02d', (${amount}) / 100, (${amount}) % 100)`;
const productJson = `json_object('id', p.id, 'name', p.name, 'description', p.description, 'price', ${money("p.price")},
  'image', p.image, 'category', p.category_id, 'stock', p.stock, 'color', p.color, 'size', p.size,
  'category_name', (SELECT name FROM categories WHERE id = p.category_id), 'average_rating', p.average / 100.0,
  'rating_count', p.rating_count, 'created_at', p.created_at, 'variants', (
    SELECT coalesce(json_group_array(json(variant)), json('[]')) FROM (
      SELECT json_object('id', v.id, 'sku', v.sku, 'options', json(v.options), 'price', ${money("v.price")},
        'stock', v.stock) AS variant
      FROM variants v WHERE v.product_id = p.id AND v.archived = 0 AND v.plain = 0 ORDER BY v.position)))`;
const listOf = (from: string) =>
  `SELECT '[' || coalesce(group_concat(body, ','), '') || ']' AS body FROM (
     SELECT ${productJson} AS body FROM ${from} ORDER BY p.id LIMIT ?)`;

const product = one<Json>(`SELECT ${productJson} AS body FROM products p WHERE p.id = ? AND p.archived = 0`);
const page = one<Json>(listOf(`products p WHERE p.archived = 0 AND p.id > ?`));
const search = one<Json>(listOf(`product_words CROSS JOIN products p ON p.id = product_words.rowid
  WHERE p.archived = 0 AND product_words MATCH ?`));

const useSession = write(`UPDATE sessions SET last_used_at = ? WHERE id = ? AND user_id = ? AND expires_at > ?`);
const cartOf = one<{ id: number }>(`SELECT id FROM carts WHERE user_id = ? AND is_default = 1 AND state = 'open'`);
const firstVariant = one<{ id: number; price: number }>(`
  SELECT v.id, v.price FROM variants v JOIN products p ON p.id = v.product_id
  WHERE p.id = ? AND p.archived = 0 AND v.archived = 0 ORDER BY v.position LIMIT 1`);
const addLine = write(`INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at)
  SELECT c.id, v.id, ?1, ?2, ?2
  FROM carts c JOIN variants v ON v.id = ?3 LEFT JOIN cart_lines l ON l.cart_id = c.id AND l.variant_id = v.id
  WHERE c.id = ?4 AND c.state = 'open' AND v.archived = 0 AND v.price = ?5
    AND ?1 + coalesce(l.quantity, 0) <= min(v.stock, 1000000)
    AND (l.id IS NOT NULL OR (SELECT count(*) FROM cart_lines WHERE cart_id = c.id) < 200)
    AND (SELECT coalesce(sum(ov.price * ol.quantity), 0) FROM cart_lines ol JOIN variants ov ON ov.id = ol.variant_id
         WHERE ol.cart_id = c.id) + ?1 * v.price <= 9000000000000000
  ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = quantity + ?1, updated_at = ?2`);
const touchCart = write(`UPDATE carts SET version = version + 1, updated_at = ? WHERE id = ?`);

const lines = "cart_lines l JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id";
const line = one<Json>(`SELECT json_object('id', l.id, 'product', p.id, 'product_name', p.name, 'product_price',
    ${money("v.price")}, 'quantity', l.quantity, 'subtotal', ${money("v.price * l.quantity")}, 'variant',
    iif(v.plain, NULL, v.id), 'variant_options', iif(v.plain, NULL, json(v.options)), 'created_at', l.created_at,
    'updated_at', l.updated_at) AS body FROM ${lines} WHERE l.cart_id = ? AND l.variant_id = ?`);
const sum = one<{ count: number; total: number }>(`SELECT count(*) AS count, sum(v.price * l.quantity) AS total
  FROM cart_lines l JOIN variants v ON v.id = l.variant_id WHERE l.cart_id = ?`);
const closeCart = write(`UPDATE carts SET state = 'checked_out', version = version + 1, updated_at = ? WHERE id = ?`);
const takeVariants = write(`UPDATE variants SET stock = stock - l.quantity FROM cart_lines l
  WHERE l.cart_id = ? AND variants.id = l.variant_id AND variants.stock >= l.quantity AND variants.archived = 0`);
const takeProducts = write(
  `UPDATE products SET stock = stock - item.quantity FROM (SELECT p.id, sum(l.quantity) AS quantity
  FROM ${lines} WHERE l.cart_id = ? GROUP BY 1) AS item WHERE products.id = item.id`,
);
const insertOrder = write(`INSERT INTO orders (ref, user_id, user_name, cart_id, total, currency, shipping_address,
    phone, email, payment_mode, created_at, updated_at)
  SELECT ?1, id, trim(first_name || ' ' || last_name), ?2, ?3, 'NPR', json_quote(address), coalesce(phone, ''), email,
    'cod', ?4, ?4 FROM users WHERE id = ?5`);
const insertItems = write(`INSERT INTO order_items
    (order_id, id, product_id, variant_id, name, image, options, price, quantity)
  SELECT ?1, 1000 * ?1 + row_number() OVER (ORDER BY l.id), p.id, v.id, p.name, p.image,
    iif(v.plain, NULL, v.options), v.price, l.quantity FROM ${lines} WHERE l.cart_id = ?2 ORDER BY l.id`);
const placed = write(`INSERT INTO events (type, at, data) VALUES ('order.placed', ?, json_object('order', ?))`);
const stockIsLow = write(`INSERT INTO events (type, at, data)
  SELECT 'stock.low', ?, json_object('product', p.id, 'variant', iif(v.plain, NULL, v.id), 'stock', v.stock)
  FROM ${lines} WHERE l.cart_id = ? AND v.stock + l.quantity > 5 AND v.stock <= 5`);
const emptyCart = write(`DELETE FROM cart_lines WHERE cart_id = ?`);
const newCart = write(`INSERT INTO carts (user_id, is_default, created_at, updated_at) VALUES (?1, 1, ?2, ?2)`);

const userOf = one<{ id: number; password: string }>(`SELECT u.id, u.password
  FROM login_names n JOIN users u ON u.id = n.user_id WHERE n.name = ?`);
const newSession = write(`INSERT INTO sessions VALUES (?1, ?2, ?3, ?3, ?4, '')`);

const setting = one<{ value: string }>(`SELECT value FROM settings WHERE name = 'signing_seed'`)();
const seed = Uint8Array.fromBase64(setting?.value ?? "", { alphabet: "base64url" });
const pkcs8 = new Uint8Array([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32, ...seed]);
const signing = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
const { kty, crv, x } = await crypto.subtle.exportKey("jwk", signing);
const verifying = await crypto.subtle.importKey("jwk", { kty, crv, x } as JsonWebKey, "Ed25519", true, ["verify"]);

type Caller = { readonly user: bigint; readonly session: string; readonly until: number };
const remembered = new Map<string, Caller>();

async function callerOf(c: Context): Promise<Caller> {
  const token = c.req.header("authorization")?.slice("Bearer ".length) ?? "";
  const known = remembered.get(token);
  if (known !== undefined && known.until > Date.now()) return known;
  const { payload } = await jwtVerify(token, verifying, { algorithms: ["EdDSA"], issuer: "kiosk", audience: "kiosk" });
  const caller = { user: BigInt(payload.sub ?? ""), session: String(payload.sid), until: 1000 * (payload.exp ?? 0) };
  remembered.set(token, caller);
  return caller;
}

/** Guards that the session stands, and finds its user's cart. */
function cartFor({ user, session }: Caller, now: string): bigint {
  exactly(1, useSession(`${now.slice(0, 13)}:00:00.000Z`, session, user, now));
  return BigInt(cartOf(user)?.id ?? 0);
}

const derive = promisify<string, Uint8Array, number, ScryptOptions, Uint8Array>(scrypt);
const JSON_TYPE = { "Content-Type": "application/json" };
/** Pages as they are sent. As bytes they would be slower: of those Deno makes a copy for each answer. */
const cached = new Map<string, string>();
const app = new Hono();

function listed(c: Context): string {
  const { limit = "100", search: words, cursor } = c.req.query();
  const begin = words?.split(" ").map((word) => `"${word}"*`).join(" AND ") ??
    BigInt(cursor === undefined ? 0 : JSON.parse(atob(cursor))[2]);
  return (words === undefined ? page : search)(begin, BigInt(limit))?.body ?? "";
}

app.get("/api/products/", (c) => c.body(listed(c), 200, JSON_TYPE));
app.get("/cached/api/products/", (c) => c.body(cached.getOrInsertComputed(c.req.url, () => listed(c)), 200, JSON_TYPE));
app.get("/api/products/:id/", (c) => {
  const found = product(BigInt(c.req.param("id")));
  return found === undefined ? c.notFound() : c.body(found.body, 200, JSON_TYPE);
});

app.post("/api/cart/add_item/", async (c) => {
  const caller = await callerOf(c);
  const { product_id, quantity = 1 } = await c.req.json();
  const now = new Date().toISOString();
  const added = transaction(() => {
    const cart = cartFor(caller, now);
    const { id, price } = firstVariant(BigInt(product_id)) ?? { id: 0, price: 0 };
    exactly(1, addLine(BigInt(quantity), now, BigInt(id), cart, BigInt(price)));
    touchCart(now, cart);
    return line(cart, BigInt(id));
  });
  return c.body(added?.body ?? "", 201, JSON_TYPE);
});

app.post("/api/cart/checkout/", async (c) => {
  const caller = await callerOf(c);
  await c.req.json();
  const now = new Date().toISOString();
  const order_id = transaction(() => {
    const cart = cartFor(caller, now);
    const { count, total } = sum(cart) ?? { count: 0, total: 0 };
    exactly(1, closeCart(now, cart));
    exactly(count, takeVariants(cart));
    takeProducts(cart);
    const order = insertOrder(crypto.randomUUID(), cart, BigInt(total), now, caller.user).lastInsertRowid;
    exactly(count, insertItems(BigInt(order), cart));
    placed(now, BigInt(order));
    stockIsLow(now, cart);
    emptyCart(cart);
    newCart(caller.user, now);
    return Number(order);
  });
  return c.json({ message: "Order created successfully", order_id }, 201);
});

app.post("/api/auth/login/", async (c) => {
  const { username, password } = await c.req.json();
  const user = userOf(username);
  const [, , , salt = "", hash = ""] = (user?.password ?? "").split("$");
  const derived = await derive(password, Uint8Array.fromBase64(salt), 32, { N: 2 ** 14, r: 8, p: 5, maxmem: 2 ** 25 });
  if (user === undefined || !timingSafeEqual(derived, Uint8Array.fromBase64(hash))) return c.body(null, 401);
  const [session, now, end] = [crypto.randomUUID(), new Date(), new Date(Date.now() + 14 * 24 * 3600 * 1000)];
  transaction(() => newSession(session, BigInt(user.id), now.toISOString(), end.toISOString()));
  const token = await new SignJWT({ sid: session }).setProtectedHeader({ alg: "EdDSA" }).setSubject(String(user.id))
    .setIssuer("kiosk").setAudience("kiosk").setIssuedAt(now).setExpirationTime(end).sign(signing);
  return c.json({ message: "Login successful", token, expires_at: end.toISOString() });
});

Deno.serve({ hostname: "127.0.0.1", port: Number(port) }, app.fetch);
