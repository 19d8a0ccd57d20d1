import { arrange, guestCart, send } from "./blackbox/arrange.ts";
import { type Actor, type Cast, newActor } from "./blackbox/cast.ts";
import { type Answer, call, type Options } from "./blackbox/client.ts";
import type { Operation } from "./blackbox/documented.ts";

/** A request that can be sent once: what it is called, and its answer. */
export type Visit = { readonly name: string; readonly send: () => Promise<Answer> };

const orderings = ["price", "-price", "name", "created_at", "-created_at", "average_rating", "-average_rating"];

const filters = [
  "category=jackets",
  "category=1",
  "search=a",
  "min_price=1",
  "max_price=100000",
  "color=white",
  "size=l",
];

/** What a list is asked for, besides its first page: narrowed and ordered in every way, one filter at a time. */
function queriesOf({ parameters }: Operation): readonly string[] {
  const narrowed = parameters.includes("ordering")
    ? ["", ...filters, "in_stock=1", "color=white&size=l", "search=*"].flatMap((filter) =>
      ["", ...orderings].map((ordering) => `ordering=${ordering}&${filter}`)
    )
    : parameters.includes("search")
    ? ["", "search=a", "category=cakes"]
    : parameters.includes("status")
    ? ["", "status=pending", "user=2", "user=2&status=pending"]
    : parameters.includes("product")
    ? ["", "product=2", "user=2", "user=2&product=2"]
    : [""];
  return narrowed.map((query) => query.replace(/^ordering=&|&$/g, ""));
}

/** A list's pages: the first, the one at its cursor, and a numbered one. */
async function* pagesOf(
  url: string,
  name: string,
  path: string,
  options: Options,
  query: string,
): AsyncGenerator<Visit> {
  const named = query === "" ? name : `${name} ${query}`;
  const ask = (more: string) => () => call(url, "GET", `${path}?${query}${query === "" ? "" : "&"}${more}`, options);
  let next: string | undefined;
  yield {
    name: named,
    send: async () => {
      const first = await ask("limit=1")();
      next = /<(.*)>/.exec(first.headers.get("Link") ?? "")?.[1];
      return first;
    },
  };
  if (next !== undefined) {
    const { pathname, search } = new URL(next);
    yield { name: `${named} cursor`, send: () => call(url, "GET", pathname + search, options) };
  }
  yield { name: `${named} page`, send: ask("page=1&page_size=1") };
}

/** What commands do differently for a guest, in a second cart, or told more than their example says. */
async function* asides({ url, staff }: Cast): AsyncGenerator<Visit> {
  const visit = (name: string, method: string, path: string, options: Options): Visit => ({
    name,
    send: () => call(url, method, path, options),
  });
  const guest = { headers: { "X-Cart-Token": await guestCart(url) } };
  yield visit("a guest's cart", "GET", "/api/cart/items/", guest);
  yield visit("a guest adds", "POST", "/api/cart/add_item/", { ...guest, json: { product_id: 1 } });
  yield visit("a guest changes", "POST", "/api/cart/update_quantity/", {
    ...guest,
    json: { product_id: 1, quantity: 2 },
  });
  yield visit("a guest removes", "POST", "/api/cart/remove_item/", { ...guest, json: { product_id: 1 } });
  yield visit("a guest clears", "POST", "/api/cart/clear/", guest);
  yield visit("a guest leaves", "DELETE", "/api/cart/delete/", guest);

  const { token } = await newActor(url);
  const made = await call(url, "POST", "/api/cart/", { token });
  const second = { token, headers: { "X-Cart-Id": String(made.body.id) } };
  const sold = (await call(url, "GET", "/api/products/?in_stock=1&limit=500")).body;
  const varied = sold.find((it: { variants: unknown[] }) => it.variants.length > 0);
  const variant = varied.variants.find((it: { stock: number }) => it.stock > 1);
  const line = { product_id: varied.id, variant_id: variant.id };
  yield visit("a variant", "POST", "/api/cart/add_item/", { ...second, json: line });
  yield visit("more of a variant", "POST", "/api/cart/update_quantity/", { ...second, json: { ...line, quantity: 2 } });
  yield visit("a second cart", "GET", "/api/cart/items/", second);
  yield visit("another total", "POST", "/api/cart/checkout/", { ...second, json: { expected_total: "0.01" } });
  yield visit("a second cart bought", "POST", "/api/cart/checkout/", {
    token,
    headers: { ...second.headers, "Idempotency-Key": "once" },
    json: {},
  });
  yield visit("listed variants", "POST", "/api/orders/", {
    token,
    json: { shipping_address: "Kohalpur", items: [{ product: varied.id, variant: variant.id, quantity: 1 }] },
  });
  const [order] = (await call(url, "GET", "/api/orders/?limit=1", { token })).body;
  const asStaff = { token: staff.token };
  yield visit("staff move an order", "PATCH", `/api/orders/${order.id}/`, {
    ...asStaff,
    json: { status: "processing" },
  });
  yield visit("staff cancel an order", "PATCH", `/api/orders/${order.id}/`, {
    ...asStaff,
    json: { status: "cancelled" },
  });
  for (const rating of [3, 4]) {
    yield visit(`${rating} stars`, "POST", "/api/products/1/rate/", { token, json: { rating } });
  }
  const change = { password: "another quiet monsoon", current_password: "a wrong one" };
  yield visit("a wrong password", "PATCH", "/api/users/me/", { token, json: change });
  yield visit("nobody", "POST", "/api/auth/login/", { json: { username: "nobody at all", password: "a wrong one" } });

  const product = await call(url, "GET", "/api/products/1/", asStaff);
  const options = { size: "S" };
  const fresh = { name: "A shirt", price: "5.00", category: 1, variants: [{ options, stock: 9 }] };
  const shirt = (await call(url, "POST", "/api/products/", { ...asStaff, json: fresh })).body;
  const [small] = shirt.variants;
  const rewritten = (size: string) => ({ variants: [{ id: small.id, stock: 3 }, { options: { size }, stock: 9 }] });
  const put = { name: "A shirt", price: "5.00", category: 1, ...rewritten("L") };
  yield visit("variants are rewritten", "PATCH", `/api/products/${shirt.id}/`, { ...asStaff, json: rewritten("M") });
  yield visit("variants are replaced", "PUT", `/api/products/${shirt.id}/`, { ...asStaff, json: put });
  yield visit("a copy is edited", "PATCH", "/api/products/1/", {
    ...asStaff,
    headers: { "If-Match": product.headers.get("ETag") ?? "" },
    json: { stock: product.body.stock },
  });
  await call(url, "POST", "/api/cart/add_item/", { token, json: { product_id: shirt.id } });
  yield visit("what lies in a cart goes off sale", "DELETE", `/api/products/${shirt.id}/`, asStaff);
}

const callersOf = async ({ url, staff }: Cast, { id, documented }: Operation): Promise<readonly Actor[]> => {
  if (documented["x-access"].callers === "staff") return [staff];
  const alike = id === "deleteMe" || documented["x-access"].callers === "public";
  return alike ? [await newActor(url)] : [await newActor(url), staff];
};

/**
 * Every documented operation, asked by a customer and by staff; every list in all its orders and narrowed by each filter,
 * its first page, its next and a numbered one; and what commands do in special cases.
 */
export async function* tour(cast: Cast, operations: readonly Operation[]): AsyncGenerator<Visit> {
  for (const operation of operations) {
    const { id, method, parameters } = operation;
    for (const sender of await callersOf(cast, operation)) {
      const arranged = await arrange(cast, operation, sender, null, "own");
      const { path, token, headers } = arranged;
      const name = sender === cast.staff ? `${id} by staff` : id;
      yield { name, send: () => send(cast.url, method, arranged) };
      if (!parameters.includes("limit") || !parameters.includes("page")) continue;
      const options = { headers, ...(token === null ? {} : { token }) };
      for (const query of queriesOf(operation)) yield* pagesOf(cast.url, name, path, options, query);
    }
  }
  yield* asides(cast);
}
