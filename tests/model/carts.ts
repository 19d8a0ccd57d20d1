import {
  cartNotFound,
  cartOf,
  type Line,
  linesOf,
  productNotFound,
  shortage,
  sum,
  told,
  unavailable,
} from "./lines.ts";
import { type Answer, answerTo, type Asked, type CartMeant, type Item, refusal } from "./requests.ts";
import { type Cart, closeCart, meant, onSale, type State } from "./state.ts";

export function lookAtCart(state: State, meantCart: CartMeant): Answer {
  const cart = cartOf(state, meantCart);
  if (cart === undefined) return cartNotFound;
  const lines = linesOf(state, cart);
  return answerTo(200, [cart.id, lines.map(told), sum(lines)]);
}

export function add(state: State, request: Asked<"add" | "set">): Answer {
  const cart = cartOf(state, request.in);
  if (cart === undefined) return cartNotFound;
  if (onSale(state, request.product).length === 0) return productNotFound(request.product);
  const variant = meant(state, request);
  if (variant === undefined) return refusal(400, "variant_id");
  const line = { variant, quantity: (cart.lines.get(variant.id) ?? 0) + request.quantity };
  const short = shortage([line]);
  if (short !== null) return short;
  cart.lines.set(variant.id, line.quantity);
  return answerTo(201, told(line));
}

/** The line that is meant, or why there is none. */
function chosen(state: State, cart: Cart, { product, variant }: Pick<Item, "product" | "variant">): Line | Answer {
  if (variant !== null && meant(state, { product, variant }) === undefined) return refusal(400, "variant_id");
  const lines = linesOf(state, cart).filter((line) =>
    line.variant.product === product && (variant === null || line.variant.id === variant)
  );
  const [line, ...others] = lines;
  if (line === undefined) return refusal(404, "line_not_found");
  return others.length > 0 ? refusal(400, "variant_id") : line;
}

export function set(state: State, request: Asked<"add" | "set">): Answer {
  const cart = cartOf(state, request.in);
  if (cart === undefined) return cartNotFound;
  const line = chosen(state, cart, request);
  if ("status" in line) return line;
  if (!line.variant.onSale) return unavailable(request.product);
  const changed = { variant: line.variant, quantity: request.quantity };
  const short = shortage([changed]);
  if (short !== null) return short;
  cart.lines.set(line.variant.id, request.quantity);
  return answerTo(200, told(changed));
}

export function remove(state: State, request: Asked<"remove">): Answer {
  const cart = cartOf(state, request.in);
  if (cart === undefined) return cartNotFound;
  const line = chosen(state, cart, request);
  if ("status" in line) return line;
  cart.lines.delete(line.variant.id);
  return answerTo(200);
}

export function clear(state: State, meantCart: CartMeant): Answer {
  const cart = cartOf(state, meantCart);
  if (cart === undefined) return cartNotFound;
  cart.lines.clear();
  return answerTo(200);
}

export function merge(state: State, { who, into, from }: Asked<"merge">): Answer {
  const [target, source] = [cartOf(state, { who, cart: into }), state.carts.get(from)];
  if (target === undefined || source === undefined) return cartNotFound;
  if (source.owner !== null && source.owner !== who) return refusal(403, "cart_forbidden");
  if (source === target) return refusal(400, "same_cart");
  const merged = new Map(target.lines);
  for (const [variant, quantity] of source.lines) merged.set(variant, (merged.get(variant) ?? 0) + quantity);
  const moved = linesOf(state, { ...target, lines: merged }).filter(({ variant }) => source.lines.has(variant.id));
  const short = shortage(moved);
  if (short !== null) return short;
  for (const { variant, quantity } of moved) target.lines.set(variant.id, quantity);
  closeCart(state, source);
  return answerTo(200);
}
