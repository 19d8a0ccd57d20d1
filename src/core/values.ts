import * as v from "valibot";

/** An amount in minor units (hundredths of the shop's currency), a safe integer from 0. */
export const Money = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.brand("Money"));
export type Money = v.InferOutput<typeof Money>;

/** The dearest price: 99,999,999.99. */
export const PRICE_MAX = 9_999_999_999;

/** The largest total of a cart or an order: 90,000,000,000,000.00, so that every sum stays a safe integer. */
export const TOTAL_MAX = 9_000_000_000_000_000;

export const money = (minor: number): Money => v.parse(Money, minor);

/** How many of one thing a line may hold. */
export const QUANTITY_MAX = 1_000_000;

export const Quantity = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1),
  v.maxValue(QUANTITY_MAX),
  v.brand("Quantity"),
);
export type Quantity = v.InferOutput<typeof Quantity>;

export const quantity = (units: number): Quantity => v.parse(Quantity, units);

export const STARS_MAX = 5;

/** A rating: 1 to 5, the more the better. */
export const Stars = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(STARS_MAX), v.brand("Stars"));
export type Stars = v.InferOutput<typeof Stars>;

export const stars = (count: number): Stars => v.parse(Stars, count);

/** Letters, digits and `@.+-_`, as Django's username validator has it, so it may be an email. */
export const Username = v.pipe(
  v.string(),
  v.regex(/^[\p{L}\p{N}_.@+-]{1,150}$/u),
  v.brand("Username"),
);
export type Username = v.InferOutput<typeof Username>;

const EMAIL =
  /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]([a-z\d-]{0,61}[a-z\d])$/i;

/** A dot-atom at a domain name, as Django's email validator has it. */
export const Email = v.pipe(v.string(), v.maxLength(254), v.regex(EMAIL), v.brand("Email"));
export type Email = v.InferOutput<typeof Email>;

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

/** How a login name is compared: compatibility forms and letter case aside (Unicode NFKC, lower case). */
export const foldName = (name: string): string => name.normalize("NFKC").toLowerCase();

/** `cod` is cash on delivery. */
export const paymentModes = ["cod", "online"] as const;
export type PaymentMode = typeof paymentModes[number];

/** A postal address: one text, or an object that is kept as JSON and shown as it came. */
export type Address = string | { readonly [key: string]: unknown };

/** The states of an order, in the order of its life. */
export const orderStatuses = ["Pending", "Processing", "Shipped", "Delivered", "Cancelled"] as const;
export type OrderStatus = typeof orderStatuses[number];
