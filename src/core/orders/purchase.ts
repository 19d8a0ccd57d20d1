import {
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
import type { Result } from "../result.ts";
import { answer, commit, type Decision, type Moment, refuse } from "../use_case.ts";
import type { Address, Money, PaymentMode, Quantity } from "../values.ts";

/** What names a request, so that repeating it cannot buy twice: the client's key, and a digest of what was asked. */
export type Idempotency = { readonly key: string; readonly fingerprint: string };

/** Null where nothing was given: address, phone and email then fall back to the customer's own. */
export type Purchase = {
  readonly caller: Caller;
  readonly address: Address | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly paymentMode: PaymentMode;
  readonly expectedTotal: Money | null;
  readonly idempotency: Idempotency | null;
};

/** A thing as it is sold now. `variant` is what is sold, `shown` its id for shoppers: null without variants. */
export type Offer = {
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
};

/** What is asked for of one thing. */
export type OrderLine = Offer & { readonly quantity: Quantity };

/** A cart that an order takes. */
export type TakenCart = OpenCart & { readonly isDefault: boolean };

/** What is to be bought together, each thing once; `told` is what a shopper hears of it when its price changed. */
export type Goods<View> = {
  readonly cart: TakenCart | null;
  readonly lines: readonly OrderLine[];
  readonly told: () => readonly View[];
};

export type PurchaseFacts = {
  readonly standing: Standing;
  readonly customer: {
    readonly name: string;
    readonly address: string;
    readonly phone: string;
    readonly email: string;
  } | null;
  /** What this key did before. */
  readonly earlier: { readonly fingerprint: string; readonly answer: string } | null;
};

/** The total is not the expected one. `items` are what would be bought, as it is now. */
export type PriceChanged<View> = {
  readonly type: "price_changed";
  readonly total: Money;
  readonly items: readonly View[];
};
export type KeyReused = { readonly type: "idempotency_key_reused" };

export type PurchaseError<View> =
  | SessionEnded
  | KeyReused
  | OutOfStock
  | ProductUnavailable
  | TotalTooLarge
  | PriceChanged<View>;

/** An order to be written, and the cart that it takes. `ref` is its name before the database has given it an id. */
export type NewOrder = {
  readonly ref: string;
  readonly caller: Caller;
  readonly customerName: string;
  readonly cart: TakenCart | null;
  readonly items: readonly Omit<OrderLine, "shown" | "stock" | "archived">[];
  readonly total: Money;
  readonly address: Address;
  readonly phone: string;
  readonly email: string;
  readonly paymentMode: PaymentMode;
  readonly idempotency: Idempotency | null;
  readonly at: string;
};

/** `answer` is the order as its buyer was first told of it; `replayed`: by an earlier request with the same key. */
export type Placed = { readonly answer: string; readonly replayed: boolean };

/** Checked in this order, all or nothing: session, key, what the goods are, stock, what is off sale, total. */
export function decidePurchase<View, E>(
  { standing, customer, earlier }: PurchaseFacts,
  command: Purchase,
  at: Moment,
  collect: () => Result<Goods<View>, E>,
): Decision<NewOrder, Placed, PurchaseError<View> | E> {
  if (standing === null || customer === null) return refuse({ type: "session_ended" });
  if (earlier !== null) {
    return earlier.fingerprint === command.idempotency?.fingerprint
      ? answer({ answer: earlier.answer, replayed: true })
      : refuse({ type: "idempotency_key_reused" });
  }
  const goods = collect();
  if (!goods.ok) return refuse(goods.error);
  const { cart, lines, told } = goods.value;
  const [first, ...rest] = lines.filter(isShort).map(shortage);
  if (first !== undefined) return refuse(outOfStock(first, ...rest));
  const gone = lines.find((line) => line.archived);
  if (gone !== undefined) return refuse({ type: "product_unavailable", product: gone.product });
  const sum = total(lines.map((line) => subtotal(line.price, line.quantity)));
  if (sum === null) return refuse({ type: "total_too_large" });
  if (command.expectedTotal !== null && command.expectedTotal !== sum) {
    return refuse({ type: "price_changed", total: sum, items: told() });
  }
  return commit({
    ref: at.id,
    caller: command.caller,
    customerName: customer.name,
    cart,
    items: lines.map(({ product, variant, name, image, options, price, quantity }) => (
      { product, variant, name, image, options, price, quantity }
    )),
    total: sum,
    address: command.address ?? customer.address,
    phone: command.phone ?? customer.phone,
    email: command.email ?? customer.email,
    paymentMode: command.paymentMode,
    idempotency: command.idempotency,
    at: at.now,
  });
}

const isShort = (line: OrderLine): boolean => !line.archived && line.quantity > line.stock;

const shortage = (line: OrderLine): Shortage => ({
  product: line.product,
  variant: line.shown,
  available: line.stock,
  requested: line.quantity,
});
