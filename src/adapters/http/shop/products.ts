import * as z from "zod";
import { PRICE_MAX } from "../../../core/values.ts";
import { notFound } from "../problem.ts";
import { replyText } from "../reply.ts";
import { asked, listAnswer, listParameters, listReply, type ListRow, type PageRequest, rowsToAsk } from "../lists.ts";
import { type Named, operation } from "../operation.ts";
import { type Kind, optional } from "../wire.ts";
import { amount } from "../wire_numbers.ts";
import { anyText, blankText, checked } from "../wire_texts.ts";
import { Average, Id, MoneyText, Options, Picture, said, Stock, Time } from "./schemas.ts";
import { words } from "../words.ts";

const Variant = z.object({ id: Id, sku: said("K2-1"), options: Options, price: MoneyText, stock: Stock })
  .meta(words({ id: "Variant", description: "One way in which a product is sold." }));

export const Product = z.object({
  id: Id,
  name: said("White Jacket"),
  description: said("White Jacket"),
  price: MoneyText,
  image: Picture,
  category: Id,
  stock: Stock.meta(words({ description: "Units; of all variants together." })),
  color: said("White"),
  size: said("L"),
  category_name: said("Jackets"),
  average_rating: Average,
  rating_count: z.int().min(0).meta({ example: 2 }),
  created_at: Time,
  variants: z.array(Variant),
}).meta(
  words({
    id: "Product",
    description: "Something on sale. Of one with variants, `price` is the first one's and `stock` the sum of all.",
  }),
);

export type Filter = {
  readonly category?: number | string | undefined;
  readonly search?: string | undefined;
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  readonly color?: string | undefined;
  readonly size?: string | undefined;
  readonly inStock?: boolean | undefined;
};

const orderings = ["id", "price", "name", "created_at", "average_rating"] as const;
export type Ordering = { readonly by: typeof orderings[number]; readonly descending: boolean };

/** Reads one page of products; `count` is how many pass in all, when a numbered page was asked for. */
export type ListProducts = (
  filter: Filter,
  ordering: Ordering,
  start: PageRequest,
  limit: number,
  base: string,
) => Promise<{ readonly rows: readonly ListRow[]; readonly count: number }>;

export const orderingNames = [
  "price",
  "-price",
  "name",
  "created_at",
  "-created_at",
  "average_rating",
  "-average_rating",
] as const;

/** An ordering by its name; one that is not listed is no ordering. */
const orderingKind: Kind<Ordering> = checked(
  anyText,
  (given) => {
    const by = orderings.find((name) => name === given.replace(/^-/, ""));
    const isListed = (orderingNames as readonly string[]).includes(given);
    return isListed && by !== undefined ? { by, descending: given.startsWith("-") } : { by: "id", descending: false };
  },
  "",
  { enum: orderingNames },
);

const searchKind: Kind<string> = {
  ...blankText(1000),
  read: (given) => blankText(1000).read(typeof given === "string" ? given.replaceAll("\0", " ") : given),
};

export const inStockChoices = ["true", "1", "false", "0"] as const;

const inStockKind = checked(
  blankText(100),
  (given): { only: boolean } | null =>
    given === "true" || given === "1" ? { only: true } : given === "false" || given === "0" ? { only: false } : null,
  (given) => `"${given}" is not a valid choice.`,
  { enum: inStockChoices },
);

/** A bound of a price, in minor units: any amount, those beyond every price as the nearest that can be compared. */
const bound: Kind<number> = {
  ...amount(60, Infinity, -Infinity),
  read: (given) => {
    const read = amount(60, Infinity, -Infinity).read(given);
    return "value" in read ? { value: Math.max(-1, Math.min(read.value, PRICE_MAX + 1)) } : read;
  },
};

export const filters = {
  category: optional(blankText(1000), undefined, words({ description: "A category's id or slug." })),
  search: optional(
    searchKind,
    undefined,
    words({
      description: "Every word must begin a word of the name or the description; letter case and accents aside. " +
        "In scripts without spaces a word begins at each letter.",
    }),
  ),
  min_price: optional(bound, undefined),
  max_price: optional(bound, undefined),
  color: optional(
    blankText(1000),
    undefined,
    words({ description: "The product's own or a variant's, letter case aside." }),
  ),
  size: optional(
    blankText(1000),
    undefined,
    words({ description: "The product's own or a variant's, letter case aside." }),
  ),
  in_stock: optional(
    inStockKind,
    undefined,
    words({ description: "`true` or `1`; `false` or `0` for what is sold out." }),
  ),
  ordering: optional(
    orderingKind,
    { by: "id", descending: false } as const,
    words({ description: "By id when it is not given; one that is not listed is ignored." }),
  ),
};

/** What a list of products takes. */
export const productQuery = z.object({ ...filters, ...listParameters });

type ProductQuery = z.output<typeof productQuery>;

/** What a list's cursors belong to. */
export const sortingOf = ({ by, descending }: Ordering): string => `${descending ? "-" : ""}${by}`;

/** A category is meant by its id when it is all digits, else by its slug. */
export const categoryRef = (given: string | undefined): number | string | undefined =>
  given !== undefined && /^\d+$/.test(given) ? Math.min(Number(given), Number.MAX_SAFE_INTEGER) : given;

export const readFilter = (query: ProductQuery): Filter => ({
  category: categoryRef(query.category),
  search: query.search,
  minPrice: query.min_price,
  maxPrice: query.max_price,
  color: query.color,
  size: query.size,
  inStock: query.in_stock?.only,
});

export const listProductsOperation = operation({
  id: "listProducts",
  method: "get",
  path: "/api/products",
  tag: "Catalogue",
  summary: words("List products"),
  description: words(
    "What is on sale: the products that pass every filter given, by id unless `ordering` says otherwise. A filter " +
      "that cannot be read is 400 on it; a category that is not there gives an empty list. Prices and stock are " +
      "those of now: what counts is checkout.",
  ),
  access: "public",
  cached: true,
  names: [],
  query: productQuery,
  roundTrips: 1,
  answer: { status: 200, description: words("A page of products."), schema: listAnswer(Product) },
  errors: { not_found: 404 },
  handle: async ({ query, base, url }, listProducts: ListProducts) => {
    const sorting = sortingOf(query.ordering);
    const request = asked(query, sorting);
    if (!request.ok) return request.error;
    const { start } = request.value;
    const found = await listProducts(readFilter(query), query.ordering, start, rowsToAsk(request.value), base);
    return listReply(request.value, found, url, sorting);
  },
});

/** A product on sale. */
export const aProduct: Named = { thing: "product", by: "path", others: "allowed", staff: "allowed", missing: 404 };

/** One product as the wire's JSON text, or null. */
export type ShowProduct = (id: number, base: string) => Promise<string | null>;

export const showProductOperation = operation({
  id: "getProduct",
  method: "get",
  path: "/api/products/{id}",
  tag: "Catalogue",
  summary: words("One product"),
  description: words(
    "A product on sale with its variants. Of a product with variants `price` is the first one's and `stock` the " +
      "sum of all. One that went off sale is 404, and stays readable in the orders that hold it.",
  ),
  access: "public",
  cached: true,
  names: [aProduct],
  roundTrips: 1,
  answer: { status: 200, description: words("The product."), schema: Product },
  errors: { not_found: 404 },
  handle: async ({ id, base }, showProduct: ShowProduct) => {
    const product = await showProduct(id, base);
    if (product === null) return notFound();
    return replyText(200, product);
  },
});
