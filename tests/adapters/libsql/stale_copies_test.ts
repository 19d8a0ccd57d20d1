import assert from "node:assert/strict";
import { changeProductStore } from "../../../src/adapters/libsql/catalog/change_product.ts";
import { deleteProductStore } from "../../../src/adapters/libsql/catalog/delete_product.ts";
import { showProduct } from "../../../src/adapters/libsql/catalog/show_products.ts";
import { sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { changeProduct } from "../../../src/core/catalog/change_product.ts";
import { stale } from "../../../src/core/use_case.ts";
import { onEachDriver } from "../../drivers.ts";
import { base, came, change, fresh, kept, moment, now, open, product, rows, sale, seen, wish } from "./stock_room.ts";

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
