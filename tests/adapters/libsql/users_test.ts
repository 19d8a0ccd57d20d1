import assert from "node:assert/strict";
import * as v from "valibot";
import { scryptPasswords } from "../../../src/adapters/crypto/passwords.ts";
import { addItemStore } from "../../../src/adapters/libsql/cart/add_item.ts";
import { changeCustomerStore } from "../../../src/adapters/libsql/customers/change_customer.ts";
import { insertCustomer } from "../../../src/adapters/libsql/customers/customers.ts";
import { deleteCustomerStore } from "../../../src/adapters/libsql/customers/delete_customer.ts";
import { showCustomer, showCustomers } from "../../../src/adapters/libsql/customers/show_customers.ts";
import { signUpStore } from "../../../src/adapters/libsql/customers/sign_up.ts";
import { type Database, sql } from "../../../src/adapters/libsql/database.ts";
import { furnishCatalog } from "../../../src/adapters/libsql/furnish.ts";
import { checkoutStore } from "../../../src/adapters/libsql/orders/checkout.ts";
import { addItem } from "../../../src/core/cart/add_item.ts";
import { type ChangeCustomer, changeCustomer, type Wanted } from "../../../src/core/customers/change_customer.ts";
import { deleteCustomer } from "../../../src/core/customers/delete_customer.ts";
import { after, type Caller, RECENT_SECONDS } from "../../../src/core/customers/session.ts";
import { loginNames, signUp } from "../../../src/core/customers/sign_up.ts";
import { checkout } from "../../../src/core/orders/checkout.ts";
import type { Result } from "../../../src/core/result.ts";
import type { Port } from "../../../src/core/use_case.ts";
import { Email, quantity, Username } from "../../../src/core/values.ts";
import { onEachDriver } from "../../drivers.ts";
import { idsIn } from "./pages.ts";

const now = "2026-01-02T03:04:05.000Z";
const moment = () => ({ now, id: crypto.randomUUID() });
const passwords = scryptPasswords({ ln: 4, r: 8, p: 1 });
const PRESENT = "a quiet monsoon";
const NEXT = "the next monsoon";

/** Another session of the user, begun at that time. */
async function signedIn(db: Database, { user, staff }: Omit<Caller, "session">, begun = now): Promise<Caller> {
  const session = crypto.randomUUID();
  await db.write([
    sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
        VALUES (${session}, ${user}, ${begun}, ${begun}, '2027-01-01T00:00:00.000Z', '')`,
  ]);
  return { user, session, staff };
}

async function someone(db: Database, name: string, staff = false): Promise<Caller> {
  const email = `${name}@example.com`;
  const written = await db.write([
    ...insertCustomer({
      username: name,
      email,
      firstName: "",
      lastName: "",
      phone: "1",
      address: "Kohalpur",
      staff,
      createdAt: now,
      passwordHash: await passwords.hash(PRESENT),
      loginNames: loginNames(name, email),
    }),
    sql`SELECT id FROM users WHERE username = ${name}`,
  ]);
  assert.ok(written.done);
  return await signedIn(db, { user: (written.rows.at(-1)![0] as { id: number }).id, staff });
}

type Wish = Partial<Wanted & Pick<ChangeCustomer, "newPassword" | "currentPassword">>;

const changing = (caller: Caller, user: number, wish: Wish): ChangeCustomer => {
  const { newPassword, currentPassword = null, ...wanted } = wish;
  const stays = { username: undefined, email: undefined, firstName: undefined, lastName: undefined };
  const others = { phone: undefined, address: undefined, staff: undefined };
  return { caller, user, wanted: { ...stays, ...others, ...wanted }, newPassword, currentPassword, tries: null };
};

/** The port, with something that happens once between load and commit. */
const meanwhile = <C, F, Ch, O, P extends Port<C, F, Ch, O>>(port: P, happen: () => Promise<unknown>): P => {
  let happened: Promise<unknown> | undefined;
  return { ...port, commit: async (change) => (await (happened ??= happen()), port.commit(change)) };
};

const change = (
  db: Database,
  caller: Caller,
  user: number,
  wish: Wish,
  happen = () => Promise.resolve<unknown>(null),
) => changeCustomer(meanwhile(changeCustomerStore(db), happen), passwords)(changing(caller, user, wish), moment());

const remove = (db: Database, caller: Caller, user: number, happen = () => Promise.resolve<unknown>(null)) =>
  deleteCustomer(meanwhile(deleteCustomerStore(db), happen))({ caller, user }, moment());

const came = <T>(outcome: Result<T, { type: string }>): string => outcome.ok ? "done" : outcome.error.type;

const names = async (db: Database): Promise<readonly string[]> => {
  const [rows] = await db.read([sql<{ name: string }>`SELECT name FROM login_names ORDER BY name`]);
  return rows.map(({ name }) => name);
};

const count = async (db: Database, table: string): Promise<number> => {
  const [[row]] = await db.read([{ sql: `SELECT count(*) AS n FROM ${table}`, args: [] }]);
  return (row as { n: number }).n;
};

const username = (name: string) => v.parse(Username, name);
const email = (name: string) => v.parse(Email, name);

onEachDriver("login names follow a rename, a swap, and a change of letter case, and meet nobody else's", async (db) => {
  const nur = await someone(db, "nur");
  await someone(db, "sita");
  const rename = (wish: Wish) => change(db, nur, nur.user, wish);
  assert.equal(came(await rename({ username: username("Nur@Example.org") })), "done");
  assert.equal(came(await rename({ username: username("nur@example.com"), email: email("Nur@Example.org") })), "done");
  assert.deepEqual(await names(db), ["nur@example.com", "nur@example.org", "sita", "sita@example.com"]);
  assert.equal(came(await rename({ username: username("NUR@example.com") })), "done");
  assert.equal(came(await rename({ username: username("nur@example.org") })), "done", "the name is the email's too");
  assert.deepEqual(await names(db), ["nur@example.org", "sita", "sita@example.com"]);
  const taken = await rename({ username: username("SITA@example.COM"), email: email("sita@example.com") });
  assert.deepEqual(taken, { ok: false, error: { type: "names_taken", username: true, email: true } });
  assert.deepEqual(await names(db), ["nur@example.org", "sita", "sita@example.com"]);
});

onEachDriver("a rename and a new email at once leave the names of both", async (db) => {
  const nur = await someone(db, "nur");
  const happen = () => change(db, nur, nur.user, { email: email("nur@example.org") });
  assert.equal(came(await change(db, nur, nur.user, { username: username("pratap") }, happen)), "done");
  assert.deepEqual(await names(db), ["nur@example.org", "pratap"]);
  const renamed = () => change(db, nur, nur.user, { username: username("nur") });
  assert.equal(came(await change(db, nur, nur.user, { email: email("nur@example.com") }, renamed)), "done");
  assert.deepEqual(await names(db), ["nur", "nur@example.com"]);
});

onEachDriver("eight renames of one user at once turn nobody away, and leave the names of the last", async (db) => {
  const nur = await someone(db, "nur");
  const wishes = Array.from({ length: 8 }, (_, i) => change(db, nur, nur.user, { username: username(`nur${i}`) }));
  assert.deepEqual(new Set((await Promise.all(wishes)).map(came)), new Set(["done"]));
  const [[row]] = await db.read([sql<{ username: string }>`SELECT username FROM users WHERE id = ${nur.user}`]);
  assert.deepEqual(await names(db), [row?.username, "nur@example.com"]);
});

onEachDriver("a name that is taken after it was found free is refused, and changes nothing", async (db) => {
  const nur = await someone(db, "nur");
  const outcome = await change(
    db,
    nur,
    nur.user,
    { username: username("Sita"), lastName: "Karki" },
    () => someone(db, "sita"),
  );
  assert.deepEqual(outcome, { ok: false, error: { type: "names_taken", username: true, email: false } });
  const [[row]] = await db.read([sql`SELECT username, last_name FROM users WHERE id = ${nur.user}`]);
  assert.deepEqual({ ...row as object }, { username: "nur", last_name: "" });
});

onEachDriver("changes of different fields at once keep both", async (db) => {
  const nur = await someone(db, "nur");
  const happen = () => change(db, nur, nur.user, { phone: null });
  const outcome = await change(db, nur, nur.user, { lastName: "Karki" }, happen);
  assert.deepEqual(outcome.ok && [outcome.value.phone, outcome.value.lastName], [null, "Karki"]);
});

onEachDriver("15 minutes after the sign-in a new password or email wants the current one", async (db) => {
  const nur = await someone(db, "nur");
  const just = await signedIn(db, nur, after(now, 1 - RECENT_SECONDS));
  const old = await signedIn(db, nur, after(now, -RECENT_SECONDS));
  const wish = { email: email("nur@example.org") };
  assert.equal(came(await change(db, old, nur.user, { email: email("nur@example.com") })), "done");
  assert.equal(came(await change(db, old, nur.user, wish)), "current_password_missing");
  assert.equal(came(await change(db, old, nur.user, { newPassword: NEXT })), "current_password_missing");
  assert.equal(came(await change(db, old, nur.user, { ...wish, currentPassword: NEXT })), "current_password_wrong");
  assert.equal(came(await change(db, just, nur.user, wish)), "done");
  assert.equal(came(await change(db, old, nur.user, { newPassword: NEXT, currentPassword: PRESENT })), "done");
  const [sessions] = await db.read([sql<{ id: string }>`SELECT id FROM sessions`]);
  assert.deepEqual(sessions.map(({ id }) => id), [old.session], "every other session has ended");
});

onEachDriver("a current password that is replaced after it was found right is wrong", async (db) => {
  const nur = await someone(db, "nur");
  const wish = { newPassword: "mine, I say", currentPassword: PRESENT };
  const happen = () => change(db, nur, nur.user, { newPassword: NEXT, currentPassword: PRESENT });
  assert.equal(came(await change(db, nur, nur.user, wish, happen)), "current_password_wrong");
  assert.equal(came(await change(db, nur, nur.user, { ...wish, currentPassword: NEXT })), "done");
});

onEachDriver("a password that staff set ends all of that user's sessions, and none of the staff's", async (db) => {
  const nur = await someone(db, "nur");
  const boss = await someone(db, "boss", true);
  assert.equal(came(await change(db, boss, nur.user, { newPassword: NEXT })), "done");
  assert.equal(came(await change(db, nur, nur.user, { lastName: "Karki" })), "session_ended");
  assert.equal(came(await change(db, boss, boss.user, { lastName: "Karki" })), "done");
});

/** How two members of the staff may each take the other's right, or their own, at the same time. */
const goings: Readonly<
  Record<
    string,
    (
      db: Database,
      caller: Caller,
      user: number,
      happen?: () => Promise<unknown>,
    ) => Promise<Result<unknown, { type: string }>>
  >
> = {
  demote: (db, caller, user, happen) => change(db, caller, user, { staff: false }, happen),
  delete: remove,
};

for (const [first, one] of Object.entries(goings)) {
  for (const [second, other] of Object.entries(goings)) {
    onEachDriver(`of two staff who ${first} and ${second} each other or themselves at once, one stays`, async (db) => {
      const [a, b] = [await someone(db, "a", true), await someone(db, "b", true)];
      const each = await one(db, a, b.user, () => other(db, b, a.user));
      assert.ok(["user_not_found", "session_ended"].includes(came(each)), came(each));
      assert.equal(await count(db, "users WHERE is_staff = 1"), 1);
      const c = await someone(db, "c", true);
      const own = await one(db, b, b.user, () => other(db, c, c.user));
      assert.equal(came(own), "last_staff");
      assert.equal(await count(db, "users WHERE is_staff = 1"), 1);
    });
  }
}

onEachDriver("who became the last of the staff meanwhile is not deleted", async (db) => {
  const nur = await someone(db, "nur");
  const boss = await someone(db, "boss", true);
  const happen = async () => {
    assert.equal(came(await change(db, boss, nur.user, { staff: true })), "done");
    assert.equal(came(await change(db, boss, boss.user, { staff: false })), "done");
  };
  assert.equal(came(await remove(db, nur, nur.user, happen)), "last_staff");
});

for (
  const [going, act] of Object.entries({
    change: (db: Database, caller: Caller, user: number, happen: () => Promise<unknown>) =>
      change(db, caller, user, { newPassword: NEXT }, happen),
    delete: remove,
  })
) {
  onEachDriver(`a staff right or a session that is lost before the commit does not ${going} a user`, async (db) => {
    const [nur, a, b] = [await someone(db, "nur"), await someone(db, "a", true), await someone(db, "b", true)];
    assert.equal(came(await act(db, a, nur.user, () => change(db, b, a.user, { staff: false }))), "user_not_found");
    const ended = () => db.write([sql`DELETE FROM sessions WHERE user_id IN (${nur.user}, ${b.user})`]);
    assert.equal(came(await act(db, nur, nur.user, ended)), "session_ended");
    const again = await signedIn(db, b);
    assert.equal(came(await act(db, again, nur.user, ended)), "session_ended");
    assert.equal(await count(db, "users"), 3);
  });
}

onEachDriver("who lost the staff right sees and deletes nobody else from the next request on", async (db) => {
  const [nur, a, b] = [await someone(db, "nur"), await someone(db, "a", true), await someone(db, "b", true)];
  assert.equal(came(await change(db, b, a.user, { staff: false })), "done");
  assert.equal(came(await remove(db, a, nur.user)), "user_not_found");
  assert.deepEqual(idsIn(await showCustomers(db)(a, { after: null }, 10, now)), [a.user]);
  assert.equal((await showCustomer(db)(a, nur.user, now)).user, null);
});

const buy = (db: Database, caller: Caller, happen = () => Promise.resolve<unknown>(null)) =>
  checkout(meanwhile(checkoutStore(db, "NPR"), happen))({
    caller,
    cart: "default",
    address: null,
    phone: null,
    email: null,
    paymentMode: "cod",
    expectedTotal: null,
    idempotency: { key: "k", fingerprint: "f" },
  }, moment());

const lamp = { name: "lamp", category: "things", description: "", price: 100, stock: 5, color: "", size: "" };

/** A customer of a shop that sells five lamps, with one of them in the cart. */
async function collecting(db: Database): Promise<Caller> {
  const shop = [{ name: "Things", slug: "things", picture: "" }];
  await furnishCatalog(db, shop, [{ ...lamp, picture: "", variants: [] }], now);
  const caller = await someone(db, "nur");
  const owner = { type: "customer", caller, cart: "default" } as const;
  const added = await addItem(addItemStore(db))({ owner, product: 1, variant: null, quantity: quantity(1) }, moment());
  assert.ok(added.ok);
  return caller;
}

onEachDriver(
  "a deletion takes all that is the customer's alone, and leaves orders and ratings nobody's",
  async (db) => {
    const nur = await collecting(db);
    assert.equal(came(await buy(db, nur)), "done");
    await db.write([
      sql`INSERT INTO ratings (product_id, user_id, stars, comment, created_at) VALUES (1, ${nur.user}, 4, 'Good', ${now})`,
      sql`INSERT INTO known_addresses (user_id, address, seen_at) VALUES (${nur.user}, 'digest', ${now})`,
    ]);
    assert.equal(came(await remove(db, nur, nur.user)), "done");
    for (
      const table of ["users", "login_names", "sessions", "carts", "cart_lines", "idempotency_keys", "known_addresses"]
    ) {
      assert.equal(await count(db, table), 0, table);
    }
    const [[order], [rating], items] = await db.read([
      sql`SELECT user_id, user_name, cart_id, shipping_address, phone, email, total FROM orders`,
      sql`SELECT user_id, stars, comment FROM ratings`,
      sql`SELECT 1 FROM order_items`,
    ]);
    assert.deepEqual({ ...order as object }, {
      user_id: null,
      user_name: "",
      cart_id: null,
      shipping_address: '""',
      phone: "",
      email: "",
      total: 100,
    });
    assert.deepEqual({ ...rating as object }, { user_id: null, stars: 4, comment: "Good" });
    assert.equal(items.length, 1);
    assert.equal(came(await remove(db, nur, nur.user)), "session_ended");
    const again = await signUp(signUpStore(db), passwords)({
      username: username("NUR"),
      email: email("nur@example.com"),
      password: PRESENT,
      firstName: "",
      lastName: "",
      phone: null,
      address: "",
      counters: [],
    }, moment());
    assert.ok(again.ok && again.value.id > nur.user);
  },
);

onEachDriver("a checkout whose customer is deleted before it commits makes no order and takes no stock", async (db) => {
  const nur = await collecting(db);
  assert.equal(came(await buy(db, nur, () => remove(db, nur, nur.user))), "session_ended");
  assert.equal(await count(db, "orders"), 0);
  assert.equal(await count(db, "variants WHERE stock = 5"), 1);
});

onEachDriver("a checkout before the deletion's commit makes an order that is then nobody's", async (db) => {
  const nur = await collecting(db);
  assert.equal(came(await remove(db, nur, nur.user, () => buy(db, nur))), "done");
  assert.equal(await count(db, "orders WHERE user_id IS NULL AND user_name = '' AND email = ''"), 1);
  assert.equal(await count(db, "users"), 0);
});
