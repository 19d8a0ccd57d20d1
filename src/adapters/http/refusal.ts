import type { AddItemError } from "../../core/cart/add_item.ts";
import type { ChangeQuantityError } from "../../core/cart/change_quantity.ts";
import type { MergeError } from "../../core/cart/merge_carts.ts";
import type { ChangeCustomerError } from "../../core/customers/change_customer.ts";
import type { DeleteCustomerError } from "../../core/customers/delete_customer.ts";
import type { ChangeCategoryError } from "../../core/catalog/change_category.ts";
import type { ChangeProductError } from "../../core/catalog/change_product.ts";
import type { DeleteCategoryError } from "../../core/catalog/delete_category.ts";
import type { EndSessionsError } from "../../core/customers/end_sessions.ts";
import type { SignInError } from "../../core/customers/sign_in.ts";
import type { SignUpError } from "../../core/customers/sign_up.ts";
import type { IllegalTransition, OrderError } from "../../core/orders/order.ts";
import type { CheckoutError } from "../../core/orders/checkout.ts";
import type { ChangeRatingError } from "../../core/ratings/change_rating.ts";
import type { RateProductError } from "../../core/ratings/rate_product.ts";
import type { OrderItemsError, PricedItem } from "../../core/orders/order_items.ts";
import type { Conflict } from "../../core/use_case.ts";
import { type FieldErrors, invalid, permissionDenied, unauthorized, withChallenge } from "./problem.ts";
import { type Reply, reply } from "./reply.ts";

/** Every reason that the core gives. */
export type DomainError =
  | AddItemError
  | ChangeQuantityError
  | MergeError
  | CheckoutError<string>
  | OrderItemsError
  | ChangeCategoryError
  | DeleteCategoryError
  | ChangeProductError
  | EndSessionsError
  | ChangeCustomerError
  | DeleteCustomerError
  | Exclude<OrderError, IllegalTransition>
  | IllegalTransition<string>
  | RateProductError
  | ChangeRatingError
  | SignInError
  | SignUpError
  | Conflict;

/** How a route answers each reason: a status for a business error, or the fields that it is about (400). */
export type ErrorTable<E extends { readonly type: string }> = {
  readonly [T in E["type"]]: number | ((error: Extract<E, { readonly type: T }>) => FieldErrors);
};

const sentences: { readonly [E in DomainError as E["type"]]: string | ((error: E) => string) } = {
  session_ended: "Invalid token.",
  invalid_credentials: "Unable to log in with provided credentials.",
  throttled: ({ retry_after: seconds }) =>
    `Request was throttled. Expected available in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  names_taken: "A user with that name already exists.",
  conflict: "Other requests changed the same things at the same time. Try again.",
  cart_not_found: "Not found.",
  product_not_found: "Not found.",
  line_not_found: "Not found.",
  category_not_found: "Not found.",
  category_in_use: "The category has products.",
  slug_taken: "Another category has this slug.",
  precondition_failed: "It was changed since it was read.",
  product_invalid: "The product cannot be like this.",
  session_not_found: "Not found.",
  order_not_found: "Not found.",
  rating_not_found: "Not found.",
  other_product: "A rating stays with its product.",
  user_not_found: "Not found.",
  current_password_missing: "The current password is needed.",
  current_password_wrong: "The current password is another one.",
  last_staff: "The last member of the staff cannot be deleted or demoted.",
  permission_denied: "You do not have permission to perform this action.",
  illegal_transition: (error) => `An order that is ${error.from} cannot become ${error.to}.`,
  order_locked: (error) => `An order that is ${error.status} cannot be sent elsewhere.`,
  variant_ambiguous: "The cart holds several variants of this product.",
  cart_forbidden: "You do not have permission to perform this action.",
  same_cart: "A cart cannot be merged with itself.",
  variant_not_found: "This product has no such variant.",
  quantity_too_large: (error) => `At most ${error.limit} of one thing.`,
  out_of_stock: (error) =>
    `Insufficient stock for product ${error.product}: ${error.available} available, ${error.requested} requested.`,
  cart_full: (error) => `A cart holds at most ${error.limit} lines.`,
  total_too_large: "The total is larger than an order may be.",
  cart_empty: "Cart is empty.",
  wrong_items: "Some items cannot be ordered.",
  product_unavailable: (error) => `Product ${error.product} is not available any more.`,
  price_changed: "The total is not the expected one: prices have changed.",
  idempotency_key_reused: "This idempotency key was used for another request.",
};

/** The answer to a reason that the core gave, by the route's own table. */
export function refusal<E extends DomainError>(table: ErrorTable<E>, error: E): Reply {
  if (error.type === "session_ended") return unauthorized("invalid_token");
  if (error.type === "permission_denied") return permissionDenied();
  const entry = table[error.type as E["type"]];
  if (typeof entry === "function") return invalid((entry as (error: E) => FieldErrors)(error));
  const sentence = sentences[error.type] as string | ((error: E) => string);
  const detail = typeof sentence === "string" ? sentence : sentence(error);
  return withChallenge(reply(entry, { detail, error: detail, code: error.type, ...evidence(error) }, advice(error)));
}

/** When to try again, where that would help. */
const advice = (error: DomainError): Readonly<Record<string, string>> =>
  error.type === "throttled" ? { "Retry-After": String(error.retry_after) } : {};

/** The data that a reason comes with, as the wire has it. */
function evidence(error: DomainError): object {
  switch (error.type) {
    case "price_changed":
      return { total: moneyText(error.total), items: error.items.map(pricedNow) };
    case "invalid_credentials":
      return { non_field_errors: [sentences.invalid_credentials] };
    default: {
      const { type: _type, ...data } = error;
      return data;
    }
  }
}

/** What would be bought, at its price of now: a cart's line as the port shows it, or an item that was listed. */
const pricedNow = (item: string | PricedItem): object =>
  typeof item === "string"
    ? JSON.parse(item)
    : { ...item, price: moneyText(item.price), subtotal: moneyText(item.subtotal) };

/** Minor units as a text with 2 decimals. */
const moneyText = (minor: number): string => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
