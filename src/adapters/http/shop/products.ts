import * as z from "zod";
import { PRICE_MAX } from "../../../core/values.ts";
import { notFound } from "../problem.ts";
import { replyText } from "../reply.ts";
import { asked, listAnswer, listParameters, listReply, type ListRow, type PageRequest, rowsToAsk } from "../lists.ts";
import { type Named, operation } from "../operation.ts";
import { type Kind, optional } from "../wire.ts";
import { amount } from "../wire_numbers.ts";
import { anyText, blankText, checked } from "../wire_texts.ts";
import { Id, MoneyText, Options, said, Time } from "./schemas.ts";

const Variant = z.object({ id: Id, sku: said("K2-1"), options: Options, price: MoneyText, stock: z.int().min(0) })
  .meta({ id: "Variant", description: "One way in which a product is sold." });

export const Product = z.object({
  id: Id,
  name: said("White Jacket"),
  description: said("White Jacket"),
  price: MoneyText,
  image: z.url().nullable(),
  category: Id,
  stock: z.int().min(0).meta({ description: "Units; of all variants together." }),
  color: said("White"),
  size: said("L"),
  category_name: said("Jackets"),
  average_rating: z.number().min(0).max(5),
  rating_count: z.int().min(0),
  created_at: Time,
  variants: z.array(Variant),
}).meta({ id: "Product" });

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

/** An ordering by its name; one that is not listed is no ordering. */
const orderingKind: Kind<Ordering> = checked(anyText, (given) => {
  const by = orderings.find((name) => name !== "id" && name === given.replace(/^-/, ""));
  const sorted = by !== undefined && !(given === "-name");
  return sorted ? { by, descending: given.startsWith("-") } : { by: "id", descending: false };
}, "");

const searchKind: Kind<string> = {
  ...blankText(1000),
  read: (given) => blankText(1000).read(typeof given === "string" ? given.replaceAll("\0", " ") : given),
};

const inStockKind = checked(
  blankText(100),
  (given): { only: boolean } | null =>
    given === "true" || given === "1" ? { only: true } : given === "false" || given === "0" ? { only: false } : null,
  (given) => `"${given}" is not a valid choice.`,
  { enum: ["true", "1", "false", "0"] },
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
  category: optional(blankText(1000), undefined, { description: "A category's id or slug." }),
  search: optional(searchKind, undefined, {
    description: "Every word must begin a word of the name or the description; letter case and accents aside. " +
      "In scripts without spaces a word begins at each letter.",
  }),
  min_price: optional(bound, undefined),
  max_price: optional(bound, undefined),
  color: optional(blankText(1000), undefined, { description: "The product's own or a variant's, letter case aside." }),
  size: optional(blankText(1000), undefined, { description: "The product's own or a variant's, letter case aside." }),
  in_stock: optional(inStockKind, undefined, { description: "`true` or `1`; `false` or `0` for what is sold out." }),
  ordering: optional(orderingKind, { by: "id", descending: false } as const, {
    description: "`price`, `-price`, `name`, `created_at`, `-created_at`, `average_rating`, `-average_rating`.",
  }),
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
  summary: "List products",
  description: "Products on sale, narrowed by the filters; by id unless ordered otherwise.",
  access: "public",
  cached: true,
  names: [],
  query: productQuery,
  roundTrips: 1,
  answer: { status: 200, description: "A page of products.", schema: listAnswer(Product) },
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
  summary: "One product",
  description: "A product on sale, with its variants.",
  access: "public",
  cached: true,
  names: [aProduct],
  roundTrips: 1,
  answer: { status: 200, description: "The product.", schema: Product },
  errors: { not_found: 404 },
  handle: async ({ id, base }, showProduct: ShowProduct) => {
    const product = await showProduct(id, base);
    if (product === null) return notFound();
    return replyText(200, product);
  },
});
