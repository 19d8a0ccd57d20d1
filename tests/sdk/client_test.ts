import assert from "node:assert/strict";
import { openApiDocument } from "../../tools/openapi.ts";
import { writeClientPackage } from "../../tools/sdk.ts";
import { PASSWORD, shopper } from "../blackbox/client.ts";
import { STAFF_PASSWORD, targets } from "../blackbox/targets.ts";
import { openWay, type Way } from "./way.ts";

const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
await writeClientPackage(folder);
const { isFault, kiosk, KioskError, unwrap } = await import(`file://${folder}/index.js`);

/** A test with a demo shop, and a way to it that can fail. */
const onTheWay = (name: string, test: (way: Way, url: string) => Promise<void>) =>
  Deno.test({
    name: `the client: ${name}`,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const shop = await targets["the app in process"]!();
      const way = openWay(shop.url);
      try {
        await test(way, shop.url);
      } finally {
        await way.close();
        await shop.close();
      }
    },
  });

/** What a browser's `localStorage` does. */
function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

/** A client of a new customer with two jackets in the cart. */
async function customer(way: Way, url: string, more: object = {}) {
  const client = kiosk({ url: way.url, ...more });
  client.kept.token = (await shopper(url)).token;
  unwrap(await client.shop.addCartItem({ product_id: 1, quantity: 2 }));
  return client;
}

// deno-lint-ignore no-explicit-any -- the package is made by this test, so that its types are not known to it
const all = async (list: AsyncIterable<any>) => await Array.fromAsync(list);

const keysOf = (way: Way) =>
  way.seen.map(({ headers }) => headers.get("Idempotency-Key")).filter((key) => key !== null);

Deno.test("the client: each operation of the document has a method of its name, which asks for it", async () => {
  const { paths } = JSON.parse((await openApiDocument()).json);
  const asked: string[] = [];
  const fetch = ({ pathname, search }: URL, { method, body = "" }: RequestInit) => {
    asked.push(`${method} ${decodeURIComponent(pathname)}${search}${body}`);
    return Promise.resolve(Response.json([]));
  };
  const { shop, cakes } = kiosk({ url: "http://shop.example/", fetch });
  const methods = { ...shop, ...cakes };
  const expected: string[] = [];
  for (const [path, verbs] of Object.entries<Record<string, { operationId: string }>>(paths)) {
    for (const [verb, { operationId }] of Object.entries(verbs)) {
      expected.push(`${verb.toUpperCase()} ${path}`);
      assert.equal(operationId in cakes, path.startsWith("/api/v1/"), operationId);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([place, name = ""]) => [name, place]);
      await methods[operationId](Object.fromEntries(named));
    }
  }
  assert.deepEqual(asked, expected);
  assert.equal(Object.keys(methods).length, expected.length);
});

onTheWay("a read is asked again when it was lost, and when a proxy or the shop cannot answer", async (way) => {
  const { shop } = kiosk({ url: way.url });
  way.meet("lost before", "a proxy's", "unavailable after");
  assert.equal(unwrap(await shop.getProduct({ id: 1 })).name, "White Jacket");
  assert.equal(way.seen.length, 4);
});

onTheWay("it asks so often and no more, and not at all when it is told to come back much later", async (way) => {
  const { shop } = kiosk({ url: way.url, retries: 1 });
  way.meet("lost before", "lost before");
  const lost = await shop.getProduct({ id: 1 });
  assert.deepEqual([lost.ok, lost.error.code, lost.status, isFault(lost.error)], [false, "unreachable", 0, true]);
  way.meet("a proxy's", "a proxy's");
  const proxys = await shop.getProduct({ id: 1 });
  assert.deepEqual([proxys.error.code, proxys.status, isFault(proxys.error)], ["unexpected_answer", 502, true]);
  way.meet("in a minute");
  const later = await shop.getProduct({ id: 1 });
  assert.deepEqual([later.error.code, later.headers.get("Retry-After")], ["unavailable", "60"]);
  assert.equal(way.seen.length, 5);
});

onTheWay("a write without a key is not asked again once it may have been done", async (way, url) => {
  const { shop } = await customer(way, url);
  const before = way.seen.length;
  for (const [fault, code] of [["lost after", "unreachable"], ["unavailable after", "unavailable"]] as const) {
    way.meet(fault);
    assert.equal((await shop.addCartItem({ product_id: 1 })).error.code, code);
  }
  assert.equal(way.seen.length, before + 2);
  const [line] = unwrap(await shop.getCart()).items;
  assert.equal(line.quantity, 4);
});

onTheWay("what the shop has not begun is asked again when the shop says, whatever it is", async (way, url) => {
  const { shop } = await customer(way, url);
  const [before, since] = [way.seen.length, performance.now()];
  way.meet("overloaded");
  assert.equal(unwrap(await shop.addCartItem({ product_id: 1 })).quantity, 3);
  assert.equal(way.seen.length, before + 2);
  assert.ok(performance.now() - since >= 1000, "it waits for the second that the shop asks for");
});

onTheWay("a purchase is asked again with its key, and buys once", async (way, url) => {
  const { shop, cakes } = await customer(way, url);
  way.meet("lost after", "lost before");
  const { order_id } = unwrap(await shop.checkout());
  unwrap(await shop.addCartItem({ product_id: 1 }));
  way.meet("unavailable after");
  const contact = { delivery_address: "Kohalpur", phone: "1", email: "nur@example.com", payment_mode: "cod" };
  const { id } = unwrap(await cakes.placeCakeOrder(contact));
  assert.deepEqual((await all(shop.listOrders())).map((order) => order.id), [id, order_id]);
  const [first, second, third, fourth, fifth, ...more] = keysOf(way);
  assert.deepEqual([first, first, fourth, more], [second, third, fifth, []]);
  assert.notEqual(first, fourth);
});

onTheWay("the caller's own retry is the same purchase, after a reload too", async (way, url) => {
  const store = storage();
  const { shop, kept } = await customer(way, url, { store, retries: 0 });
  way.meet("lost after");
  assert.equal((await shop.checkout({ phone: "1" })).error.code, "unreachable");
  assert.ok(![...store.kept.values()].join().includes("phone"), "what was asked is not kept, but a digest of it");

  const reloaded = kiosk({ url: way.url, store });
  assert.equal(reloaded.kept.token, kept.token);
  const { order_id } = unwrap(await reloaded.shop.checkout({ phone: "1" }));
  assert.deepEqual((await all(shop.listOrders())).map((order) => order.id), [order_id]);
  assert.equal(new Set(keysOf(way)).size, 1);

  // Known to be done, the next one is another.
  assert.equal((await reloaded.shop.checkout({ phone: "1" })).error.code, "cart_empty");
  assert.equal(new Set(keysOf(way)).size, 2);
  assert.ok(![...store.kept.keys()].some((name) => name.includes("orders")));
});

onTheWay("a key is kept while the session has ended, too", async (way, url) => {
  const { username } = await shopper(url);
  const { shop, kept } = kiosk({ url: way.url, retries: 0 });
  const items = [{ product: 1, quantity: 1 }];
  unwrap(await shop.login({ username, password: PASSWORD }));
  way.meet("lost after");
  assert.equal((await shop.createOrder({ items })).error.code, "unreachable");
  kept.token = "ended";
  assert.equal((await shop.createOrder({ items })).error.code, "invalid_token");
  unwrap(await shop.login({ username, password: PASSWORD }));
  unwrap(await shop.createOrder({ items }));
  assert.equal((await all(shop.listOrders())).length, 1);
});

onTheWay("a cart that was changed meanwhile is another purchase, and so is another request", async (way, url) => {
  const { shop } = await customer(way, url, { retries: 0 });
  way.meet("lost after");
  assert.equal((await shop.checkout({ phone: "1" })).error.code, "unreachable");
  unwrap(await shop.addCartItem({ product_id: 1 }));
  unwrap(await shop.checkout({ phone: "1" }));
  way.meet("lost before");
  assert.equal((await shop.createOrder({ items: [{ product: 1, quantity: 1 }] })).error.code, "unreachable");
  unwrap(await shop.createOrder({ items: [{ product: 1, quantity: 2 }] }));
  assert.equal(new Set(keysOf(way)).size, 4);
  const totals = (await all(shop.listOrders())).map(({ total_price }) => total_price);
  assert.deepEqual(totals, ["2800.00", "1400.00", "2800.00"]);
});

onTheWay("two clicks at once are one purchase, and a key of the caller's own is used", async (way, url) => {
  const { shop } = await customer(way, url);
  const items = [{ product: 1, quantity: 1 }];
  const [one, other] = await Promise.all([shop.createOrder({ items }), shop.createOrder({ items })]);
  assert.equal(unwrap(one).id, unwrap(other).id);
  unwrap(await shop.createOrder({ items }, { idempotencyKey: "mine" }));
  assert.equal((await shop.createOrder({ items: [] }, { idempotencyKey: "mine" })).error.code, "invalid");
  assert.equal((await all(shop.listOrders())).length, 2);
  assert.deepEqual(keysOf(way).slice(2), ["mine", "mine"]);
});

onTheWay("a call that is given up throws the signal's reason", async (way, url) => {
  const { shop } = await customer(way, url);
  const giving = new AbortController();
  way.meet("unavailable after");
  setTimeout(() => giving.abort(new Error("gone")), 200);
  await assert.rejects(shop.checkout({}, { signal: giving.signal }), /^Error: gone$/);
  const before = way.seen.length;
  await assert.rejects(shop.getCart({}, { signal: giving.signal }), /^Error: gone$/);
  assert.equal(way.seen.length, before);
  unwrap(await shop.checkout());
  assert.equal(new Set(keysOf(way)).size, 1);
});

onTheWay("a list goes on to its end, from page to page or all at once", async (way) => {
  const { shop, kept } = kiosk({ url: way.url });
  const filters = { id: 1, limit: 2, ordering: "-price" };
  const everything = await all(shop.listCategoryProducts({ id: 1, ordering: "-price" }));
  assert.ok(everything.length > 4);
  assert.deepEqual(await all(shop.listCategoryProducts(filters)), everything);

  const first = unwrap(await shop.listCategoryProducts(filters));
  const second = unwrap(await shop.listCategoryProducts({ ...filters, ...first.next }));
  assert.deepEqual([...first.items, ...second.items], everything.slice(0, 4));
  assert.equal(first.count, null);
  const numbered = unwrap(await shop.listCategoryProducts({ id: 1, ordering: "-price", page: "2", page_size: "2" }));
  assert.deepEqual([numbered.items, numbered.count], [second.items, everything.length]);
  assert.deepEqual(numbered.next, { page: "3" });
  const last = unwrap(await shop.listProducts({ limit: 500 }));
  assert.equal(last.next, null);

  unwrap(await shop.login({ username: "admin", password: STAFF_PASSWORD }));
  unwrap(await shop.createOrder({ items: [{ product: 1, quantity: 1 }, { product: 2, quantity: 1 }] }));
  unwrap(await shop.createOrder({ items: [{ product: 1, quantity: 1 }] }));
  const events = (await all(shop.listEvents({ limit: 1 }))).map(({ id }) => id);
  assert.deepEqual(events, (await all(shop.listEvents())).map(({ id }) => id));
  assert.ok(events.length >= 2);

  kept.token = null;
  await assert.rejects(all(shop.listOrders()), (error) => {
    assert.ok(error instanceof KioskError);
    const { problem, status } = error as unknown as { problem: { code: string }; status: number };
    assert.deepEqual([problem.code, status], ["not_authenticated", 401]);
    return true;
  });
});

onTheWay(
  "a session's token is kept from login to logout, and goes nowhere where none is asked for",
  async (way, url) => {
    const { username } = await shopper(url);
    const { shop, cakes, kept } = kiosk({ url: way.url });
    unwrap(await cakes.getToken({ username, password: PASSWORD }));
    const first = kept.token;
    unwrap(await shop.login({ username, password: PASSWORD }));
    assert.ok(kept.token !== null && kept.token !== first);
    unwrap(await shop.getProduct({ id: 1 }));
    assert.equal(way.seen.at(-1)?.headers.get("Authorization"), null);
    assert.equal(unwrap(await shop.getMe()).username, username);
    unwrap(await shop.logout());
    assert.equal(kept.token, null);

    kept.token = first;
    unwrap(await shop.endOtherSessions());
    const other = kiosk({ url: way.url });
    other.kept.token = first;
    unwrap(await other.shop.logout());
    assert.equal((await shop.getMe()).error.code, "invalid_token");
    assert.equal(kept.token, null, "what has ended is forgotten");
  },
);

onTheWay("a guest's cart is kept over a reload until it is merged, or found to be gone", async (way, url) => {
  const store = storage();
  const guest = kiosk({ url: way.url, store });
  unwrap(await guest.shop.openCart());
  unwrap(await guest.shop.addCartItem({ product_id: 1, quantity: 3 }));
  const { username } = await shopper(url);
  const { shop, kept } = kiosk({ url: way.url, store });
  assert.equal(unwrap(await shop.getCart()).items[0].quantity, 3);
  unwrap(await shop.login({ username, password: PASSWORD }));
  assert.deepEqual(unwrap(await shop.getCart()).items, [], "signed in, it is the customer's own cart");
  unwrap(await shop.mergeCarts({ cart_id: kept.guestCart.id }));
  assert.equal(kept.guestCart, null);
  assert.equal(unwrap(await shop.getCart()).items[0].quantity, 3);

  unwrap(await shop.logout());
  assert.equal((await shop.getCart()).error.code, "not_authenticated");
  unwrap(await shop.openCart());
  unwrap(await shop.deleteCart());
  assert.equal((await shop.getCart()).error.code, "cart_not_found");
  assert.equal(kept.guestCart, null);
});

onTheWay("a refusal brings its evidence, and fields that do not pass are told by name", async (way, url) => {
  const buyer = await customer(way, url);
  const refused = await buyer.shop.checkout({ expected_total: "1.00" });
  assert.deepEqual([refused.error.code, refused.error.total, isFault(refused.error)], [
    "price_changed",
    "2800.00",
    false,
  ]);

  const { shop } = kiosk({ url: way.url });
  unwrap(await shop.login({ username: "admin", password: STAFF_PASSWORD }));
  unwrap(await shop.changeProduct({ id: 1, stock: 1 }));
  const { error } = await buyer.shop.checkout();
  assert.deepEqual([error.code, error.available, error.requested], ["out_of_stock", 1, 2]);

  const ifMatch = (await shop.getProduct({ id: 1 })).headers.get("ETag");
  unwrap(await shop.changeProduct({ id: 1, color: "Red" }, { ifMatch }));
  assert.equal((await shop.changeProduct({ id: 1, color: "Blue" }, { ifMatch })).error.code, "precondition_failed");
  const invalid = await shop.changeProduct({ id: 1, price: "much", name: "" });
  assert.deepEqual([invalid.error.code, Object.keys(invalid.error.fields)], ["invalid", ["name", "price"]]);
  assert.match(invalid.error.detail, /^name: This field may not be blank\.\nprice: /);
});

globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
