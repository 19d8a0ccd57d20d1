import * as z from "zod";
import { Id, IdOrNull, MoneyText } from "../shop/schemas.ts";
import { orderStatuses } from "../../../core/values.ts";
import { cakeStatuses } from "../cakes/orders.ts";
import { named } from "../words.ts";
import { advice } from "./advice.ts";

/** Fields that did not pass. */
export const Validation = z.record(z.string(), z.array(z.unknown())).meta({
  id: "ValidationError",
  description: "What is wrong, field by field and all at once; whole-object problems under `non_field_errors`. The " +
    "messages of a list of objects stand object by object. It has no `code`.",
  example: { quantity: ["Ensure this value is greater than or equal to 1."] },
});

const Shortage = z.object({
  product: Id,
  variant: IdOrNull,
  available: z.int().min(0).meta({ description: "Units in stock, whatever is in the cart." }),
  requested: z.int().min(1).meta({ description: "Units that the line would have." }),
}).meta({ id: "Shortage", description: "A thing of which there are too few." });

const status = z.enum(orderStatuses);
const eitherStatus = z.union([status, z.enum(Object.values(cakeStatuses))]);
const limit = z.int().meta({ description: "The most that there may be." });
const request_id = z.string().meta(named(
  "RequestId",
  "The request's own id, as in `X-Request-Id` and in the shop's log: quote it when asking for help.",
  "0b9d3c4e-4f0e-4a56-9d77-6f6f2f1f7a10",
));

/** What the protocol itself refuses: such an answer has no `error` beside its `detail`. */
const protocol = new Set([
  "parse_error",
  "body_too_large",
  "body_too_slow",
  "unsupported_media_type",
  "not_authenticated",
  "invalid_token",
  "origin_not_allowed",
  "permission_denied",
  "uri_too_long",
  "not_found",
  "internal_error",
  "overloaded",
  "unavailable",
]);

/** The data that comes with a code. */
const evidence: Readonly<Record<string, z.ZodRawShape>> = {
  out_of_stock: { ...Shortage.shape, items: z.array(Shortage).meta({ description: "Every short line." }) },
  product_not_found: { product: z.int().meta({ description: "The id that was asked for." }) },
  product_unavailable: { product: Id },
  price_changed: {
    total: MoneyText,
    items: z.array(z.looseObject({ quantity: z.int(), subtotal: MoneyText })).meta({
      description: "The lines as they are now.",
    }),
  },
  cart_full: { limit },
  order_locked: { status },
  illegal_transition: { from: eitherStatus, to: eitherStatus },
  invalid_credentials: { non_field_errors: z.array(z.string()) },
  throttled: { retry_after: z.int().min(1).meta({ description: "Seconds." }) },
  internal_error: { request_id },
  overloaded: { request_id },
  unavailable: { request_id },
};

const known = new Map<string, z.ZodType>();

/** The answer that carries a code. */
export function problem(code: string): z.ZodType {
  const schema = known.get(code) ?? z.object({
    detail: z.string().meta({ description: "What is wrong, in a sentence." }),
    ...(protocol.has(code) ? {} : { error: z.string().meta({ description: "The same." }) }),
    code: z.literal(code),
    ...evidence[code],
  }).meta({
    id: `${code.split("_").map((word) => word[0]?.toUpperCase() + word.slice(1)).join("")}Problem`,
    description: advice[code],
  });
  known.set(code, schema);
  return schema;
}
