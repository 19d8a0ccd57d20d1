import * as z from "zod";
import { cacheable } from "../etag.ts";
import { asked, listParameters, listReply, type ListRow, type PageRequest, rowsToAsk } from "../lists.ts";
import { notFound } from "../problem.ts";
import { replyText } from "../reply.ts";
import { type Named, operation } from "../operation.ts";
import { type Filter, type Ordering, Product, productQuery, readFilter, sortingOf } from "./products.ts";
import { Id, Time } from "./schemas.ts";

export const Category = z.object({
  id: Id,
  name: z.string(),
  slug: z.string(),
  image: z.url().nullable(),
  created_at: Time,
}).meta({ id: "Category" });

export const aCategory: Named = { thing: "category", by: "path", others: "allowed", staff: "allowed", missing: 404 };

/** Reads one page of categories; `count` is how many there are, when a numbered page was asked for. */
export type ListCategories = (
  start: PageRequest,
  limit: number,
  base: string,
) => Promise<{ readonly rows: readonly ListRow[]; readonly count: number }>;

export const listCategoriesOperation = operation({
  id: "listCategories",
  method: "get",
  path: "/api/categories",
  tag: "Catalogue",
  summary: "List categories",
  description: "The shop's categories, by id.",
  access: "public",
  names: [],
  query: z.object(listParameters),
  roundTrips: 1,
  answer: { status: 200, description: "A page of categories.", schema: z.array(Category) },
  errors: { not_found: 404 },
  handle: async ({ query, base, caller, c, url }, listCategories: ListCategories) => {
    const request = asked(query, "id");
    if (!request.ok) return request.error;
    const found = await listCategories(request.value.start, rowsToAsk(request.value), base);
    return cacheable(listReply(request.value, found, url, "id"), c.req.header("if-none-match"), caller !== null);
  },
});

/** One category as the wire's JSON text, or null. */
export type ShowCategory = (id: number, base: string) => Promise<string | null>;

export const showCategoryOperation = operation({
  id: "getCategory",
  method: "get",
  path: "/api/categories/{id}",
  tag: "Catalogue",
  summary: "One category",
  description: "A category of products.",
  access: "public",
  names: [aCategory],
  roundTrips: 1,
  answer: { status: 200, description: "The category.", schema: Category },
  errors: { not_found: 404 },
  handle: async ({ id, base, caller, c }, showCategory: ShowCategory) => {
    const category = await showCategory(id, base);
    if (category === null) return notFound();
    return cacheable(replyText(200, category), c.req.header("if-none-match"), caller !== null);
  },
});

/** Reads one page of a category's products; null when there is no such category. */
export type ListCategoryProducts = (
  category: number,
  filter: Filter,
  ordering: Ordering,
  start: PageRequest,
  limit: number,
  base: string,
) => Promise<{ readonly rows: readonly ListRow[]; readonly count: number } | null>;

export const listCategoryProductsOperation = operation({
  id: "listCategoryProducts",
  method: "get",
  path: "/api/categories/{id}/products",
  tag: "Catalogue",
  summary: "A category's products",
  description: "The products of one category, narrowed and ordered like all products.",
  access: "public",
  names: [aCategory],
  query: productQuery,
  roundTrips: 1,
  answer: { status: 200, description: "A page of products.", schema: z.array(Product) },
  errors: { not_found: 404 },
  handle: async ({ id, query, base, caller, c, url }, listProducts: ListCategoryProducts) => {
    const sorting = sortingOf(query.ordering);
    const request = asked(query, sorting);
    if (!request.ok) return request.error;
    const { start } = request.value;
    const found = await listProducts(id, readFilter(query), query.ordering, start, rowsToAsk(request.value), base);
    if (found === null) return notFound();
    return cacheable(listReply(request.value, found, url, sorting), c.req.header("if-none-match"), caller !== null);
  },
});
