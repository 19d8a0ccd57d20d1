import { eventTypes } from "../../../core/events/event.ts";
import { orderStatuses, paymentModes } from "../../../core/values.ts";
import { cakeStatuses } from "../cakes/orders.ts";
import { actions } from "../shop/audit.ts";
import { inStockChoices, orderingNames } from "../shop/product_filters.ts";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const enumeration = (names: readonly string[], description: string) => ({ type: "string", enum: names, description });

/**
 * The schemas that have a name wherever they stand, beside those that the operations name themselves. They have no
 * example: the reference would send it with every optional parameter.
 */
const named: Readonly<Record<string, Json>> = {
  OrderStatus: enumeration(
    orderStatuses,
    "An order's state: Pending, Processing, Shipped, Delivered, or Cancelled from the first two. Letter case does not " +
      "matter on the way in.",
  ),
  CakeOrderStatus: enumeration(
    Object.values(cakeStatuses),
    "An order's state in the Cake API's words: of Pending, Processing, Shipped, Delivered and Cancelled.",
  ),
  PaymentMode: enumeration(
    paymentModes,
    "How it is paid: `cod` is cash on delivery. Letter case does not matter on the way in.",
  ),
  EventType: enumeration(eventTypes, "What happened: the kind of thing, and what became of it."),
  AuditAction: enumeration(actions, "What was done to the thing."),
  ProductOrdering: enumeration(
    orderingNames,
    "How products are ordered, `-` for the other way round; names regardless of letter case.",
  ),
  InStock: enumeration(inStockChoices, "`true` or `1` for what is in stock, `false` or `0` for what is sold out."),
  Amount: {
    type: ["string", "number"],
    description:
      "An amount in the shop's currency as a request may give it: a text or a number, with at most 2 decimals.",
  },
};

/** How a schema that a reader describes says its name. */
const MARK = "x-named";

const nameOf = (schema: Json): string | null => {
  if (typeof schema[MARK] === "string") return schema[MARK];
  if (!Array.isArray(schema.enum)) return null;
  const said = JSON.stringify(schema.enum.filter((name) => name !== null));
  return Object.keys(named).find((name) => JSON.stringify(named[name]?.enum) === said) ?? null;
};

/** What may stand beside a reference: what is said of this one place. */
const annotations = ["description", "default", "example"];

function referred(name: string, schema: Json): Json {
  const beside = Object.fromEntries(Object.entries(schema).filter(([key]) => annotations.includes(key)));
  const reference = { $ref: `#/components/schemas/${name}` };
  return [schema.type].flat().includes("null")
    ? { anyOf: [reference, { type: "null" }], ...beside }
    : { ...reference, ...beside };
}

/** Puts a reference in the place of each enumeration, and of each schema that is marked with its name. */
export function withNames(document: object): object {
  const inside = (value: Json): Json =>
    Object.fromEntries(Object.entries(value).filter(([key]) => key !== MARK).map(([key, item]) => [key, visit(item)]));
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    const name = nameOf(value);
    return name === null ? inside(value) : referred(name, value);
  };
  const { components, ...rest } = document as { components: Json & { schemas: Readonly<Record<string, Json>> } };
  const own = Object.entries(components.schemas).map(([name, schema]) => [name, inside(schema)]);
  return { ...inside(rest), components: { ...components, schemas: { ...Object.fromEntries(own), ...named } } };
}
