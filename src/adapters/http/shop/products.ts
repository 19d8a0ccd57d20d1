import * as z from "zod";
import { notFound } from "../problem.ts";
import { replyText } from "../reply.ts";
import { asked, listAnswer, type Listed, listReply, type PageRequest } from "../lists.ts";
import { type Named, operation } from "../operation.ts";
import { Average, Id, MoneyText, Options, Picture, said, Stock, Time } from "./schemas.ts";
import { words } from "../words.ts";
import { type Filter, type Ordering, productQuery, readFilter, sortingOf } from "./product_filters.ts";

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

/** Reads one page of products; `count` is how many pass in all, when a numbered page was asked for. */
export type ListProducts = (
  filter: Filter,
  ordering: Ordering,
  start: PageRequest,
  limit: number,
  base: string,
) => Promise<Listed>;

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
    const found = await listProducts(readFilter(query), query.ordering, start, request.value.limit, base);
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
