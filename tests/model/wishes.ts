import fc from "npm:fast-check@4.10.2";
import type { CartMeant, Item, Request } from "./requests.ts";
import { onSale, type State } from "./state.ts";

/** A request whose people, carts, things and orders are still numbers: the state says who and what they are. */
export type Wish = {
  readonly do: Request["do"];
  readonly who: number;
  readonly cart: number;
  readonly thing: number;
  readonly other: number;
  readonly units: number;
  /** A guest, where there is one. */
  readonly guest: boolean;
  readonly named: boolean;
  readonly expected: "any" | "as shown" | "another";
  readonly key: string | null;
};

type Weights = Readonly<Partial<Record<Request["do"], number>>>;

/** How often each is wished for: all that there is to do. */
export const everything: Weights = {
  "sign up": 1,
  leave: 1,
  "open cart": 3,
  add: 16,
  set: 4,
  remove: 2,
  clear: 1,
  merge: 4,
  "check out": 9,
  order: 4,
  cancel: 4,
  move: 3,
  rate: 3,
  price: 3,
  stock: 3,
  "take off": 1,
  "look at cart": 2,
  "look at product": 1,
  "look at orders": 1,
};

/** What fills carts and makes orders, for others to fight over. */
export const collecting: Weights = { "open cart": 3, add: 9, order: 2, "check out": 1, rate: 1 };

/** Wishes for one of so many people, carts, things and orders: the fewer, the more they want the same. */
export const wishing = (weights: Weights, choices: number): fc.Arbitrary<Wish> => {
  const one = fc.noBias(fc.nat({ max: choices - 1 }));
  const kinds = Object.entries(weights).flatMap(([what, weight]) => Array(weight).fill(what as Request["do"]));
  return fc.record({
    do: fc.constantFrom(...kinds),
    who: one,
    cart: one,
    thing: one,
    other: one,
    units: fc.integer({ min: 1, max: 3 }),
    guest: fc.noBias(fc.nat({ max: 5 })).map((n) => n === 0),
    named: fc.boolean(),
    expected: fc.constantFrom("any", "any", "as shown", "another"),
    key: fc.constantFrom(null, null, "one", "two"),
  });
};

const names = ["ann", "cy", "dee"];
const statuses = ["Processing", "Shipped", "Delivered", "Cancelled"];

const pick = <T>(all: readonly T[], index: number): T | undefined => all[index % all.length];

/** The request that a wish comes to in this state; null when there is nobody, or nothing, to make it. */
export function resolve(state: State, wish: Wish): Request | null {
  const who = pick([...state.users.keys()].filter((id) => id > 1), wish.who);
  const variant = pick([...state.variants.values()], wish.thing)!;
  const item: Item = {
    product: variant.product,
    variant: wish.named && !variant.plain ? variant.id : null,
    quantity: wish.units,
  };
  const carts = [...state.carts.values()];
  const mine = pick(
    [null, null, ...carts.filter((it) => it.owner === who && !it.isDefault).map(({ id }) => id)],
    wish.cart,
  )!;
  const guest = pick(carts.filter(({ owner }) => owner === null), wish.cart);
  const cart: CartMeant | null = wish.guest && guest !== undefined
    ? { guest: guest.id }
    : who === undefined
    ? null
    : { who, cart: mine };
  const order = pick([...state.orders.values()], wish.other);
  const expected = (shown: number): number | null =>
    wish.expected === "any" ? null : wish.expected === "as shown" ? shown : shown + 100;
  switch (wish.do) {
    case "sign up":
      return { do: "sign up", name: pick(names, wish.thing)! };
    case "open cart":
      return { do: "open cart", who: wish.named ? who ?? null : null };
    case "add":
    case "set":
      return cart === null ? null : { do: wish.do, in: cart, ...item };
    case "remove":
      return cart === null ? null : { do: "remove", in: cart, product: item.product, variant: item.variant };
    case "clear":
    case "look at cart":
      return cart === null ? null : { do: wish.do, in: cart };
    case "price":
      return onSale(state, item.product).length === 0
        ? null
        : { do: "price", product: item.product, variant: variant.id, to: 100 * wish.other };
    case "stock":
      return onSale(state, item.product).length === 0
        ? null
        : { do: "stock", product: item.product, variant: variant.id, to: wish.other };
    case "take off":
    case "look at product":
      return { do: wish.do, product: item.product };
    case "move":
      return order === undefined ? null : { do: "move", order: order.id, status: pick(statuses, wish.thing)! };
  }
  if (who === undefined) return null;
  switch (wish.do) {
    case "leave":
    case "look at orders":
      return { do: wish.do, who };
    case "merge": {
      const takeable = carts.filter((it) => it.owner === null || (it.owner === who && !it.isDefault));
      return { do: "merge", who, into: mine, from: pick(wish.named ? carts : takeable, wish.other)?.id ?? 999 };
    }
    case "check out": {
      const lines = carts.find((it) => it.owner === who && (mine === null ? it.isDefault : it.id === mine))?.lines ??
        new Map();
      const shown = [...lines].reduce(
        (sum, [id, quantity]) => sum + quantity * (state.variants.get(id)?.price ?? 0),
        0,
      );
      return { do: "check out", who, cart: mine, expected: expected(shown), key: wish.key };
    }
    case "order": {
      const second = pick([...state.variants.values()], wish.other)!;
      const items = [
        item,
        ...(wish.cart % 2 === 0 ? [] : [{
          product: second.product,
          variant: second.plain ? null : second.id,
          quantity: 1,
        }]),
      ];
      const price = (it: Item) =>
        (it.variant === null
          ? [...state.variants.values()].find(({ product }) => product === it.product)
          : state.variants.get(it.variant))!.price;
      const shown = items.reduce((sum, it) => sum + it.quantity * price(it), 0);
      return { do: "order", who, items, expected: expected(shown), key: wish.key };
    }
    case "cancel":
      return order === undefined ? null : { do: "cancel", who, order: order.id };
    case "rate":
      return { do: "rate", who, product: item.product, stars: 1 + wish.other % 5 };
  }
}
