import assert from "node:assert/strict";
import { addItemStore } from "../../../src/adapters/libsql/cart/add_item.ts";
import { changeLineStore } from "../../../src/adapters/libsql/cart/change_line.ts";
import { removeLineStore } from "../../../src/adapters/libsql/cart/remove_line.ts";
import { signUpStore } from "../../../src/adapters/libsql/customers/sign_up.ts";
import { counted, type Database, sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { furnishCatalog } from "../../../src/adapters/libsql/furnish.ts";
import { checkoutStore } from "../../../src/adapters/libsql/orders/checkout.ts";
import { lineJson } from "../../../src/adapters/libsql/wire_json.ts";
import { addItem } from "../../../src/core/cart/add_item.ts";
import type { CartOwner } from "../../../src/core/cart/cart.ts";
import { type ChangeLine, changeLine, decideChangeLine } from "../../../src/core/cart/change_line.ts";
import { removeLine } from "../../../src/core/cart/remove_line.ts";
import { signUp } from "../../../src/core/customers/sign_up.ts";
import { checkout } from "../../../src/core/orders/checkout.ts";
import { stale } from "../../../src/core/use_case.ts";
import { type Email, quantity, type Username } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";

const now = "2026-01-02T03:04:05.000Z";
const moment = () => ({ now, id: crypto.randomUUID() });

/** Two cakes, each in three weights with a stock of 10: variants 1 to 3 and 4 to 6. */
async function bakery(db: Database): Promise<CartOwner & { readonly type: "customer" }> {
  const weights = ["500g", "1kg", "2kg"].map((weight) => ({ options: { weight }, price: 10_000, stock: 10 }));
  const cake = { category: "cakes", description: "", price: 10_000, stock: 30, color: "", size: "", picture: "" };
  const cakes = ["Black Forest", "Red Velvet"].map((name) => ({ ...cake, name, variants: weights }));
  await furnishCatalog(db, [{ name: "Cakes", slug: "cakes", picture: "" }], cakes, now);
  const passwords = {
    hash: () => Promise.resolve("hash"),
    verify: () => Promise.resolve(true),
    isOutdated: () => false,
  };
  const account = { firstName: "", lastName: "", phone: null, address: "", password: "", counters: [] };
  const up = await signUp(signUpStore(db), passwords)(
    { ...account, username: "nur" as Username, email: "nur@example.com" as Email },
    moment(),
  );
  assert.ok(up.ok);
  const session = crypto.randomUUID();
  await db.write([sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
                      VALUES (${session}, ${up.value.id}, ${now}, ${now}, '2027-01-01T00:00:00.000Z', '')`]);
  return { type: "customer", caller: { user: up.value.id, session, staff: false }, cart: "default" };
}

const put = async (db: Database, owner: CartOwner, label: string, units: number, product = 1): Promise<number> => {
  const added = await addItem(addItemStore(db))(
    { owner, product, variant: label, quantity: quantity(units) },
    moment(),
  );
  assert.ok(added.ok);
  return JSON.parse(added.value).id;
};

const change = (db: Database, owner: CartOwner, line: number, label: string | null, units: number | null) =>
  changeLine(changeLineStore(db, lineJson))(
    { owner, line, label, quantity: units === null ? null : quantity(units) },
    moment(),
  );

const lines = async (db: Database) =>
  (await db.read([
    sql<{ id: number; variant: number; units: number }>`
      SELECT id, variant_id AS variant, quantity AS units FROM cart_lines ORDER BY id`,
  ]))[0].map(({ id, variant, units }) => [id, variant, units]);

onEachDriver("a label finds its variant, letter case and spaces aside, and no other product's", async (db) => {
  const owner = await bakery(db);
  for (const [label, variant] of [["500g", 1], ["1kg", 2], [" 1 KG", 2], ["２ｋｇ", 3]] as const) {
    await put(db, owner, label, 1);
    assert.equal((await lines(db)).at(-1)?.[1], variant, label);
  }
  await put(db, owner, "1kg", 1, 2);
  assert.deepEqual((await lines(db)).map(([, variant, units]) => [variant, units]), [[1, 1], [2, 2], [3, 1], [5, 1]]);
  const unknown = await addItem(addItemStore(db))(
    { owner, product: 1, variant: "3kg", quantity: quantity(1) },
    moment(),
  );
  assert.deepEqual(unknown, { ok: false, error: { type: "variant_not_found", variant: "3kg" } });
});

onEachDriver("a line is changed, moved and joined under its own id, in two round trips", async (db) => {
  const owner = await bakery(db);
  const [first, second] = [await put(db, owner, "500g", 2), await put(db, owner, "1kg", 3)];
  const other = await put(db, owner, "1kg", 1, 2);
  assert.ok((await change(db, owner, first, null, 3)).ok);
  const steps = [
    [null, 4, [[first, 1, 3], [second, 2, 4], [other, 5, 1]]],
    ["2kg", null, [[first, 1, 3], [second, 3, 4], [other, 5, 1]]],
    ["500g", 5, [[second, 1, 8], [other, 5, 1]]],
  ] as const;
  for (const [label, units, left] of steps) {
    const own = counted(db);
    const changed = await change(own, owner, second, label, units);
    assert.ok(changed.ok);
    assert.equal(JSON.parse(changed.value).id, second);
    assert.equal(own.roundTrips(), 2);
    assert.deepEqual(await lines(db), left);
  }
  const own = counted(db);
  assert.ok((await change(own, owner, second, "500 g", null)).ok);
  assert.equal(own.roundTrips(), 1, "what changes nothing is not written");
});

/** What may happen between load and commit. */
const meanwhile: Readonly<Record<string, readonly Statement[]>> = {
  "the other weight sold out": [sql`UPDATE variants SET stock = 4 WHERE id = 2`],
  "the other weight went off sale": [sql`UPDATE variants SET archived = 1 WHERE id = 2`],
  "the rest of the cart became too dear": [
    sql`UPDATE cart_lines SET quantity = 1000000 WHERE variant_id = 4`,
    sql`UPDATE variants SET price = 9999999999 WHERE id = 4`,
  ],
  "the cart changed": [sql`UPDATE carts SET version = version + 1`],
  "the cart was checked out": [sql`UPDATE carts SET state = 'checked_out'`],
  "the session was ended": [sql`DELETE FROM sessions`],
};

for (const [what, happens] of Object.entries(meanwhile)) {
  onEachDriver(`joining two lines commits nothing when ${what} after it was decided`, async (db) => {
    const owner = await bakery(db);
    const first = await put(db, owner, "500g", 2);
    await put(db, owner, "1kg", 3);
    await put(db, owner, "500g", 1, 2);
    const store = changeLineStore(db, lineJson);
    const command: ChangeLine = { owner, line: first, label: "1kg", quantity: null };
    const decision = decideChangeLine(await store.load(command, moment()), command, { now });
    assert.ok(decision.do === "commit");
    await db.write(happens);
    const before = await lines(db);
    assert.equal(await store.commit(decision.change), stale);
    assert.deepEqual(await lines(db), before);
  });
}

onEachDriver("a quantity is not set on a line that holds another weight by now", async (db) => {
  const owner = await bakery(db);
  const line = await put(db, owner, "500g", 2);
  const store = changeLineStore(db, lineJson);
  const command: ChangeLine = { owner, line, label: null, quantity: quantity(7) };
  const decision = decideChangeLine(await store.load(command, moment()), command, { now });
  assert.ok(decision.do === "commit");
  assert.ok((await change(db, owner, line, "1kg", null)).ok);
  assert.equal(await store.commit(decision.change), stale);
  assert.deepEqual(await lines(db), [[line, 2, 2]]);
});

onEachDriver("changes, additions, removals and a checkout at once lose no unit and double none", async (db) => {
  const owner = await bakery(db);
  const small = await put(db, owner, "500g", 2);
  const large = await put(db, owner, "1kg", 3);
  const [joined, swapped, added, removed] = await Promise.all([
    change(db, owner, small, "1kg", null),
    change(db, owner, large, "500g", null),
    addItem(addItemStore(db))({ owner, product: 1, variant: "1kg", quantity: quantity(1) }, moment()),
    removeLine(removeLineStore(db))({ owner, line: 999 }, moment()),
  ]);
  assert.equal(removed.ok === false && removed.error.type, "line_not_found");
  for (const each of [joined, swapped]) if (!each.ok) assert.match(each.error.type, /^(conflict|line_not_found)$/);
  const left = await lines(db);
  const sum = left.reduce((total, [, , units = 0]) => total + units, 0);
  assert.equal(sum, 5 + (added.ok ? 1 : 0));
  assert.equal(new Set(left.map(([, variant]) => variant)).size, left.length);

  const [line = 0] = left[0] ?? [];
  const [changed, bought] = await Promise.all([
    change(db, owner, line, "2kg", 1),
    checkout(checkoutStore(db, "NPR"))({
      caller: owner.caller,
      cart: "default",
      address: "Kohalpur",
      phone: null,
      email: null,
      paymentMode: "cod",
      expectedTotal: null,
      idempotency: null,
    }, moment()),
  ]);
  assert.ok(changed.ok || bought.ok);
  const [[{ sold, taken } = { sold: 0, taken: 0 }]] = await db.read([
    sql<{ sold: number; taken: number }>`
      SELECT (SELECT coalesce(sum(quantity), 0) FROM order_items) AS sold,
             (SELECT 60 - sum(stock) FROM variants) AS taken`,
  ]);
  assert.equal(sold, taken);
});
