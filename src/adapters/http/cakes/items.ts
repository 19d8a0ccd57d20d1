import * as z from "zod";
import type { CartOwner } from "../../../core/cart/cart.ts";
import type { ChangeLine, ChangeLineError } from "../../../core/cart/change_line.ts";
import type { RemoveLine, RemoveLineError } from "../../../core/cart/remove_line.ts";
import type { Standing } from "../../../core/customers/session.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { quantity } from "../../../core/values.ts";
import { customerCart } from "../cart_owner.ts";
import { asked, listAnswer, type Listed, listParameters, listReply, type PageRequest } from "../lists.ts";
import { type Named, operation } from "../operation.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing, replyText } from "../reply.ts";
import { cartHeaders, xCartId } from "../shop/cart.ts";
import { tooMany, units } from "../shop/cart_lines.ts";
import { optional } from "../wire.ts";
import { Item, noSuchWeight, weightFields, weightSynonyms } from "./item.ts";
import { words } from "../words.ts";

/** Reads one page of what lies in a cart; null when there is no such cart. */
export type ListItems = (
  owner: CartOwner,
  start: PageRequest,
  limit: number,
  base: string,
  now: string,
) => Promise<{
  readonly standing: Standing;
  readonly items: Listed | null;
}>;

const readErrors = { session_ended: 401, cart_not_found: 404 } as const;

export const listItemsOperation = operation({
  id: "listCakeItems",
  method: "get",
  path: "/api/v1/carts",
  tag: "Cake cart",
  summary: words("List what is in my cart"),
  description: words(
    "The items of the cart, at today's prices. It is the Shop API's cart, so things that are no cakes are shown " +
      "too. An item's `id` is what changes and removes it.",
  ),
  access: "customer",
  names: [xCartId],
  headers: cartHeaders,
  query: z.object(listParameters),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of items."), schema: listAnswer(Item) },
  errors: { ...readErrors, not_found: 404 },
  handle: async ({ caller, query, base, at, c, url }, listItems: ListItems) => {
    const request = asked(query, "id");
    if (!request.ok) return request.error;
    const owner = customerCart(caller, (name) => c.req.header(name));
    const { standing, items } = await listItems(owner, request.value.start, request.value.limit, base, at.now);
    if (standing === null) return refusal(readErrors, { type: "session_ended" });
    if (items === null) return refusal(readErrors, { type: "cart_not_found" });
    return listReply(request.value, items, url, "id");
  },
});

/** A line of the cart that is meant. */
const anItem: Named = { thing: "line", by: "path", others: 404, staff: 404, missing: 404 };

const changeErrors: ErrorTable<ChangeLineError | Conflict> = {
  session_ended: 401,
  cart_not_found: 404,
  line_not_found: 404,
  variant_not_found: noSuchWeight(),
  quantity_too_large: tooMany,
  product_unavailable: 400,
  out_of_stock: 400,
  total_too_large: 400,
  conflict: 409,
};

/** What changing an item needs, with the origin of absolute URLs. */
export type ChangeItem = (base: string) => UseCase<ChangeLine, string, ChangeLineError>;

const changing = (method: "put" | "patch", id: string) =>
  operation({
    id,
    method,
    path: "/api/v1/carts/{id}",
    tag: "Cake cart",
    summary: words(method === "put" ? "Replace an item of my cart" : "Change an item of my cart"),
    description: words(
      "Its weight, its quantity, or both; what is not given stays, in a PUT as well. When the cart has an item of " +
        "that weight already, the two are joined under the id in the address.",
    ),
    access: "customer",
    names: [anItem, xCartId],
    headers: cartHeaders,
    body: z.object({
      ...weightFields(words("It stays when not given.")),
      quantity: optional(units, null, words({ description: "It stays when not given.", example: 2 })),
    }).meta(words({ id: "ChangeCakeItem", description: "Whatever is to change." })),
    synonyms: weightSynonyms,
    roundTrips: 2,
    answer: { status: 200, description: words("The item."), schema: Item },
    errors: changeErrors,
    handle: async ({ caller, id: line, body, called, base, at, c }, changeItem: ChangeItem) => {
      const result = await changeItem(base)({
        owner: customerCart(caller, (name) => c.req.header(name)),
        line,
        label: body.weight || null,
        quantity: body.quantity === null ? null : quantity(body.quantity),
      }, at);
      if (result.ok) return replyText(200, result.value);
      return refusal({ ...changeErrors, variant_not_found: noSuchWeight(called.weight) }, result.error);
    },
  });

export const replaceItemOperation = changing("put", "replaceCakeItem");
export const changeItemOperation = changing("patch", "changeCakeItem");

const removeErrors: ErrorTable<RemoveLineError | Conflict> = {
  session_ended: 401,
  cart_not_found: 404,
  line_not_found: 404,
  conflict: 409,
};

export const removeCakeItemOperation = operation({
  id: "removeCakeItem",
  method: "delete",
  path: "/api/v1/carts/{id}",
  tag: "Cake cart",
  summary: words("Remove an item from my cart"),
  description: words(
    "Takes the item out of the cart. Once more, it is 404.",
  ),
  access: "customer",
  names: [anItem, xCartId],
  headers: cartHeaders,
  roundTrips: 2,
  answer: { status: 204, description: words("It is out."), schema: null },
  errors: removeErrors,
  handle: async ({ caller, id: line, at, c }, removeItem: UseCase<RemoveLine, null, RemoveLineError>) => {
    const result = await removeItem({ owner: customerCart(caller, (name) => c.req.header(name)), line }, at);
    return result.ok ? nothing() : refusal(removeErrors, result.error);
  },
});
