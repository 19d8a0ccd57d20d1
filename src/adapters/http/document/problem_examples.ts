import {
  broken,
  foreignOrigin,
  malformed,
  notFound,
  overloaded,
  permissionDenied,
  tooLarge,
  tooSlow,
  unauthorized,
  unavailable,
  unsupportedMediaType,
  uriTooLong,
} from "../problem.ts";
import type { DomainError } from "../refusal.ts";
import { refusal } from "../refusal.ts";
import type { Reply } from "../reply.ts";

const REQUEST = "0b9d3c4e-4f0e-4a56-9d77-6f6f2f1f7a10";
const shortage = { product: 1, variant: null, available: 3, requested: 5 };
const line = { product: 1, product_name: "White Jacket", product_price: "1500.00", quantity: 2, subtotal: "3000.00" };

/** A reason of the core, answered as an operation does; its status is none of the example's business. */
const reason = <E extends DomainError>(error: E): Reply => refusal({ [error.type]: 400 } as never, error);

/** What the shop really answers with each code: made by what makes it there. */
const replies: Readonly<Record<string, Reply>> = {
  parse_error: malformed("Expected property name or '}' in JSON at position 1"),
  body_too_large: tooLarge(),
  body_too_slow: tooSlow(),
  unsupported_media_type: unsupportedMediaType("text/xml"),
  uri_too_long: uriTooLong(),
  not_authenticated: unauthorized("not_authenticated"),
  invalid_token: unauthorized("invalid_token"),
  origin_not_allowed: foreignOrigin(),
  permission_denied: permissionDenied(),
  not_found: notFound(),
  internal_error: broken(REQUEST),
  overloaded: overloaded(REQUEST),
  unavailable: unavailable(REQUEST),
  ...Object.fromEntries(
    ([
      { type: "invalid_credentials" },
      { type: "cart_not_found" },
      { type: "line_not_found" },
      { type: "product_not_found", product: 999 },
      { type: "category_not_found" },
      { type: "rating_not_found" },
      { type: "order_not_found" },
      { type: "user_not_found" },
      { type: "session_not_found" },
      { type: "cart_forbidden" },
      { type: "same_cart" },
      { type: "cart_empty" },
      { type: "cart_full", limit: 200 },
      { type: "total_too_large" },
      { type: "out_of_stock", ...shortage, items: [shortage] },
      { type: "product_unavailable", product: 1 },
      { type: "price_changed", total: 300000, items: [JSON.stringify(line)] },
      { type: "idempotency_key_reused" },
      { type: "illegal_transition", from: "Shipped", to: "Cancelled" },
      { type: "order_locked", status: "Shipped" },
      { type: "category_in_use" },
      { type: "last_staff" },
      { type: "precondition_failed" },
      { type: "conflict" },
      { type: "throttled", retry_after: 42 },
    ] as readonly DomainError[]).map((error) => [error.type, reason(error)]),
  ),
};

/** What the Cake API words in its own way. */
const cakeReplies = {
  cake_illegal_transition: reason({ type: "illegal_transition", from: "dispatched", to: "cancelled" }),
};

/** The answers that carry a code, by it. */
export const problemExamples: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries({ ...replies, ...cakeReplies }).map(([name, { body }]) => [name, JSON.parse(String(body))]),
);
