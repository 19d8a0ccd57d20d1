import type { Item } from "./requests.ts";

export type Variant = {
  readonly id: number;
  readonly product: number;
  /** Its product has no variants, and shoppers see none. */
  readonly plain: boolean;
  price: number;
  stock: number;
  onSale: boolean;
  /** Every unit that there ever was. */
  supplied: number;
};

/** An open cart. `owner` null is a guest's. Lines stand in the order in which they were put there. */
export type Cart = {
  readonly id: number;
  readonly owner: number | null;
  readonly isDefault: boolean;
  readonly lines: Map<number, number>;
};

export type Sold = { readonly variant: number; readonly quantity: number; readonly price: number };

export type Order = {
  readonly id: number;
  owner: number | null;
  status: string;
  readonly total: number;
  readonly items: readonly Sold[];
};

/** What the shop is, in plain maps by id. */
export type State = {
  readonly variants: Map<number, Variant>;
  readonly users: Map<number, string>;
  readonly carts: Map<number, Cart>;
  readonly orders: Map<number, Order>;
  /** By customer, endpoint and key. */
  readonly answers: Map<string, { readonly request: string; readonly told: unknown }>;
  ratings: { readonly product: number; owner: number | null; stars: number }[];
  /** The last ids that were given. */
  last: { user: number; cart: number; order: number };
};

export const copyOf = (state: State): State => structuredClone(state);

export const onSale = (state: State, product: number): readonly Variant[] =>
  [...state.variants.values()].filter((variant) => variant.product === product && variant.onSale);

/** The variant that an item means among all of its product's, its default one where none is named; sold or not. */
export function meant(state: State, { product, variant }: Pick<Item, "product" | "variant">): Variant | undefined {
  const all = [...state.variants.values()].filter((each) => each.product === product);
  return variant === null ? all[0] : all.find((each) => each.id === variant && !each.plain);
}

export const shown = ({ id, plain }: Variant): number | null => plain ? null : id;

export function openCart(state: State, owner: number | null, isDefault: boolean): Cart {
  const cart: Cart = { id: ++state.last.cart, owner, isDefault, lines: new Map() };
  state.carts.set(cart.id, cart);
  return cart;
}

/** A cart goes, and another takes a default one's place. */
export function closeCart(state: State, { id, owner, isDefault }: Cart): void {
  state.carts.delete(id);
  if (isDefault) openCart(state, owner, true);
}

/** Everything that the shop is, as data that compares. */
export const shape = (state: State) => ({
  variants: [...state.variants.values()].map(({ id, price, stock, onSale }) => [id, price, stock, onSale]),
  users: [...state.users],
  carts: [...state.carts.values()].map(({ id, owner, isDefault, lines }) => [id, owner, isDefault, [...lines]]),
  orders: [...state.orders.values()].map(({ id, owner, status, total, items }) => [
    id,
    owner,
    status,
    total,
    items.map(({ variant, quantity, price }) => [variant, quantity, price]),
  ]),
  keys: [...state.answers.keys()].toSorted(),
  ratings: state.ratings.map(({ product, owner, stars }) => JSON.stringify([product, owner, stars])).toSorted(),
});
