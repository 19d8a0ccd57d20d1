import {
  type CartNotFound,
  type CartRef,
  type OpenCart,
  type OutOfStock,
  outOfStock,
  type ProductUnavailable,
  type Shortage,
  subtotal,
  total,
  type TotalTooLarge,
} from "../cart/cart.ts";
import type { Caller, SessionEnded, Standing } from "../customers/session.ts";
import { answer, commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { Address, Money, PaymentMode, Quantity } from "../values.ts";

/** What names a request, so that repeating it cannot buy twice: the client's key, and a digest of what was asked. */
export type Idempotency = { readonly key: string; readonly fingerprint: string };

/** Null where nothing was given: address, phone and email then fall back to the customer's own. */
export type Checkout = {
  readonly caller: Caller;
  readonly cart: CartRef;
  readonly address: Address | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly paymentMode: PaymentMode;
  readonly expectedTotal: Money | null;
  readonly idempotency: Idempotency | null;
};

/** One line as it stands. `variant` is what is sold, `shown` its id for shoppers: null without variants. */
export type CheckoutLine<View> = {
  readonly product: number;
  readonly variant: number;
  readonly shown: number | null;
  readonly name: string;
  readonly image: string | null;
  /** The variant's options as JSON text; null without variants. */
  readonly options: string | null;
  readonly price: Money;
  readonly stock: number;
  readonly archived: boolean;
  readonly quantity: Quantity;
  readonly view: View;
};

export type CheckoutFacts<View, Answer> = {
  readonly standing: Standing;
  readonly customer: {
    readonly name: string;
    readonly address: string;
    readonly phone: string;
    readonly email: string;
  } | null;
  /** What this key did before. */
  readonly earlier: { readonly fingerprint: string; readonly answer: Answer } | null;
  readonly cart: (OpenCart & { readonly isDefault: boolean }) | null;
  readonly lines: readonly CheckoutLine<View>[];
};

export type CartEmpty = { readonly type: "cart_empty" };
/** The total is not the expected one. `items` are the lines as the port shows them now. */
export type PriceChanged<View> = {
  readonly type: "price_changed";
  readonly total: Money;
  readonly items: readonly View[];
};
export type KeyReused = { readonly type: "idempotency_key_reused" };

export type CheckoutError<View> =
  | SessionEnded
  | KeyReused
  | CartNotFound
  | CartEmpty
  | OutOfStock
  | ProductUnavailable
  | TotalTooLarge
  | PriceChanged<View>;

/** An order to be written, and the cart that it takes. `ref` is its name before the database has given it an id. */
export type NewOrder = {
  readonly ref: string;
  readonly caller: Caller;
  readonly customerName: string;
  readonly cart: OpenCart & { readonly isDefault: boolean };
  readonly items: readonly Omit<CheckoutLine<unknown>, "view" | "stock" | "archived" | "shown">[];
  readonly total: Money;
  readonly address: Address;
  readonly phone: string;
  readonly email: string;
  readonly paymentMode: PaymentMode;
  readonly idempotency: Idempotency | null;
  readonly at: string;
};

/** The order as the port tells of it. `replayed`: the key was used for the same request before, and this was told then. */
export type Placed<Answer> = { readonly answer: Answer; readonly replayed: boolean };

export type CheckoutPort<View, Answer> = Port<Checkout, CheckoutFacts<View, Answer>, NewOrder, Placed<Answer>>;

/** Checked in this order, all or nothing: session, key, cart, empty, stock, what is off sale, total. */
export function decideCheckout<View, Answer>(
  facts: CheckoutFacts<View, Answer>,
  command: Checkout,
  at: Moment,
): Decision<NewOrder, Placed<Answer>, CheckoutError<View>> {
  const { standing, customer, earlier, cart, lines } = facts;
  if (standing === null || customer === null) return refuse({ type: "session_ended" });
  if (earlier !== null) {
    return earlier.fingerprint === command.idempotency?.fingerprint
      ? answer({ answer: earlier.answer, replayed: true })
      : refuse({ type: "idempotency_key_reused" });
  }
  if (cart === null) return refuse({ type: "cart_not_found" });
  if (lines.length === 0) return refuse({ type: "cart_empty" });
  const [first, ...rest] = lines.filter(isShort).map(shortage);
  if (first !== undefined) return refuse(outOfStock(first, ...rest));
  const gone = lines.find((line) => line.archived);
  if (gone !== undefined) return refuse({ type: "product_unavailable", product: gone.product });
  const sum = total(lines.map((line) => subtotal(line.price, line.quantity)));
  if (sum === null) return refuse({ type: "total_too_large" });
  if (command.expectedTotal !== null && command.expectedTotal !== sum) {
    return refuse({ type: "price_changed", total: sum, items: lines.map((line) => line.view) });
  }
  return commit({
    ref: at.id,
    caller: command.caller,
    customerName: customer.name,
    cart,
    items: lines.map(({ view: _view, stock: _stock, archived: _archived, shown: _shown, ...item }) => item),
    total: sum,
    address: command.address ?? customer.address,
    phone: command.phone ?? customer.phone,
    email: command.email ?? customer.email,
    paymentMode: command.paymentMode,
    idempotency: command.idempotency,
    at: at.now,
  });
}

const isShort = (line: CheckoutLine<unknown>): boolean => !line.archived && line.quantity > line.stock;

const shortage = (line: CheckoutLine<unknown>): Shortage => ({
  product: line.product,
  variant: line.shown,
  available: line.stock,
  requested: line.quantity,
});

/** Turns a cart into an order: takes its stock, closes it, and puts a new default one in its place where it was that. */
export const checkout = <View, Answer>(
  port: CheckoutPort<View, Answer>,
): UseCase<Checkout, Placed<Answer>, CheckoutError<View>> => useCase(port, decideCheckout<View, Answer>);
