import { sized, thing } from "../adapters/libsql/given.ts";
import type { State, Variant } from "./state.ts";

export const goods = [thing("coat", 7, 10_000), sized("shirt", { S: 4, M: 4 }, 5_000), thing("hat", 3, 100)];

/** The shop in which every run begins: two customers, the goods, and one of each sold, so that none is quite deleted. */
export function beginning(): State {
  const plain = (id: number, product: number, price: number, supplied: number): Variant => (
    { id, product, plain: true, price, stock: supplied - 1, onSale: true, supplied }
  );
  const variants = [
    plain(1, 1, 10_000, 7),
    { ...plain(2, 2, 5_000, 4), plain: false },
    { ...plain(3, 2, 5_000, 4), plain: false },
    plain(4, 3, 100, 3),
  ];
  const items = variants.map(({ id, price }) => ({ variant: id, quantity: 1, price }));
  return {
    variants: new Map(variants.map((variant) => [variant.id, variant])),
    users: new Map([[1, "keeper"], [2, "ann"], [3, "bob"]]),
    carts: new Map([1, 2, 3].map((id) => [id, { id, owner: id, isDefault: true, lines: new Map() }])),
    orders: new Map([[1, { id: 1, owner: 1, status: "Pending", total: 20_100, items }]]),
    answers: new Map(),
    ratings: [],
    last: { user: 3, cart: 3, order: 1 },
  };
}
