import * as z from "zod";
import { asked, listAnswer, type Listed, listParameters, listReply, type PageRequest } from "../lists.ts";
import { notFound } from "../problem.ts";
import { replyText } from "../reply.ts";
import { type Named, operation } from "../operation.ts";
import { type Filter, type Ordering, productQuery, readFilter, sortingOf } from "./product_filters.ts";
import { Product } from "./products.ts";
import { Id, Picture, said, Time } from "./schemas.ts";
import { words } from "../words.ts";

export const Category = z.object({
  id: Id,
  name: said("Jackets"),
  slug: said("jackets"),
  image: Picture,
  created_at: Time,
}).meta(
  words({
    id: "Category",
    description: "A group of products, with the name that the shop shows and the slug that addresses use.",
  }),
);

export const aCategory: Named = { thing: "category", by: "path", others: "allowed", staff: "allowed", missing: 404 };

/** Reads one page of categories; `count` is how many there are, when a numbered page was asked for. */
export type ListCategories = (
  start: PageRequest,
  limit: number,
  base: string,
) => Promise<Listed>;

export const listCategoriesOperation = operation({
  id: "listCategories",
  method: "get",
  path: "/api/categories",
  tag: "Catalogue",
  summary: words("List categories"),
  description: words(
    "The shop's categories, by id. The cakes of the Cake API are the products of the one whose slug is `cakes`.",
  ),
  access: "public",
  cached: true,
  names: [],
  query: z.object(listParameters),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of categories."), schema: listAnswer(Category) },
  errors: { not_found: 404 },
  handle: async ({ query, base, url }, listCategories: ListCategories) => {
    const request = asked(query, "id");
    if (!request.ok) return request.error;
    const found = await listCategories(request.value.start, request.value.limit, base);
    return listReply(request.value, found, url, "id");
  },
});

/** One category as the wire's JSON text, or null. */
export type ShowCategory = (id: number, base: string) => Promise<string | null>;

export const showCategoryOperation = operation({
  id: "getCategory",
  method: "get",
  path: "/api/categories/{id}",
  tag: "Catalogue",
  summary: words("One category"),
  description: words(
    "A category by its id. To find its products by its slug, filter the products with `category`.",
  ),
  access: "public",
  cached: true,
  names: [aCategory],
  roundTrips: 1,
  answer: { status: 200, description: words("The category."), schema: Category },
  errors: { not_found: 404 },
  handle: async ({ id, base }, showCategory: ShowCategory) => {
    const category = await showCategory(id, base);
    if (category === null) return notFound();
    return replyText(200, category);
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
) => Promise<Listed | null>;

export const listCategoryProductsOperation = operation({
  id: "listCategoryProducts",
  method: "get",
  path: "/api/categories/{id}/products",
  tag: "Catalogue",
  summary: words("List a category's products"),
  description: words(
    "The products of one category, narrowed and ordered like all products; `category` narrows once more. A " +
      "category that is not there is 404, not an empty list.",
  ),
  access: "public",
  cached: true,
  names: [aCategory],
  query: productQuery,
  roundTrips: 1,
  answer: { status: 200, description: words("A page of products."), schema: listAnswer(Product) },
  errors: { not_found: 404 },
  handle: async ({ id, query, base, url }, listProducts: ListCategoryProducts) => {
    const sorting = sortingOf(query.ordering);
    const request = asked(query, sorting);
    if (!request.ok) return request.error;
    const { start } = request.value;
    const found = await listProducts(id, readFilter(query), query.ordering, start, request.value.limit, base);
    if (found === null) return notFound();
    return listReply(request.value, found, url, sorting);
  },
});
