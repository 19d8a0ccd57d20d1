import type { ProductNotFound } from "../catalog/product.ts";
import type { SessionEnded, Standing } from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import { type Money, type Quantity, quantity, QUANTITY_MAX } from "../values.ts";
import {
  type CartFull,
  type CartNotFound,
  type CartOwner,
  LINES_MAX,
  type OpenCart,
  type OutOfStock,
  outOfStock,
  type QuantityTooLarge,
  subtotal,
  total,
  type TotalTooLarge,
  type VariantChoice,
  type VariantNotFound,
} from "./cart.ts";

/** `variant` null takes the product's default one. */
export type AddItem = {
  readonly owner: CartOwner;
  readonly product: number;
  readonly variant: VariantChoice;
  readonly quantity: Quantity;
};

export type AddItemFacts = {
  readonly standing: Standing;
  readonly cart: (OpenCart & { readonly lines: number; readonly total: Money | null }) | null;
  /** Null when there is no such product or it was archived. */
  readonly product: { readonly id: number } | null;
  /** The variant asked for, or the default one; null when the product has no such variant on sale. */
  readonly variant: {
    readonly id: number;
    /** The id as shoppers see it: null for a product without variants. */
    readonly shown: number | null;
    readonly price: Money;
    readonly stock: number;
    /** Units of it in the cart already. */
    readonly inCart: number;
  } | null;
};

export type AddItemError =
  | SessionEnded
  | CartNotFound
  | ProductNotFound
  | VariantNotFound
  | QuantityTooLarge
  | OutOfStock
  | CartFull
  | TotalTooLarge;

export type AddedItem = {
  readonly owner: CartOwner;
  readonly cart: number;
  readonly variant: number;
  readonly quantity: Quantity;
  readonly price: Money;
  readonly at: string;
};

/** `Line` is the line as the port shows it; the core does not look inside. */
export type AddItemPort<Line> = Port<AddItem, AddItemFacts, AddedItem, Line>;

export function decideAddItem(
  facts: AddItemFacts,
  command: AddItem,
  at: Pick<Moment, "now">,
): Decision<AddedItem, never, AddItemError> {
  const { standing, cart, product, variant } = facts;
  if (standing === null) return refuse({ type: "session_ended" });
  if (cart === null) return refuse({ type: "cart_not_found" });
  if (product === null) return refuse({ type: "product_not_found", product: command.product });
  if (variant === null) return refuse({ type: "variant_not_found", variant: command.variant });
  const requested = variant.inCart + command.quantity;
  if (requested > QUANTITY_MAX) return refuse({ type: "quantity_too_large", limit: QUANTITY_MAX });
  if (requested > variant.stock) {
    return refuse(outOfStock({ product: product.id, variant: variant.shown, available: variant.stock, requested }));
  }
  if (variant.inCart === 0 && cart.lines >= LINES_MAX) return refuse({ type: "cart_full", limit: LINES_MAX });
  if (total([cart.total, subtotal(variant.price, command.quantity)]) === null) {
    return refuse({ type: "total_too_large" });
  }
  return commit({
    owner: command.owner,
    cart: cart.id,
    variant: variant.id,
    quantity: quantity(command.quantity),
    price: variant.price,
    at: at.now,
  });
}

/** Puts units of a thing in a cart; what lies there already is added to. */
export const addItem = <Line>(port: AddItemPort<Line>): UseCase<AddItem, Line, AddItemError> =>
  useCase(port, decideAddItem);
