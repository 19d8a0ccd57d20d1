import { type Answer, answerTo, type CartMeant, refusal, type Request } from "./requests.ts";
import type { State } from "./state.ts";

/** Who may do what: tokens of users by id, and of guests' carts by the cart's. */
export type Tokens = {
  readonly staff: string;
  readonly users: Map<number, string>;
  readonly guests: Map<number, string>;
};

type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: object;
};

// deno-lint-ignore no-explicit-any -- a test looks into whatever JSON came
type Json = any;

export const PASSWORD = "a quiet monsoon";

const money = (minor: number): string => (minor / 100).toFixed(2);
const minor = (text: string): number => Math.round(Number(text) * 100);

/** How the request goes over the wire. */
export function sent(request: Request, tokens: Tokens, variants: State["variants"]): Sent {
  const as = (token: string | undefined) => ({ Authorization: `Token ${token}` });
  const by = (who: number, cart: number | null = null, key: string | null = null) => ({
    ...as(tokens.users.get(who)),
    ...(cart === null ? {} : { "X-Cart-Id": String(cart) }),
    ...(key === null ? {} : { "Idempotency-Key": key }),
  });
  const owner = (cart: CartMeant): Record<string, string> =>
    "guest" in cart ? { "X-Cart-Token": tokens.guests.get(cart.guest) ?? "none" } : by(cart.who, cart.cart);
  const post = (path: string, headers: Readonly<Record<string, string>>, json: object) => ({
    method: "POST",
    path,
    headers,
    json,
  });
  const line = ({ product, variant, quantity }: { product: number; variant: number | null; quantity?: number }) => ({
    product_id: product,
    variant_id: variant,
    ...(quantity === undefined ? {} : { quantity }),
  });
  const expecting = (total: number | null) => total === null ? {} : { expected_total: money(total) };
  switch (request.do) {
    case "sign up":
      return post("/api/users/", {}, {
        username: request.name,
        email: `${request.name}@example.com`,
        password: PASSWORD,
      });
    case "leave":
      return { method: "DELETE", path: "/api/users/me/", headers: by(request.who) };
    case "open cart":
      return post("/api/cart/", request.who === null ? {} : by(request.who), {});
    case "add":
      return post("/api/cart/add_item/", owner(request.in), line(request));
    case "set":
      return post("/api/cart/update_quantity/", owner(request.in), line(request));
    case "remove":
      return post("/api/cart/remove_item/", owner(request.in), line(request));
    case "clear":
      return post("/api/cart/clear/", owner(request.in), {});
    case "merge":
      return post("/api/cart/merge/", by(request.who, request.into), {
        cart_id: request.from,
        cart_token: tokens.guests.get(request.from) ?? null,
      });
    case "check out":
      return post("/api/cart/checkout/", by(request.who, request.cart, request.key), expecting(request.expected));
    case "order":
      return post("/api/orders/", by(request.who, null, request.key), {
        items: request.items,
        ...expecting(request.expected),
      });
    case "cancel":
      return { method: "DELETE", path: `/api/orders/${request.order}/`, headers: by(request.who) };
    case "move":
      return {
        method: "PATCH",
        path: `/api/orders/${request.order}/`,
        headers: as(tokens.staff),
        json: { status: request.status },
      };
    case "rate":
      return post(`/api/products/${request.product}/rate/`, by(request.who), { rating: request.stars });
    case "price":
    case "stock":
      return {
        method: "PATCH",
        path: `/api/products/${request.product}/`,
        headers: as(tokens.staff),
        json: edit(request.do === "price" ? { price: money(request.to) } : { stock: request.to }, request, variants),
      };
    case "take off":
      return { method: "DELETE", path: `/api/products/${request.product}/`, headers: as(tokens.staff) };
    case "look at cart":
      return { method: "GET", path: "/api/cart/items/", headers: owner(request.in) };
    case "look at product":
      return { method: "GET", path: `/api/products/${request.product}/`, headers: {} };
    case "look at orders":
      return { method: "GET", path: "/api/orders/", headers: by(request.who) };
  }
}

/** A plain product is edited itself, another by the row of the variant beside its others'. */
function edit(
  change: object,
  { product, variant }: { readonly product: number; readonly variant: number },
  variants: State["variants"],
): object {
  if (variants.get(variant)?.plain) return change;
  const rows = [...variants.values()].filter((each) => each.product === product);
  return { variants: rows.map(({ id }) => id === variant ? { id, ...change } : { id }) };
}

/** What an answer says, so far as the model knows. */
export function heard(request: Request, status: number, body: Json): Answer {
  if (status < 400) return body === null ? answerTo(status) : answerTo(status, success(request, body));
  if (body.code === undefined) return refusal(status, Object.keys(body).toSorted().join(" "));
  return refusal(status, body.code, evidence(body));
}

const lineTold = (it: Json) => [it.product, it.variant, it.quantity, minor(it.product_price ?? it.price)];
const orderTold = (it: Json) => [it.id, it.status, minor(it.total_price)];

function success(request: Request, body: Json): unknown {
  switch (request.do) {
    case "sign up":
    case "open cart":
      return body.id;
    case "add":
    case "set":
      return lineTold(body);
    case "check out":
      return body.order_id;
    case "order":
    case "move":
      return orderTold(body);
    case "rate":
      return body.rating;
    case "price":
    case "stock":
    case "look at product":
      return [minor(body.price), body.stock, body.rating_count, Math.round(body.average_rating * 100)];
    case "look at cart":
      return [body.id, body.items.map(lineTold), minor(body.total)];
    case "look at orders":
      return body.map(orderTold);
    default:
      return undefined;
  }
}

function evidence(body: Json): unknown {
  switch (body.code) {
    case "out_of_stock":
      return body.items.map((it: Json) => [it.product, it.variant, it.available, it.requested]);
    case "product_unavailable":
    case "product_not_found":
      return body.product;
    case "price_changed":
      return [minor(body.total), body.items.map(lineTold)];
    case "illegal_transition":
      return [body.from, body.to];
    default:
      return undefined;
  }
}
