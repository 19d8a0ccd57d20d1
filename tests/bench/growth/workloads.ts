import type { GrownShop } from "./shops.ts";

/** A request to a grown shop; `token` is who asks. */
export type Asked = {
  readonly path: string;
  readonly token?: string;
  readonly json?: object;
};

/**
 * What is measured: a request for each shop, made ready by `before`. `most` is how many times as long it may take in the
 * largest shop as in the smallest; null where that is what is left, with its bound.
 */
export type Workload = {
  readonly name: string;
  readonly most: number | null;
  readonly ask: (shop: GrownShop, place: Place) => Asked;
  readonly before?: (shop: GrownShop, place: Place) => readonly Asked[];
};

/** Chance, and where the pages of lists begin that were walked to before. */
export type Place = {
  readonly pick: <T>(things: readonly T[]) => T;
  readonly deep: Readonly<Record<string, string>>;
  readonly buyer: string;
};

/** Lists whose 1,000th page is asked for; in a shop that has fewer, the last but one. */
export const walked: readonly string[] = ["/api/products/?limit=24", "/api/products/?limit=24&ordering=price"];

const product = ({ products }: GrownShop, { pick }: Place) => pick(products);
const category = ({ categories }: GrownShop, { pick }: Place) => 1 + pick([...Array(Math.min(categories, 10)).keys()]);

const adds = (shop: GrownShop, place: Place): Asked => ({
  path: "/api/cart/add_item/",
  token: place.buyer,
  json: { product_id: product(shop, place) },
});

const list = (name: string, path: string, most: number | null = 1.5): Workload => ({
  name,
  most,
  ask: () => ({ path }),
});

export const workloads: readonly Workload[] = [
  { name: "product", most: 1.5, ask: (shop, place) => ({ path: `/api/products/${product(shop, place)}/` }) },
  list("products, first page", "/api/products/?limit=24"),
  { name: "products, 1,000th page", most: 1.5, ask: (_, { deep }) => ({ path: deep[walked[0] ?? ""] ?? "" }) },
  list("by price, first page", "/api/products/?limit=24&ordering=price"),
  { name: "by price, 1,000th page", most: 1.5, ask: (_, { deep }) => ({ path: deep[walked[1] ?? ""] ?? "" }) },
  {
    name: "a category",
    most: 1.5,
    ask: (shop, place) => ({ path: `/api/categories/${category(shop, place)}/products/?limit=24` }),
  },
  {
    name: "a category by price",
    most: 1.5,
    ask: (shop, place) => ({ path: `/api/categories/${category(shop, place)}/products/?limit=24&ordering=-price` }),
  },
  {
    name: "own orders",
    most: 1.5,
    ask: (_, { buyer: token }) => ({ path: "/api/orders/?limit=10", token }),
    // In a small shop everyone's token has been verified soon; in a large one most who ask have not asked before.
    before: (_, { buyer: token }) => [{ path: "/api/users/me/", token }],
  },
  {
    name: "add to cart",
    most: 1.5,
    ask: adds,
    before: (_, { buyer: token }) => [{ path: "/api/cart/clear/", token, json: {} }],
  },
  {
    name: "checkout of 3",
    most: 1.5,
    ask: (_, { buyer: token }) => ({ path: "/api/cart/checkout/", token, json: {} }),
    before: (
      shop,
      place,
    ) => [{ path: "/api/cart/clear/", token: place.buyer, json: {} }, ...[1, 2, 3].map(() => adds(shop, place))],
  },
  list("search, a word", "/api/products/?limit=24&search=red", 3),
  list("search, two words", "/api/products/?limit=24&search=day+night", 3),
  list("search, a beginning", "/api/products/?limit=24&search=s", 3),
  {
    name: "search in a category",
    most: 3,
    ask: (shop, place) => ({ path: `/api/categories/${category(shop, place)}/products/?limit=24&search=day` }),
  },
  { name: "all orders, for staff", most: 1.5, ask: ({ keeper: token }) => ({ path: "/api/orders/?limit=24", token }) },
  list("counted: `?page=1`", "/api/products/?page=1&page_size=24", null),
  list("rarely met: three words", "/api/products/?limit=24&search=red+wool+crimson", null),
  list("sorted: a word, newest first", "/api/products/?limit=24&search=red&ordering=-created_at", null),
  list("filtered: sold out, by price", "/api/products/?limit=24&in_stock=false&ordering=price", null),
  list("filtered: a price, by name", "/api/products/?limit=24&min_price=50&max_price=50.10&ordering=name", null),
  list("filtered: a color, by name", "/api/products/?limit=24&color=red&ordering=name", null),
];
