import assert from "node:assert/strict";
import { addItemStore } from "../../../src/adapters/libsql/cart/add_item.ts";
import { changeQuantityStore } from "../../../src/adapters/libsql/cart/change_quantity.ts";
import { mergeCartsStore } from "../../../src/adapters/libsql/cart/merge_carts.ts";
import { openCartStore } from "../../../src/adapters/libsql/cart/open_cart.ts";
import { type Database, sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { decideAddItem } from "../../../src/core/cart/add_item.ts";
import { decideChangeQuantity } from "../../../src/core/cart/change_quantity.ts";
import { decideMergeCarts } from "../../../src/core/cart/merge_carts.ts";
import { openCart } from "../../../src/core/cart/open_cart.ts";
import { type Decision, type Port, stale } from "../../../src/core/use_case.ts";
import { quantity } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";
import { add, everything, mine, moment, open, shopper, thing } from "./given.ts";

/** Loads and decides; what is then to be committed, whenever that may be. */
async function decided<Command, Facts, Change, Outcome, E>(
  port: Port<Command, Facts, Change, Outcome>,
  decide: (facts: Facts, command: Command, at: ReturnType<typeof moment>) => Decision<Change, unknown, E>,
  command: Command,
): Promise<() => Promise<unknown>> {
  const at = moment();
  const decision = decide(await port.load(command, at), command, at);
  assert.ok(decision.do === "commit", JSON.stringify(decision));
  return () => port.commit(decision.change);
}

/** A cart with two lamps and another with three, of a thing of which there are five; and a change of the former. */
type Prepare = (db: Database) => Promise<() => Promise<unknown>>;

async function given(db: Database) {
  await open(db, thing("lamp", 5), thing("rug", 5));
  const caller = await shopper(db, "nur");
  await add(db, caller, 1, 2);
  const opened = await openCart(openCartStore(db, "NPR"))({ owner: { type: "customer", caller } }, moment());
  assert.ok(opened.ok);
  return { caller, source: JSON.parse(opened.value).id as number };
}

const changes: Readonly<Record<string, Prepare>> = {
  "an addition": async (db) => {
    const { caller } = await given(db);
    const command = { owner: mine(caller), product: 1, variant: null, quantity: quantity(3) };
    return await decided(addItemStore(db), decideAddItem, command);
  },
  "a new quantity": async (db) => {
    const { caller } = await given(db);
    const command = { owner: mine(caller), product: 1, variant: null, quantity: quantity(5) };
    return await decided(changeQuantityStore(db), decideChangeQuantity, command);
  },
  "a merge": async (db) => {
    const { caller, source } = await given(db);
    await db.write([
      sql`INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at) VALUES (${source}, 1, 3, '', '')`,
    ]);
    return await decided(mergeCartsStore(db), decideMergeCarts, { caller, cart: "default", source, tokenDigest: null });
  },
};

/** What may happen between load and commit, and makes which of them stale. */
const meanwhile: readonly (readonly [string, Statement, readonly string[]])[] = [
  ["one was sold", sql`UPDATE variants SET stock = 4 WHERE id = 1`, ["an addition", "a new quantity", "a merge"]],
  ["it went off sale", sql`UPDATE variants SET archived = 1 WHERE id = 1`, ["an addition", "a new quantity"]],
  ["its price changed", sql`UPDATE variants SET price = price + 1 WHERE id = 1`, ["an addition"]],
  ["the line was removed", sql`DELETE FROM cart_lines WHERE cart_id = 1`, ["a new quantity"]],
  ["the cart changed", sql`UPDATE carts SET version = version + 1 WHERE is_default = 1`, ["a merge"]],
  ["the other cart changed", sql`UPDATE carts SET version = version + 1 WHERE is_default = 0`, ["a merge"]],
  [
    "the cart was checked out",
    sql`UPDATE carts SET state = 'checked_out' WHERE is_default = 1`,
    ["an addition", "a new quantity", "a merge"],
  ],
  ["the session was ended", sql`DELETE FROM sessions`, ["an addition", "a new quantity", "a merge"]],
];

for (const [what, change, refused] of meanwhile) {
  for (const name of refused) {
    onEachDriver(`${name} commits nothing when ${what} after it was decided`, async (db) => {
      const commit = await changes[name]!(db);
      await db.write([change]);
      const before = await everything(db);
      assert.equal(await commit(), stale);
      assert.deepEqual(await everything(db), before);
    });
  }
}

for (const [name, prepare] of Object.entries(changes)) {
  onEachDriver(`${name} is committed when nothing happened after it was decided`, async (db) => {
    const commit = await prepare(db);
    const before = await everything(db);
    assert.notEqual(await commit(), stale);
    assert.notDeepEqual(await everything(db), before);
  });
}
