import assert from "node:assert/strict";
import { changeProductStore } from "../../../src/adapters/libsql/catalog/change_product.ts";
import { deleteProductStore } from "../../../src/adapters/libsql/catalog/delete_product.ts";
import { sql } from "../../../src/adapters/libsql/database.ts";
import { changeProduct } from "../../../src/core/catalog/change_product.ts";
import { deleteProduct } from "../../../src/core/catalog/delete_product.ts";
import { money } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";
import {
  base,
  came,
  change,
  found,
  fresh,
  inCart,
  kept,
  moment,
  open,
  product,
  remove,
  rows,
  sale,
  seen,
  shown,
  wish,
} from "./stock_room.ts";

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
