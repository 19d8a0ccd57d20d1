import assert from "node:assert/strict";
import { changeCategoryStore } from "../../../src/adapters/libsql/catalog/change_category.ts";
import { deleteCategoryStore } from "../../../src/adapters/libsql/catalog/delete_category.ts";
import { type ChangeCategory, changeCategory } from "../../../src/core/catalog/change_category.ts";
import { deleteCategory } from "../../../src/core/catalog/delete_category.ts";
import { stale } from "../../../src/core/use_case.ts";
import { onEachDriver } from "../../drivers.ts";
import { base, came, category, inCart, moment, now, open, product, remove, shown } from "./stock_room.ts";

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
