import * as z from "zod";
import type { AddItem, AddItemError } from "../../../core/cart/add_item.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { quantity } from "../../../core/values.ts";
import { customerCart } from "../cart_owner.ts";
import { asked, listAnswer, type Listed, listParameters, listReply, type PageRequest } from "../lists.ts";
import { type Named, operation } from "../operation.ts";
import { notFound } from "../problem.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { replyText } from "../reply.ts";
import { cartHeaders, xCartId } from "../shop/cart.ts";
import { tooMany, units } from "../shop/cart_lines.ts";
import { categoryRef, filters } from "../shop/product_filters.ts";
import { Average, Id, MoneyText, Picture, said, Stock, Time } from "../shop/schemas.ts";
import { optional } from "../wire.ts";
import { Item, noSuchWeight, weightFields, weightSynonyms } from "./item.ts";
import { words } from "../words.ts";

const Weight = z.object({ weight: z.string(), price: MoneyText, stock: Stock }).meta(words({
  id: "Weight",
  description: "One way in which a cake is sold.",
  example: { weight: "1kg", price: "1400.00", stock: 12 },
}));

const Cake = z.object({
  id: Id,
  name: said("Black Forest Cake"),
  description: said("Chocolate sponge, sour cherries, whipped cream."),
  image: Picture,
  price: MoneyText.meta(words({ description: "That of the smallest weight." })),
  category: Id,
  category_name: said("Cakes"),
  weights: z.array(Weight).meta(words({ description: "The smallest first; none when it is sold in one way only." })),
  average_rating: Average,
  created_at: Time,
}).meta(words({ id: "Cake", description: "A product of the category whose slug is `cakes`." }));

/** Reads one page of cakes; `count` is how many pass in all, when a numbered page was asked for. */
export type ListCakes = (
  caller: Caller,
  filter: { readonly category?: number | string | undefined; readonly search?: string | undefined },
  start: PageRequest,
  limit: number,
  base: string,
  now: string,
) => Promise<Listed & { readonly standing: Standing }>;

const ended = { session_ended: 401 } as const;

export const listCakesOperation = operation({
  id: "listCakes",
  method: "get",
  path: "/api/v1/cakes",
  tag: "Cakes",
  summary: words("List cakes"),
  description: words(
    "The cakes on sale, by id, with their weights. They are the products of the category whose slug is `cakes`.",
  ),
  access: "customer",
  cached: true,
  names: [],
  query: z.object({ category: filters.category, search: filters.search, ...listParameters }),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of cakes."), schema: listAnswer(Cake) },
  errors: { ...ended, not_found: 404 },
  handle: async ({ caller, query, base, at, url }, listCakes: ListCakes) => {
    const request = asked(query, "id");
    if (!request.ok) return request.error;
    const filter = { category: categoryRef(query.category), search: query.search };
    const found = await listCakes(caller, filter, request.value.start, request.value.limit, base, at.now);
    if (found.standing === null) return refusal(ended, { type: "session_ended" });
    return listReply(request.value, found, url, "id");
  },
});

const aCake: Named = { thing: "cake", by: "path", others: "allowed", staff: "allowed", missing: 404 };

/** One cake as the wire's JSON text, or null. */
export type ShowCake = (
  caller: Caller,
  id: number,
  base: string,
  now: string,
) => Promise<{ readonly standing: Standing; readonly cake: string | null }>;

export const showCakeOperation = operation({
  id: "getCake",
  method: "get",
  path: "/api/v1/cakes/{id}",
  tag: "Cakes",
  summary: words("One cake"),
  description: words(
    "A cake on sale with its weights, the smallest first. A product that is no cake is 404.",
  ),
  access: "customer",
  cached: true,
  names: [aCake],
  roundTrips: 1,
  answer: { status: 200, description: words("The cake."), schema: Cake },
  errors: { ...ended, not_found: 404 },
  handle: async ({ caller, id, base, at }, showCake: ShowCake) => {
    const { standing, cake } = await showCake(caller, id, base, at.now);
    if (standing === null) return refusal(ended, { type: "session_ended" });
    return cake === null ? notFound() : replyText(200, cake);
  },
});

const addErrors: ErrorTable<AddItemError | Conflict> = {
  session_ended: 401,
  cart_not_found: 404,
  product_not_found: 404,
  variant_not_found: noSuchWeight(),
  quantity_too_large: tooMany,
  out_of_stock: 400,
  cart_full: 400,
  total_too_large: 400,
  conflict: 409,
};

/** What adding a cake needs, with the origin of absolute URLs. */
export type AddCake = (base: string) => UseCase<AddItem, string, AddItemError>;

export const addCakeOperation = operation({
  id: "addCake",
  method: "post",
  path: "/api/v1/cakes/{id}/addtocart",
  tag: "Cakes",
  summary: words("Add a cake to my cart"),
  description: words(
    "Puts a cake in the cart and answers with the item. `weight` is one of its labels, such as `1kg`; without it, " +
      "it is the smallest. Adding the same cake and weight again accumulates; the sum is checked against the stock.",
  ),
  access: "customer",
  names: [aCake, xCartId],
  headers: cartHeaders,
  body: z.object({
    ...weightFields(words("The smallest when not given.")),
    quantity: optional(units, 1, { default: 1, example: 2 }),
  })
    .meta(words({ id: "AddCake", description: "Which weight of the cake, and how many of it." })),
  synonyms: weightSynonyms,
  roundTrips: 2,
  answer: { status: 201, description: words("The item."), schema: Item },
  errors: addErrors,
  handle: async ({ caller, id, body, called, base, at, c }, addCake: AddCake) => {
    const result = await addCake(base)({
      owner: customerCart(caller, (name) => c.req.header(name)),
      product: id,
      variant: body.weight || null,
      quantity: quantity(body.quantity),
    }, at);
    if (result.ok) return replyText(201, result.value);
    return refusal({ ...addErrors, variant_not_found: noSuchWeight(called.weight) }, result.error);
  },
});
