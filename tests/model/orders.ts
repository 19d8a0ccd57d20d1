import { cartNotFound, cartOf, type Line, linesOf, shortage, sum, told, unavailable } from "./lines.ts";
import { type Answer, answerTo, type Asked, refusal } from "./requests.ts";
import { closeCart, meant, type Order, type State, type Variant } from "./state.ts";

export const lookAtOrders = (state: State, who: number): Answer =>
  answerTo(200, [...state.orders.values()].filter(({ owner }) => owner === who).reverse().map(orderNow));

/** The same key with the same request is answered as before, with another one refused. */
export function once(state: State, request: Asked<"check out" | "order">, endpoint: string, buy: () => Answer): Answer {
  const { who, key, ...asked } = request;
  const [name, text] = [`${who} ${endpoint} ${key}`, JSON.stringify(asked)];
  const earlier = key === null ? undefined : state.answers.get(name);
  if (earlier !== undefined) {
    return earlier.request === text ? answerTo(201, earlier.told) : refusal(422, "idempotency_key_reused");
  }
  const answered = buy();
  if (key !== null && answered.status === 201) state.answers.set(name, { request: text, told: answered.told });
  return answered;
}

/** Buys the lines, or says why not. */
function purchase(state: State, who: number, lines: readonly Line[], expected: number | null): Order | Answer {
  const short = shortage(lines);
  if (short !== null) return short;
  const gone = lines.find(({ variant }) => !variant.onSale);
  if (gone !== undefined) return unavailable(gone.variant.product);
  const total = sum(lines);
  if (expected !== null && expected !== total) return refusal(409, "price_changed", [total, lines.map(told)]);
  const items = lines.map(({ variant, quantity }) => ({ variant: variant.id, quantity, price: variant.price }));
  for (const { variant, quantity } of lines) variant.stock -= quantity;
  const order = { id: ++state.last.order, owner: who, status: "Pending", total, items };
  state.orders.set(order.id, order);
  return order;
}

export function checkOut(state: State, { who, cart: id, expected }: Asked<"check out">): Answer {
  const cart = cartOf(state, { who, cart: id });
  if (cart === undefined) return cartNotFound;
  if (cart.lines.size === 0) return refusal(400, "cart_empty");
  const bought = purchase(state, who, linesOf(state, cart), expected);
  if (!("id" in bought)) return bought;
  closeCart(state, cart);
  return answerTo(201, bought.id);
}

export function order(state: State, { who, items, expected }: Asked<"order">): Answer {
  const units = new Map<Variant, number>();
  for (const item of items) {
    const variant = meant(state, item);
    if (variant === undefined) return refusal(400, "items");
    units.set(variant, (units.get(variant) ?? 0) + item.quantity);
  }
  const lines = [...units].map(([variant, quantity]) => ({ variant, quantity }));
  const bought = purchase(state, who, lines, expected);
  return "id" in bought ? answerTo(201, orderNow(bought)) : bought;
}

const orderNow = ({ id, status, total }: Order) => [id, status, total];

const next: Readonly<Record<string, readonly string[]>> = {
  Pending: ["Processing", "Cancelled"],
  Processing: ["Shipped", "Cancelled"],
  Shipped: ["Delivered"],
};

/** Moves an order on; what was bought goes back when it is cancelled. */
function become(state: State, order: Order, status: string): Answer | null {
  if (!next[order.status]?.includes(status)) return refusal(409, "illegal_transition", [order.status, status]);
  order.status = status;
  if (status !== "Cancelled") return null;
  for (const { variant, quantity } of order.items) state.variants.get(variant)!.stock += quantity;
  return null;
}

export function cancel(state: State, { who, order: id }: Asked<"cancel">): Answer {
  const order = state.orders.get(id);
  if (order === undefined || order.owner !== who) return refusal(404, "order_not_found");
  return become(state, order, "Cancelled") ?? answerTo(204);
}

export function move(state: State, { order: id, status }: Asked<"move">): Answer {
  const order = state.orders.get(id);
  if (order === undefined) return refusal(404, "order_not_found");
  const refused = order.status === status ? null : become(state, order, status);
  return refused ?? answerTo(200, orderNow(order));
}
