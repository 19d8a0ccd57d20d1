import assert from "node:assert/strict";
import * as v from "valibot";
import { scryptPasswords } from "../../../src/adapters/crypto/passwords.ts";
import { showAudit } from "../../../src/adapters/libsql/audit.ts";
import { changeCategoryStore } from "../../../src/adapters/libsql/catalog/change_category.ts";
import { deleteCategoryStore } from "../../../src/adapters/libsql/catalog/delete_category.ts";
import { changeCustomerStore } from "../../../src/adapters/libsql/customers/change_customer.ts";
import { deleteCustomerStore } from "../../../src/adapters/libsql/customers/delete_customer.ts";
import { type Database, sql } from "../../../src/adapters/libsql/database.ts";
import { cancelOrderStore } from "../../../src/adapters/libsql/orders/cancel_order.ts";
import { changeOrderStore } from "../../../src/adapters/libsql/orders/change_order.ts";
import { changeRatingStore } from "../../../src/adapters/libsql/ratings/change_rating.ts";
import { rateProductStore } from "../../../src/adapters/libsql/ratings/rate_product.ts";
import { removeRatingStore } from "../../../src/adapters/libsql/ratings/remove_rating.ts";
import { changeCategory } from "../../../src/core/catalog/change_category.ts";
import { deleteCategory } from "../../../src/core/catalog/delete_category.ts";
import { type ChangeCustomer, changeCustomer, type Wanted } from "../../../src/core/customers/change_customer.ts";
import { deleteCustomer } from "../../../src/core/customers/delete_customer.ts";
import type { Caller } from "../../../src/core/customers/session.ts";
import { cancelOrder } from "../../../src/core/orders/cancel_order.ts";
import { type ChangeOrder, changeOrder } from "../../../src/core/orders/change_order.ts";
import { changeRating } from "../../../src/core/ratings/change_rating.ts";
import { rateProduct } from "../../../src/core/ratings/rate_product.ts";
import { removeRating } from "../../../src/core/ratings/remove_rating.ts";
import type { Result } from "../../../src/core/result.ts";
import { Email, money, stars } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";
import { everything, moment, now, open, order, shopper, sized, thing } from "./given.ts";
import { rowsIn } from "./pages.ts";
import { base, category, change, kept, product, remove, seen, shown } from "./stock_room.ts";

type Row = {
  readonly id: number;
  readonly user: number | null;
  readonly at: string;
  readonly action: string;
  readonly object: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
};

/** The audit, the oldest row first. */
async function audit(db: Database): Promise<readonly Row[]> {
  const nobody: Caller = { user: 0, session: "", staff: false };
  const page = await showAudit(db)(nobody, { after: null }, 100, now);
  return rowsIn(page).toReversed();
}

const done = <T>(outcome: Result<T, unknown>): T => {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
};

onEachDriver(
  "what staff make, change and take off sale stands there as readers got it before and after",
  async (db) => {
    await open(db, sized("coat", { S: 6, M: 9 }));
    const boss = await shopper(db, "boss", true);
    const made = shown(await category(db, boss, "Rain"));
    const renamed = done(
      await changeCategory(changeCategoryStore(db, base))(
        { caller: boss, category: 2, precondition: null, name: "Snow", image: undefined, slug: undefined },
        moment(),
      ),
    );
    done(
      await deleteCategory(deleteCategoryStore(db, base))({ caller: boss, category: 2, precondition: null }, moment()),
    );
    const coat = await seen(db);
    const poncho = shown(await product(db, boss, { image: "/media/a.svg" }));
    const dearer = shown(await change(db, boss, { product: 2, price: money(2000) }));
    const fewer = shown(await change(db, boss, { variants: [kept(2, { stock: 1 })] }));
    done(await remove(db, boss, 2));
    assert.equal(poncho.image, `${base}/media/a.svg`);
    assert.deepEqual(
      await audit(db),
      ([
        ["create", "category/2", null, made],
        ["update", "category/2", made, JSON.parse(renamed)],
        ["delete", "category/2", JSON.parse(renamed), null],
        ["create", "product/2", null, poncho],
        ["update", "product/2", poncho, dearer],
        ["update", "product/1", coat, fewer],
        ["delete", "product/2", dearer, null],
      ] as const).map(([action, object, before, after], index) => (
        { id: index + 1, user: boss.user, at: now, action, object, before, after }
      )),
    );
  },
);

const wish = (caller: Caller, given: Partial<ChangeOrder>): ChangeOrder => ({
  caller,
  order: 1,
  status: null,
  address: null,
  isPaid: null,
  ...given,
});

onEachDriver("an order stands there when staff change it, and not when its owner does", async (db) => {
  await open(db, thing("lamp", 30));
  const [nur, boss] = [await shopper(db, "nur"), await shopper(db, "boss", true)];
  done(await order(db, nur, { 1: 1 }));
  const set = async (caller: Caller, given: Partial<ChangeOrder>) =>
    JSON.parse(done(await changeOrder(changeOrderStore(db, base))(wish(caller, given), moment())));
  const { order_items: _bought, ...placed } = await set(nur, { address: "Pokhara" });
  const { order_items, ...paid } = await set(boss, { isPaid: true, address: { city: "Kohalpur" } });
  assert.equal(order_items.length, 1);
  await set(boss, { isPaid: true, address: { city: "Kohalpur" } });
  done(await cancelOrder(cancelOrderStore(db))({ caller: boss, order: 1 }, moment()));
  const rows = await audit(db);
  assert.deepEqual(rows.map(({ user, action, object, before, after }) => [user, action, object, before, after]), [
    [boss.user, "update", "order/1", placed, paid],
    [boss.user, "update", "order/1", paid, { ...paid, status: "Cancelled" }],
  ]);
  assert.deepEqual([rows[0]?.before?.user, rows[0]?.after?.is_paid], [nur.user, true]);
});

onEachDriver("a rating stands there when staff who are not its author change or remove it", async (db) => {
  await open(db, thing("lamp", 30));
  const [nur, boss] = [await shopper(db, "nur"), await shopper(db, "boss", true)];
  for (const caller of [nur, boss]) {
    done(await rateProduct(rateProductStore(db))({ caller, product: 1, stars: stars(4), comment: "hm" }, moment()));
    const own = { caller, rating: caller.user, product: null, stars: stars(5), comment: null };
    done(await changeRating(changeRatingStore(db))(own, moment()));
  }
  const moderate = { caller: boss, rating: 1, product: null, stars: null, comment: "" };
  const after = JSON.parse(done(await changeRating(changeRatingStore(db))(moderate, moment())));
  done(await changeRating(changeRatingStore(db))(moderate, moment()));
  for (const rating of [1, 2]) done(await removeRating(removeRatingStore(db))({ caller: boss, rating }, moment()));
  assert.deepEqual((await audit(db)).map(({ action, object, before, after }) => [action, object, before, after]), [
    ["update", "rating/1", { ...after, comment: "hm" }, after],
    ["delete", "rating/1", after, null],
  ]);
});

const passwords = scryptPasswords({ ln: 4, r: 8, p: 1 });

const changing = (caller: Caller, user: number, given: Partial<Wanted>, newPassword?: string): ChangeCustomer => ({
  caller,
  user,
  wanted: {
    username: undefined,
    email: undefined,
    firstName: undefined,
    lastName: undefined,
    phone: undefined,
    address: undefined,
    staff: undefined,
    ...given,
  },
  newPassword,
  currentPassword: null,
  tries: null,
});

onEachDriver("of a user it names what staff changed, and shows nothing but the staff right", async (db) => {
  const [nur, boss] = [await shopper(db, "nur"), await shopper(db, "boss", true)];
  const set = async (...given: Parameters<typeof changing>) =>
    done(await changeCustomer(changeCustomerStore(db), passwords)(changing(...given), moment()));
  await set(nur, nur.user, { address: "Kohalpur" });
  const email = v.parse(Email, "secret@example.com");
  await set(boss, nur.user, { email, phone: "9812345678", address: "Kohalpur" }, "a dry summer");
  await set(boss, nur.user, { email });
  await set(boss, nur.user, { staff: true, lastName: "Karki" });
  await set(boss, boss.user, { firstName: "Nur" });
  done(await deleteCustomer(deleteCustomerStore(db))({ caller: boss, user: nur.user }, moment()));
  const rows = await audit(db);
  const names = { changed: ["email", "phone", "password"] };
  assert.deepEqual(rows.map(({ user, action, object, before, after }) => [user, action, object, before, after]), [
    [boss.user, "update", `user/${nur.user}`, names, names],
    [
      boss.user,
      "update",
      `user/${nur.user}`,
      { changed: ["last_name", "is_staff"], is_staff: false },
      { changed: ["last_name", "is_staff"], is_staff: true },
    ],
    [boss.user, "update", `user/${boss.user}`, { changed: ["first_name"] }, { changed: ["first_name"] }],
    [boss.user, "delete", `user/${nur.user}`, { is_staff: true }, null],
  ]);
});

onEachDriver("what staff did outlives their account, done by nobody, their own deletion too", async (db) => {
  const [boss, chief] = [await shopper(db, "boss", true), await shopper(db, "chief", true)];
  done(await category(db, boss, "Rain"));
  done(await category(db, chief, "Snow"));
  done(await deleteCustomer(deleteCustomerStore(db))({ caller: boss, user: boss.user }, moment()));
  assert.deepEqual((await audit(db)).map(({ user, action, object }) => [user, action, object]), [
    [null, "create", "category/1"],
    [chief.user, "create", "category/2"],
    [null, "delete", `user/${boss.user}`],
  ]);
});

onEachDriver(
  "a change that changes nothing stands nowhere and leaves no gap; neither does one that fails",
  async (db) => {
    await open(db, sized("coat", { S: 6, M: 9 }));
    const boss = await shopper(db, "boss", true);
    const asRead = () => change(db, boss, { variants: [kept(1, { stock: 6 }), kept(2)], texts: { name: "coat" } });
    done(await asRead());
    done(
      await changeCategory(changeCategoryStore(db, base))(
        { caller: boss, category: 1, precondition: null, name: "Things", image: undefined, slug: "things" },
        moment(),
      ),
    );
    assert.deepEqual(await audit(db), []);
    done(await category(db, boss, "Rain"));
    done(await asRead());
    assert.ok(!(await change(db, boss, { category: 9 })).ok);
    done(await category(db, boss, "Snow"));
    assert.deepEqual((await audit(db)).map(({ id }) => id), [1, 2]);
  },
);

onEachDriver("what staff change and the audit cannot keep does not happen", async (db) => {
  await open(db, thing("lamp", 8));
  const [nur, boss] = [await shopper(db, "nur"), await shopper(db, "boss", true)];
  done(await order(db, nur, { 1: 1 }));
  done(await rateProduct(rateProductStore(db))({ caller: nur, product: 1, stars: stars(4), comment: "" }, moment()));
  await db.write([sql`DROP TABLE audit`, sql`CREATE TABLE audit (id INTEGER PRIMARY KEY) STRICT`]);
  const before = await everything(db);
  const attempts: readonly (() => Promise<unknown>)[] = [
    () => category(db, boss, "Rain"),
    () => product(db, boss),
    () => change(db, boss, { stock: 1 }),
    () => remove(db, boss),
    () => changeOrder(changeOrderStore(db, base))(wish(boss, { isPaid: true }), moment()),
    () => cancelOrder(cancelOrderStore(db))({ caller: boss, order: 1 }, moment()),
    () => removeRating(removeRatingStore(db))({ caller: boss, rating: 1 }, moment()),
    () => changeCustomer(changeCustomerStore(db), passwords)(changing(boss, nur.user, { staff: true }), moment()),
    () => deleteCustomer(deleteCustomerStore(db))({ caller: boss, user: nur.user }, moment()),
  ];
  for (const attempt of attempts) await assert.rejects(attempt(), /no column/);
  assert.deepEqual(await everything(db), before);
});
