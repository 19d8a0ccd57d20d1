import assert from "node:assert/strict";
import { scryptPasswords } from "../../src/adapters/crypto/passwords.ts";
import { insertCustomer } from "../../src/adapters/libsql/customers/customers.ts";
import { type Database, sql } from "../../src/adapters/libsql/database.ts";
import { furnishCatalog } from "../../src/adapters/libsql/furnish.ts";
import { foldOption } from "../../src/core/catalog/words.ts";
import { displayName } from "../../src/core/customers/customer.ts";
import { orderStatuses } from "../../src/core/values.ts";
import { demoPast } from "../../src/demo/past.ts";
import { picture } from "../../src/demo/pictures.ts";
import { demoCategories, demoProducts } from "../../src/demo/shop.ts";
import { onEachDriver } from "../drivers.ts";

const now = "2026-01-02T03:04:05.000Z";

const furnish = (db: Database, products = demoProducts) =>
  furnishCatalog(db, demoCategories, products, now, { ...demoPast, currency: "NPR" });

Deno.test("the demo shop has something of everything", () => {
  assert.ok(demoCategories.length >= 5);
  assert.ok(demoProducts.length >= 60);
  const count = (passes: (product: typeof demoProducts[number]) => boolean) => demoProducts.filter(passes).length;
  for (const { slug } of demoCategories) assert.ok(count(({ category }) => category === slug) >= 8, slug);
  assert.ok(count(({ variants }) => variants.length > 0) >= 20);
  assert.ok(count(({ variants }) => variants.some(({ options }) => Object.keys(options).length === 2)) >= 3);
  assert.ok(count(({ stock, variants }) => stock === 0 && variants.length === 0) >= 2);
  assert.ok(count(({ stock, variants }) => stock === 0 && variants.length > 0) >= 1);
  assert.ok(count((it) => it.stock > 0 && it.variants.some(({ stock }) => stock === 0)) >= 3);
  assert.ok(count(({ stock }) => stock > 0 && stock <= 5) >= 3);
  assert.ok(count(({ name }) => /\p{Script=Devanagari}/u.test(name)) >= 3);
  assert.ok(count(({ name }) => /[éèâû]/.test(name)) >= 2);
  assert.ok(count(({ description }) => description.length > 200) >= 3);
  const statuses = new Set(demoPast.orders.map(({ status }) => status));
  assert.deepEqual([...statuses].toSorted(), [...orderStatuses].toSorted());
});

Deno.test("names and pictures are unique, paths plain, and every picture is served", () => {
  for (const { picture: path } of demoCategories) assert.match(path, /^\/media\/categories\/[a-z]+\.svg$/);
  for (const { picture: path } of demoProducts) assert.match(path, /^\/media\/[a-z0-9]+(-[a-z0-9]+)*\.svg$/);
  const everything = [...demoCategories, ...demoProducts];
  for (const key of ["name", "picture"] as const) {
    assert.equal(new Set(everything.map((each) => each[key])).size, everything.length);
  }
  for (const { picture: path } of everything) assert.notEqual(picture(path), null, path);
});

Deno.test("the first category is Jackets and the first product the white jacket", () => {
  assert.deepEqual(demoCategories[0], { name: "Jackets", slug: "jackets", picture: "/media/categories/jackets.svg" });
  assert.deepEqual(demoProducts[0], {
    name: "White Jacket",
    category: "jackets",
    description: "White Jacket",
    price: 140_000,
    stock: 400,
    color: "White",
    size: "L",
    picture: "/media/white-jacket.svg",
    variants: [],
  });
});

Deno.test("prices are positive integers, stocks whole, and what is sold in several ways adds up", () => {
  for (const { name, price, stock, variants } of demoProducts) {
    for (const each of [{ price, stock }, ...variants]) {
      assert.ok(Number.isSafeInteger(each.price) && each.price > 0, name);
      assert.ok(Number.isSafeInteger(each.stock) && each.stock >= 0, name);
    }
    if (variants.length === 0) continue;
    assert.equal(price, variants[0]?.price, name);
    assert.equal(stock, variants.reduce((sum, variant) => sum + variant.stock, 0), name);
  }
});

Deno.test("a product's variants have the same options with distinct values, none of them blank", () => {
  for (const { name, variants } of demoProducts) {
    const sets = variants.map(({ options }) => Object.values(options).map(foldOption).join("/"));
    assert.equal(new Set(sets).size, variants.length, name);
    assert.ok(new Set(variants.map(({ options }) => Object.keys(options).join("/"))).size <= 1, name);
    for (const { options } of variants) for (const value of Object.values(options)) assert.ok(value.trim(), name);
  }
});

const grams = { g: 1, kg: 1000, lb: 453.6 };

Deno.test("each cake comes in weights, the heavier the dearer", () => {
  const mass = (weight = "") => {
    const [, number, unit] = /^([\d.]+) ?(g|kg|lb)$/.exec(weight) ?? assert.fail(weight);
    return Number(number) * grams[unit as keyof typeof grams];
  };
  for (const { name, category, variants } of demoProducts) {
    if (category !== "cakes") continue;
    assert.ok(variants.length >= 2, name);
    const masses = variants.map(({ options }) => mass(options.weight));
    const prices = variants.map(({ price }) => price);
    for (const sizes of [masses, prices]) {
      assert.deepEqual([...new Set(sizes)].toSorted((a, b) => a - b), sizes, name);
    }
  }
});

Deno.test("the past is told in order: nobody buys or rates before they came, nor changes an order before it", () => {
  const { opened, customers, orders, ratings } = demoPast;
  const descending = (days: readonly number[]) => assert.deepEqual(days.toSorted((a, b) => b - a), days);
  descending([opened, ...customers.map(({ joined }) => joined), 0]);
  descending(orders.map(({ placed }) => placed));
  descending(ratings.map(({ given }) => given));
  for (const { customer, placed, changed } of orders) descending([customer.joined, placed, changed, 0]);
  for (const { customer, given } of ratings) descending([customer.joined, given, 0]);
  for (const { email } of customers) assert.match(email, /@example\.com$/);
});

/** What must hold of any shop, as queries for what breaks it. */
const broken: Readonly<Record<string, string>> = {
  "a product's stock is the sum of its variants'": `
    SELECT name FROM products p WHERE stock <> (SELECT sum(stock) FROM variants WHERE product_id = p.id AND archived = 0)`,
  "a product's price is its first variant's": `
    SELECT name FROM products p WHERE price <>
      (SELECT price FROM variants WHERE product_id = p.id AND archived = 0 ORDER BY position LIMIT 1)`,
  "a rating's sum and count are those of the ratings": `
    SELECT name FROM products p WHERE (rating_sum, rating_count) <>
      (SELECT coalesce(sum(stars), 0), count(*) FROM ratings WHERE product_id = p.id)`,
  "every rating has its author": "SELECT id FROM ratings WHERE user_id IS NULL",
  "an order's total is the sum of its items": `
    SELECT id FROM orders o WHERE total IS NOT (SELECT sum(price * quantity) FROM order_items WHERE order_id = o.id)`,
  "every order is its customer's": `
    SELECT o.id FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE u.id IS NULL OR u.email <> o.email`,
  "an item is what was sold": `
    SELECT i.id FROM order_items i JOIN variants v ON v.id = i.variant_id JOIN products p ON p.id = v.product_id
    WHERE (i.name, i.image, i.price) <> (p.name, p.image, v.price)
      OR i.options IS NOT iif(v.plain, NULL, v.options)`,
  "every customer has one open cart, the default one, and it is empty": `
    SELECT id FROM users u WHERE (SELECT count(*) FROM carts WHERE user_id = u.id) <> 1
      OR NOT EXISTS (SELECT 1 FROM carts WHERE user_id = u.id AND is_default = 1 AND state = 'open')
      OR EXISTS (SELECT 1 FROM cart_lines)`,
  "every name signs one in": `
    SELECT id FROM users u WHERE (SELECT count(*) FROM login_names WHERE user_id = u.id) <> 2`,
  "an id that is greater came no earlier": `
    SELECT id FROM (SELECT id, created_at, max(created_at) OVER (ORDER BY id) AS latest FROM orders) WHERE created_at < latest`,
  "the foreign keys hold": "PRAGMA foreign_key_check",
};

onEachDriver("the furnished shop holds together", async (db) => {
  assert.equal(await furnish(db), true);
  for (const [law, query] of Object.entries(broken)) {
    assert.deepEqual((await db.read([{ sql: query, args: [] }]))[0], [], law);
  }
  const [products, variants, orders, [counts]] = await db.read([
    sql<{ name: string; stock: number; sold: number; created_at: string }>`
      SELECT p.name, p.stock, p.created_at, coalesce((
        SELECT sum(i.quantity) FROM order_items i JOIN orders o ON o.id = i.order_id JOIN variants v ON v.id = i.variant_id
        WHERE v.product_id = p.id AND o.status <> 'Cancelled'), 0) AS sold
      FROM products p ORDER BY p.id`,
    sql<{ name: string; plain: number; options: string; stock: number; sold: number; price: number }>`
      SELECT p.name, v.plain, v.options, v.stock, v.price, coalesce((
        SELECT sum(i.quantity) FROM order_items i JOIN orders o ON o.id = i.order_id
        WHERE i.variant_id = v.id AND o.status <> 'Cancelled'), 0) AS sold
      FROM variants v JOIN products p ON p.id = v.product_id WHERE v.plain = 0 ORDER BY p.id, v.position`,
    sql<{ status: string; user_name: string; items: number; units: number }>`
      SELECT o.status, o.user_name, count(*) AS items, sum(i.quantity) AS units
      FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.id ORDER BY o.id`,
    sql<{ users: number; ratings: number; staff: number }>`
      SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM ratings) AS ratings,
        (SELECT count(*) FROM users WHERE is_staff) AS staff`,
  ]);
  assert.deepEqual(
    products.map(({ name, stock, sold }) => [name, stock + sold]),
    demoProducts.map(({ name, stock }) => [name, stock]),
  );
  assert.deepEqual(
    variants.map(({ name, options, stock, sold, price }) => [name, JSON.parse(options), stock + sold, price]),
    demoProducts.flatMap(({ name, variants }) =>
      variants.map(({ options, stock, price }) => [name, options, stock, price])
    ),
  );
  assert.deepEqual(
    orders.map((order) => ({ ...order })),
    demoPast.orders.map(({ status, customer, items }) => ({
      status,
      user_name: displayName(customer),
      items: items.length,
      units: items.reduce((sum, { quantity }) => sum + quantity, 0),
    })),
  );
  assert.deepEqual({ ...counts }, { users: demoPast.customers.length, ratings: demoPast.ratings.length, staff: 0 });
  assert.equal(products[0]?.stock, 400);
  assert.ok(products.every(({ created_at }) => created_at < now));
});

onEachDriver(
  "a shop that has a category is left as it is, and so is one where a customer's name is taken",
  async (db) => {
    const { joined: _, ...profile } = demoPast.customers[0] ?? assert.fail();
    await db.write(insertCustomer({
      ...profile,
      username: profile.email,
      email: "someone@example.com",
      staff: false,
      createdAt: now,
      passwordHash: "!",
      loginNames: [profile.email, "someone@example.com"],
    }));
    assert.equal(await furnish(db), false);
    const count = sql<{ n: number }>`SELECT (SELECT count(*) FROM products) + (SELECT count(*) FROM categories) AS n`;
    assert.equal((await db.read([count]))[0][0]?.n, 0);
    await db.write([sql`DELETE FROM users`]);
    assert.equal(await furnish(db), true);
    assert.equal(await furnish(db), false);
    assert.equal((await db.read([count]))[0][0]?.n, demoProducts.length + demoCategories.length);
  },
);

onEachDriver("an order for what is not sold, or for more than there is, furnishes nothing", async (db) => {
  await assert.rejects(furnish(db, demoProducts.filter(({ name }) => name !== "Singing Bowl")), /NOT NULL/);
  await assert.rejects(furnish(db, demoProducts.map((it) => ({ ...it, stock: Math.min(it.stock, 1) }))), /CHECK/);
  assert.deepEqual((await db.read([sql`SELECT 1 FROM users UNION SELECT 1 FROM categories`]))[0], []);
});

onEachDriver("no password signs a demo customer in", async (db) => {
  await furnish(db);
  const [kept] = await db.read([sql<{ password: string }>`SELECT DISTINCT password FROM users`]);
  const passwords = scryptPasswords({ ln: 4, r: 8, p: 1 });
  for (const { password } of kept) {
    for (const given of ["", "!", password]) assert.equal(await passwords.verify(given, password), false);
  }
});
