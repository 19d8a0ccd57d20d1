import assert from "node:assert/strict";
import { type Actor, type Cast, newActor, sessionOf, signedIn } from "./cast.ts";
import { type Answer, call, type Options } from "./client.ts";
import type { Named, Operation } from "./documented.ts";

/** To whom a thing belongs that a request names, as seen by the one who sends it. */
export type Relation = "own" | "foreign" | "missing";

/** What a request names, and who sends it where that is somebody new. */
type Thing = { readonly ref: number | string; readonly actor?: Actor };

const NOWHERE = 999_999_999;

async function made(url: string, method: string, path: string, options: Options): Promise<Answer["body"]> {
  const answer = await call(url, method, path, options);
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
  return answer.body;
}

const newProduct = (cast: Cast, category: number) =>
  made(cast.url, "POST", "/api/products/", {
    token: cast.staff.token,
    json: { name: "A thing", price: "5.00", category, stock: 1000 },
  });

/** `cart`: in which a line is to lie. `goes`: the request deletes the thing, so that it must be nobody's who is needed. */
type Making = { readonly cart: number | null; readonly goes: boolean };

/** What the examples expect to pay for. */
const whatIsPaid = { product_id: 1, quantity: 2 };

/** Makes a thing that belongs to the owner. */
const makers: Readonly<Record<string, (cast: Cast, owner: Actor, making: Making) => Promise<Thing>>> = {
  category: async ({ url, staff }) => {
    const { id } = await made(url, "POST", "/api/categories/", { token: staff.token, json: { name: "Things" } });
    return { ref: id };
  },
  product: async (cast) => ({ ref: (await newProduct(cast, 1)).id }),
  cake: async (cast) => {
    const [category] = (await made(cast.url, "GET", "/api/categories/", {})).filter((it: { slug: string }) =>
      it.slug === "cakes"
    );
    const { id } = await made(cast.url, "POST", "/api/products/", {
      token: cast.staff.token,
      json: {
        name: "A cake",
        price: "5.00",
        category: category.id,
        variants: [{ options: { weight: "500g" }, stock: 1000 }, { options: { weight: "1kg" }, stock: 1000 }],
      },
    });
    return { ref: id };
  },
  rating: async (cast, owner) => {
    const product = await newProduct(cast, 1);
    const path = `/api/products/${product.id}/rate/`;
    return { ref: (await made(cast.url, "POST", path, { token: owner.token, json: { rating: 4 } })).id };
  },
  order: async (cast, owner) => {
    const { id: product } = await newProduct(cast, 1);
    const order = { shipping_address: "Kohalpur", items: [{ product, quantity: 1 }] };
    return { ref: (await made(cast.url, "POST", "/api/orders/", { token: owner.token, json: order })).id };
  },
  user: async ({ url }, owner, { goes }) => {
    if (!goes) return { ref: owner.id };
    const actor = await newActor(url);
    return { ref: actor.id, actor };
  },
  session: async ({ url }, owner) => ({ ref: sessionOf(await signedIn(url, owner)) }),
  cart: async ({ url }, owner) => {
    const { id } = await made(url, "POST", "/api/cart/", { token: owner.token });
    const headers = { "X-Cart-Id": String(id) };
    await made(url, "POST", "/api/cart/add_item/", { token: owner.token, headers, json: whatIsPaid });
    return { ref: id };
  },
  line: async (cast, owner, making) => {
    const { cart } = making;
    const { ref } = await makers.cake!(cast, owner, making);
    const headers: Record<string, string> = cart === null ? {} : { "X-Cart-Id": String(cart) };
    const path = `/api/v1/cakes/${ref}/addtocart/`;
    return { ref: (await made(cast.url, "POST", path, { token: owner.token, headers, json: {} })).id };
  },
};

/** A guest's cart with the white jacket in it, by its token. */
export async function guestCart(url: string): Promise<string> {
  const { token } = await made(url, "POST", "/api/cart/", {});
  await made(url, "POST", "/api/cart/add_item/", { headers: { "X-Cart-Token": token }, json: { product_id: 1 } });
  return token;
}

/** A request that is ready to be sent, once. */
export type Arranged = {
  readonly path: string;
  readonly token: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The documented example, naming the things that were arranged; null for an operation without a body. */
  readonly body: Readonly<Record<string, unknown>> | null;
};

/**
 * A request of the operation that would do, sent by `sender`: each thing that it names is fresh, and `varied` stands in
 * that relation to the sender. `X-Cart-Id` is only sent when it is what varies.
 */
export async function arrange(
  cast: Cast,
  { method, path, documented }: Operation,
  sender: Actor,
  varied: Named | null,
  relation: Relation,
): Promise<Arranged> {
  const { names, callers } = documented["x-access"];
  let actor = await whoSends(cast, sender, callers, path, method);
  let asked = path;
  const headers: Record<string, string> = {};
  const fields: Record<string, unknown> = {};
  let cart: number | null = null;
  if (names.some((name) => name.by === "X-Cart-Id")) await fill(cast, actor);
  for (const name of [...names].sort((a) => a.by === "X-Cart-Id" ? -1 : 1)) {
    if (name.by === "X-Cart-Id" && name !== varied) continue;
    const as = name === varied ? relation : "own";
    const owner = as === "foreign" ? (sender === cast.customer ? cast.other : cast.customer) : actor;
    const thing: Thing = as === "missing"
      ? { ref: name.thing === "session" ? crypto.randomUUID() : NOWHERE }
      : await makers[name.thing]!(cast, owner, { cart, goes: method === "DELETE" });
    if (as === "own" && thing.actor !== undefined) actor = thing.actor;
    if (name.by === "path") asked = asked.replace(/\{\w+\}/, String(thing.ref));
    else if (name.by === "X-Cart-Id") headers["X-Cart-Id"] = String(thing.ref);
    else fields[name.by.field] = thing.ref;
    if (name.by === "X-Cart-Id" && as === "own") cart = Number(thing.ref);
  }
  const example = documented.requestBody?.content["application/json"]?.example;
  const body = example === undefined
    ? null
    : { ...example as object, ...fields, ...freshNames(example as object, actor) };
  return { path: asked, token: actor.token, headers, body };
}

/** The sender, as somebody who is not needed afterwards where the request ends the session or the account. */
async function whoSends({ url }: Cast, sender: Actor, callers: string, path: string, method: string): Promise<Actor> {
  if (callers === "leaving") return await signedIn(url, sender);
  return method === "DELETE" && path.endsWith("/me/") ? await newActor(url) : sender;
}

/** That, and nothing else in the default cart. */
async function fill({ url }: Cast, { token }: Actor): Promise<void> {
  await made(url, "POST", "/api/cart/clear/", { token });
  await made(url, "POST", "/api/cart/add_item/", { token, json: whatIsPaid });
}

/** Names that nobody has for who signs up, the sender's own for who signs in. */
function freshNames(example: object, sender: Actor): Readonly<Record<string, unknown>> {
  const names: Record<string, string> = {};
  const fresh = `nur${crypto.randomUUID().slice(0, 13)}`;
  const signsIn = "password" in example && !("email" in example);
  if ("username" in example) names.username = signsIn ? sender.username : fresh;
  if ("email" in example) names.email = `${fresh}@example.com`;
  if (signsIn) names.password = sender.password;
  return names;
}

export type Encoding = "json" | "form" | "multipart";

/** Sends what was arranged. */
export function send(
  url: string,
  method: string,
  { path, token, headers, body }: Arranged,
  encoding: Encoding = "json",
): Promise<Answer> {
  const options: Options = { headers, ...(token === null ? {} : { token }) };
  if (body === null) return call(url, method, path, options);
  if (encoding === "json") return call(url, method, path, { ...options, json: body });
  const form = encoding === "form" ? new URLSearchParams() : new FormData();
  for (const [name, value] of Object.entries(body)) {
    if (value !== null) form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return call(url, method, path, { ...options, raw: form });
}
