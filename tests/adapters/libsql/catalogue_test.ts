import assert from "node:assert/strict";
import { changeCategoryStore } from "../../../src/adapters/libsql/catalog/change_category.ts";
import { changeProductStore } from "../../../src/adapters/libsql/catalog/change_product.ts";
import { createCategoryStore } from "../../../src/adapters/libsql/catalog/create_category.ts";
import { createProductStore } from "../../../src/adapters/libsql/catalog/create_product.ts";
import { deleteCategoryStore } from "../../../src/adapters/libsql/catalog/delete_category.ts";
import { deleteProductStore } from "../../../src/adapters/libsql/catalog/delete_product.ts";
import { showProduct, showProducts } from "../../../src/adapters/libsql/catalog/show_products.ts";
import { insertCustomer } from "../../../src/adapters/libsql/customers/customers.ts";
import { type Database, sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { furnishCatalog } from "../../../src/adapters/libsql/furnish.ts";
import { type ChangeCategory, changeCategory } from "../../../src/core/catalog/change_category.ts";
import { type ChangeProduct, changeProduct } from "../../../src/core/catalog/change_product.ts";
import { createCategory } from "../../../src/core/catalog/create_category.ts";
import { type CreateProduct, createProduct } from "../../../src/core/catalog/create_product.ts";
import { deleteCategory } from "../../../src/core/catalog/delete_category.ts";
import { deleteProduct } from "../../../src/core/catalog/delete_product.ts";
import type { KeptRow, NewRow } from "../../../src/core/catalog/variants.ts";
import type { Caller } from "../../../src/core/customers/session.ts";
import type { Result } from "../../../src/core/result.ts";
import { stale } from "../../../src/core/use_case.ts";
import { money } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";

const now = "2026-01-02T03:04:05.000Z";
const base = "http://shop.example";
const moment = () => ({ now, id: crypto.randomUUID() });

/** A shop with one category, and someone of its staff. */
async function open(db: Database): Promise<Caller> {
  await furnishCatalog(db, [{ name: "Things", slug: "things", picture: "" }], [], now);
  const session = crypto.randomUUID();
  const written = await db.write([
    ...insertCustomer({
      username: "boss",
      email: "boss@example.com",
      firstName: "",
      lastName: "",
      phone: null,
      address: "",
      staff: true,
      createdAt: now,
      passwordHash: "x",
      loginNames: ["boss"],
    }),
    sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
        VALUES (${session}, 1, ${now}, ${now}, '2027-01-01T00:00:00.000Z', '')`,
  ]);
  assert.ok(written.done);
  return { user: 1, session, staff: true };
}

const fresh = (options: NewRow["options"], given: Partial<NewRow> = {}): NewRow => ({
  sku: undefined,
  options,
  price: undefined,
  stock: 5,
  ...given,
});

const kept = (id: number, given: Partial<KeptRow> = {}): KeptRow => ({
  id,
  sku: undefined,
  options: undefined,
  price: undefined,
  stock: undefined,
  ...given,
});

const category = (db: Database, caller: Caller, name: string, slug: string | null = null) =>
  createCategory(createCategoryStore(db, base))({ caller, name, image: null, slug }, moment());

const product = (db: Database, caller: Caller, given: Partial<CreateProduct> = {}) =>
  createProduct(createProductStore(db, base))({
    caller,
    category: 1,
    name: "Poncho",
    description: "",
    color: "",
    size: "",
    image: null,
    price: money(1000),
    stock: 5,
    variants: [],
    ...given,
  }, moment());

type Change = Partial<Omit<ChangeProduct, "texts">> & { readonly texts?: Partial<ChangeProduct["texts"]> };

const wish = (caller: Caller, { texts = {}, ...given }: Change): ChangeProduct => ({
  caller,
  product: 1,
  precondition: null,
  category: undefined,
  texts: { name: undefined, description: undefined, color: undefined, size: undefined, ...texts },
  image: undefined,
  price: undefined,
  stock: undefined,
  variants: undefined,
  ...given,
});

const change = (db: Database, caller: Caller, given: Change) =>
  changeProduct(changeProductStore(db, base))(wish(caller, given), moment());

const remove = (db: Database, caller: Caller, id = 1) =>
  deleteProduct(deleteProductStore(db, base))({ caller, product: id, precondition: null }, moment());

/** The outcome, which is JSON text. */
const shown = (outcome: Result<string, unknown>) => {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return JSON.parse(outcome.value);
};

/** What an attempt came to: `ok`, or its error's type. */
const came = (outcome: Result<unknown, { readonly type: string }>) => outcome.ok ? "ok" : outcome.error.type;

async function rows<R>(db: Database, statement: Statement<R>): Promise<readonly R[]> {
  const [found] = await db.read([statement]);
  return found.map((row) => ({ ...row as R }));
}

const seen = async (db: Database, id = 1) => {
  const text = await showProduct(db)(id, base);
  return text === null ? null : JSON.parse(text);
};

/** The ids of the products that pass the filter. */
const found = async (db: Database, filter: Parameters<ReturnType<typeof showProducts>>[0]) =>
  (await showProducts(db)(filter, { by: "id", descending: false }, { after: null }, 100, base)).rows.map(({ id }) =>
    id
  );

/** Someone puts a variant in a cart. */
const inCart = (variant: number) =>
  sql`INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at)
      VALUES (1, ${variant}, 1, ${now}, ${now})`;

/** Someone buys a unit of a variant. */
const sale = (variant: number) => [
  sql`UPDATE variants SET stock = stock - 1 WHERE id = ${variant}`,
  sql`UPDATE products SET stock = stock - 1 WHERE id = (SELECT product_id FROM variants WHERE id = ${variant})`,
];

onEachDriver("twelve categories of one name at once all get a slug of their own", async (db) => {
  const boss = await open(db);
  const made = await Promise.all(Array.from({ length: 12 }, () => category(db, boss, "Rain Coats")));
  assert.deepEqual(
    new Set(made.map((each) => shown(each).slug)),
    new Set(["rain-coats", ...Array.from({ length: 11 }, (_, i) => `rain-coats-${i + 2}`)]),
  );
  const long = "x".repeat(120);
  assert.equal(shown(await category(db, boss, long)).slug, long);
  assert.equal(shown(await category(db, boss, long)).slug, `${"x".repeat(118)}-2`);
});

onEachDriver("of several who want one slug at once one gets it, and the others hear that it is taken", async (db) => {
  const boss = await open(db);
  const given = await Promise.all([1, 2, 3].map((n) => category(db, boss, `Rain ${n}`, "rain")));
  assert.deepEqual(given.map(came).toSorted(), ["ok", "slug_taken", "slug_taken"]);
  const ids = [shown(await category(db, boss, "A")).id, shown(await category(db, boss, "B")).id];
  const rename = (id: number, given: Partial<ChangeCategory>) =>
    changeCategory(changeCategoryStore(db, base))({
      caller: boss,
      category: id,
      precondition: null,
      name: undefined,
      image: undefined,
      slug: undefined,
      ...given,
    }, moment());
  const outcomes = await Promise.all(ids.map((id) => rename(id, { slug: "same" })));
  assert.deepEqual(outcomes.map(came).toSorted(), ["ok", "slug_taken"]);
  const winner = ids[outcomes.findIndex((outcome) => outcome.ok)];
  assert.equal(shown(await rename(winner, { slug: "same", image: "/media/a.svg" })).image, `${base}/media/a.svg`);
  assert.equal(shown(await rename(winner, { name: "C" })).slug, "same");
});

onEachDriver("a category deleted while a product is made in it ends as if one had come after the other", async (db) => {
  const boss = await open(db);
  const drop = (id: number) =>
    deleteCategory(deleteCategoryStore(db, base))({ caller: boss, category: id, precondition: null }, moment());
  for (let round = 0; round < 4; round++) {
    const { id } = shown(await category(db, boss, "Rain"));
    const both = round % 2 === 0
      ? await Promise.all([drop(id), product(db, boss, { category: id })])
      : (await Promise.all([product(db, boss, { category: id }), drop(id)])).toReversed();
    const [dropped, made] = both as [Awaited<ReturnType<typeof drop>>, Awaited<ReturnType<typeof product>>];
    if (dropped.ok) assert.equal(came(made), "product_invalid");
    else assert.deepEqual([came(dropped), came(made)], ["category_in_use", "ok"]);
  }
  const { id } = shown(await category(db, boss, "Rain"));
  const { load, commit } = deleteCategoryStore(db, base);
  await load({ caller: boss, category: id, precondition: null }, moment());
  await product(db, boss, { category: id });
  assert.equal(await commit({ caller: boss, category: id, seen: null, at: now }), stale);
});

onEachDriver("an archived product keeps its category in use", async (db) => {
  const boss = await open(db);
  await product(db, boss);
  await db.write([inCart(1)]);
  await remove(db, boss);
  const drop = { caller: boss, category: 1, precondition: null };
  assert.equal(came(await deleteCategory(deleteCategoryStore(db, base))(drop, moment())), "category_in_use");
});

onEachDriver("a product is made with its variants, found by them, and has the smallest weight's price", async (db) => {
  const boss = await open(db);
  const made = shown(
    await product(db, boss, {
      name: "Crème cake",
      variants: [
        fresh({ weight: "1kg" }, { price: money(1800), sku: "K1-1" }),
        fresh({ weight: "500g", Color: "Dark Red" }),
        fresh({ weight: "whole" }),
      ],
    }),
  );
  type Shown = { id: number; sku: string; options: { weight: string } };
  assert.deepEqual(made.variants.map(({ options }: Shown) => options.weight), ["500g", "1kg", "whole"]);
  assert.deepEqual([made.price, made.stock], ["10.00", 15]);
  assert.deepEqual(made.variants.map(({ sku }: Shown) => sku), ["K1-1-2", "K1-1", "K1-3"]);
  assert.deepEqual(await seen(db), made);
  assert.deepEqual(await found(db, { search: "creme CAK", color: "darkred" }), [1]);
});

onEachDriver("two products at once with one sku: one is made, the other hears that it is taken", async (db) => {
  const boss = await open(db);
  const wanted = { variants: [fresh({ size: "S" }, { sku: "A" })] };
  const outcomes = await Promise.all([1, 2, 3].map(() => product(db, boss, wanted)));
  assert.deepEqual(outcomes.map(came).toSorted(), ["ok", "product_invalid", "product_invalid"]);
  assert.equal((await rows(db, sql`SELECT 1 FROM products`)).length, 1);
});

onEachDriver("two variants swap their options and skus, and a third takes what a fourth gave up", async (db) => {
  const boss = await open(db);
  const sizes = ["S", "M", "L"];
  await product(db, boss, { variants: sizes.map((size) => fresh({ size }, { sku: size.toLowerCase() })) });
  const changed = shown(
    await change(db, boss, {
      variants: [
        kept(2, { options: { size: "S" }, sku: "s", price: money(700) }),
        kept(1, { options: { size: "M" }, sku: "m" }),
        fresh({ size: "L" }, { sku: "l", stock: 1 }),
      ],
    }),
  );
  assert.deepEqual(changed.variants, [
    { id: 2, sku: "s", options: { size: "S" }, price: "7.00", stock: 5 },
    { id: 1, sku: "m", options: { size: "M" }, price: "10.00", stock: 5 },
    { id: 4, sku: "l", options: { size: "L" }, price: "10.00", stock: 1 },
  ]);
  assert.deepEqual([changed.price, changed.stock], ["7.00", 11]);
  assert.deepEqual(await rows(db, sql`SELECT id FROM variants WHERE archived = 1`), [{ id: 3 }]);
});

onEachDriver("a partial row keeps what was sold of it meanwhile, an absolute stock is the last word", async (db) => {
  const boss = await open(db);
  await product(db, boss, { variants: [fresh({ size: "S" }), fresh({ size: "M" })] });
  const { load, commit } = changeProductStore(db, base);
  const given = wish(boss, { variants: [kept(1, { sku: "new" }), kept(2, { stock: 9 })] });
  const attempt = changeProduct({
    load: async (command, at) => {
      const facts = await load(command, at);
      await db.write([...sale(1), ...sale(2)]);
      return facts;
    },
    commit,
  });
  const changed = shown(await attempt(given, moment()));
  assert.deepEqual(changed.variants.map(({ stock }: { stock: number }) => stock), [4, 9]);
  assert.equal(changed.stock, 13);
});

onEachDriver("a product's first variants take the place of itself, and of its line in a cart", async (db) => {
  const boss = await open(db);
  await product(db, boss, { color: "Red" });
  await db.write([inCart(1)]);
  const changed = shown(
    await change(db, boss, { price: money(1), stock: 1, variants: [fresh({ size: "S" }), fresh({ size: "M" })] }),
  );
  assert.deepEqual([changed.price, changed.stock, changed.variants.length], ["10.00", 10, 2]);
  assert.deepEqual(await rows(db, sql`SELECT plain, archived FROM variants ORDER BY id`), [
    { plain: 1, archived: 1 },
    { plain: 0, archived: 0 },
    { plain: 0, archived: 0 },
  ]);
  assert.deepEqual(await found(db, { color: "red", size: "s" }), [1]);
  assert.equal(came(await change(db, boss, { variants: [] })), "product_invalid");
});

onEachDriver("what a product is found by follows each change of it", async (db) => {
  const boss = await open(db);
  await product(db, boss, { name: "Rain poncho", description: "Waxed", color: "Red" });
  await change(db, boss, { texts: { name: "Storm cape" } });
  assert.deepEqual(await found(db, { search: "storm waxed" }), [1]);
  assert.deepEqual(await found(db, { search: "poncho" }), []);
  await change(db, boss, { texts: { color: "Blue" }, variants: [fresh({ size: "S" })] });
  assert.deepEqual(await found(db, { color: "red" }), []);
  assert.deepEqual(await found(db, { color: "blue", size: "s" }), [1]);
  await change(db, boss, { variants: [kept(2, { options: { size: "XL" } })] });
  assert.deepEqual([await found(db, { size: "s" }), await found(db, { size: "xl" })], [[], [1]]);
  const outcomes = await Promise.all([
    change(db, boss, { texts: { name: "Tent" } }),
    change(db, boss, { texts: { description: "Light" } }),
  ]);
  assert.deepEqual(outcomes.map(came), ["ok", "ok"]);
  assert.deepEqual(await found(db, { search: "tent light" }), [1]);
});

onEachDriver("ten who change one stock at once all do", async (db) => {
  const boss = await open(db);
  await product(db, boss);
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, n) => change(db, boss, { stock: n })));
  assert.deepEqual(outcomes.map(came), outcomes.map(() => "ok"));
});

/** What may happen to a product after a client saw it. */
const meanwhile: Readonly<Record<string, readonly Statement[]>> = {
  "was sold": sale(1),
  "was rated": [sql`UPDATE products SET rating_sum = rating_sum + 4, rating_count = rating_count + 1`],
  "was renamed": [sql`UPDATE products SET name = 'Cape'`],
  "had a variant's price changed": [sql`UPDATE variants SET price = 1 WHERE id = 2`],
  "was archived": [sql`UPDATE products SET archived = 1`],
};

for (const [what, statements] of Object.entries(meanwhile)) {
  onEachDriver(`an edit or a deletion of a copy that was seen changes nothing when the product ${what}`, async (db) => {
    const boss = await open(db);
    await product(db, boss, { variants: [fresh({ size: "S" }), fresh({ size: "M" })] });
    const view = await showProduct(db)(1, base);
    assert.ok(view !== null);
    const precondition = (text: string) => text === view;
    const expected = what === "was archived" ? "product_not_found" : "precondition_failed";
    const edit = changeProductStore(db, base);
    let raced = false;
    const outcome = await changeProduct({
      load: async (command, at) => {
        const facts = await edit.load(command, at);
        if (!raced) await db.write(statements);
        raced = true;
        return facts;
      },
      commit: edit.commit,
    })(wish(boss, { precondition, variants: [kept(1, { stock: 5 }), kept(2)] }), moment());
    assert.equal(came(outcome), expected);
    const drop = deleteProductStore(db, base);
    const after = await showProduct(db)(1, base);
    const deleted = { caller: boss, product: 1, archive: false, at: now };
    assert.equal(await drop.commit({ ...deleted, seen: view }), stale);
    assert.equal(await showProduct(db)(1, base), after);
    if (after !== null) assert.equal(await drop.commit({ ...deleted, seen: after }), null);
  });
}

onEachDriver("of two edits of one copy at once one wins, and the other hears that it came late", async (db) => {
  const boss = await open(db);
  await product(db, boss);
  const view = await showProduct(db)(1, base);
  const precondition = (text: string) => text === view;
  const outcomes = await Promise.all([7, 8].map((stock) => change(db, boss, { stock, precondition })));
  assert.deepEqual(outcomes.map(came).toSorted(), ["ok", "precondition_failed"]);
  assert.equal((await seen(db)).stock, outcomes[0]?.ok ? 7 : 8);
});

/** What may change between load and commit, and makes a change of a product stale. */
const staleChange: Readonly<Record<string, Statement>> = {
  "a text that stays changed": sql`UPDATE products SET description = 'new'`,
  "a variant's options changed": sql`UPDATE variants SET options_key = 'x' WHERE id = 1`,
  "a variant went off sale": sql`UPDATE variants SET archived = 1 WHERE id = 2`,
  "a variant was made": sql`INSERT INTO variants (product_id, plain, position, sku, options, options_key, price, stock)
                            VALUES (1, 0, 9, 'x', '{}', 'x', 1, 1)`,
  "the product was archived": sql`UPDATE products SET archived = 1`,
  "the session was ended": sql`DELETE FROM sessions`,
};

for (const [what, statement] of Object.entries(staleChange)) {
  onEachDriver(`a change of a product commits nothing when ${what} after it was decided`, async (db) => {
    const boss = await open(db);
    await product(db, boss, { variants: [fresh({ size: "S" }), fresh({ size: "M" })] });
    const { load, commit } = changeProductStore(db, base);
    let change: Parameters<typeof commit>[0] | undefined;
    const given = wish(boss, { texts: { name: "Cape" }, variants: [kept(2), kept(1)] });
    await changeProduct({ load, commit: (decided) => (change = decided, Promise.resolve("")) })(given, moment());
    await db.write([statement]);
    const before = await rows(db, sql`SELECT * FROM variants`);
    assert.ok(change !== undefined);
    assert.equal(await commit(change), stale);
    assert.deepEqual(await rows(db, sql`SELECT * FROM variants`), before);
    assert.deepEqual(await rows(db, sql`SELECT name FROM products`), [{ name: "Poncho" }]);
  });
}

onEachDriver("what was never sold and lies in no cart is deleted, and its words with it", async (db) => {
  const boss = await open(db);
  await product(db, boss, { variants: [fresh({ size: "S" })] });
  await product(db, boss, { color: "Red" });
  assert.equal(came(await remove(db, boss)), "ok");
  assert.equal(came(await remove(db, boss)), "product_not_found");
  assert.deepEqual(await found(db, { search: "poncho" }), [2]);
  assert.deepEqual(await rows(db, sql`SELECT id FROM products`), [{ id: 2 }]);
  assert.deepEqual(await rows(db, sql`SELECT rowid AS id FROM product_words`), [{ id: 2 }]);
  assert.deepEqual(await rows(db, sql`SELECT DISTINCT product_id FROM product_options`), [{ product_id: 2 }]);
});

onEachDriver("a product that someone puts in a cart while it is deleted is archived instead", async (db) => {
  const boss = await open(db);
  await product(db, boss);
  const { load, commit } = deleteProductStore(db, base);
  let raced = false;
  const outcome = await deleteProduct({
    load: async (command, at) => {
      const facts = await load(command, at);
      if (!raced) await db.write([inCart(1)]);
      raced = true;
      return facts;
    },
    commit,
  })({ caller: boss, product: 1, precondition: null }, moment());
  assert.equal(came(outcome), "ok");
  assert.equal(await seen(db), null);
  assert.deepEqual(await found(db, {}), []);
  assert.deepEqual(await rows(db, sql`SELECT p.archived, v.archived AS variant FROM products p, variants v`), [
    { archived: 1, variant: 1 },
  ]);
});

onEachDriver("the sku of what went off sale is free again", async (db) => {
  const boss = await open(db);
  const wanted = { variants: [fresh({ size: "S" }, { sku: "A" })] };
  await product(db, boss, wanted);
  assert.equal(came(await product(db, boss, wanted)), "product_invalid");
  await db.write([inCart(1)]);
  assert.equal(came(await remove(db, boss)), "ok");
  assert.equal(shown(await product(db, boss, wanted)).variants[0].sku, "A");
});
