import type { CartNotFound, CartRef, OpenCart, QuantityTooLarge, VariantNotFound } from "../cart/cart.ts";
import { err, ok, type Result } from "../result.ts";
import { type Decision, type Moment, type Port, type UseCase, useCase } from "../use_case.ts";
import { type Money, money, type Quantity, quantity, QUANTITY_MAX } from "../values.ts";
import {
  decidePurchase,
  type Goods,
  type NewOrder,
  type Offer,
  type OrderLine,
  type Placed,
  type Purchase,
  type PurchaseError,
  type PurchaseFacts,
} from "./purchase.ts";

/** One row of what is asked for. `variant` null takes the product's default one. */
export type WantedItem = { readonly product: number; readonly variant: number | null; readonly quantity: Quantity };

/** `cart` is the one that the request means: left alone, but it must be there. */
export type OrderItems = Purchase & { readonly cart: CartRef; readonly items: readonly WantedItem[] };

/** What a row means: `offer` null when there is no such product, archived or not, or it has no such variant. */
export type FoundItem = WantedItem & { readonly isProduct: boolean; readonly offer: Offer | null };

export type OrderItemsFacts = PurchaseFacts & {
  readonly cart: OpenCart | null;
  readonly items: readonly FoundItem[];
};

export type UnknownProduct = { readonly type: "unknown_product"; readonly product: number };

export type ItemFault = UnknownProduct | VariantNotFound | QuantityTooLarge;

/** What is wrong with each row, null where nothing is. */
export type WrongItems = { readonly type: "wrong_items"; readonly rows: readonly (ItemFault | null)[] };

/** A thing at its price of now. `variant` is null for a product without variants. */
export type PricedItem = {
  readonly product: number;
  readonly variant: number | null;
  readonly quantity: Quantity;
  readonly price: Money;
  readonly subtotal: Money;
};

export type OrderItemsError = PurchaseError<PricedItem> | CartNotFound | WrongItems;

export type OrderItemsPort = Port<OrderItems, OrderItemsFacts, NewOrder, Placed>;

export const decideOrderItems = (
  facts: OrderItemsFacts,
  command: OrderItems,
  at: Moment,
): Decision<NewOrder, Placed, OrderItemsError> =>
  decidePurchase(facts, command, at, (): Result<Goods<PricedItem>, CartNotFound | WrongItems> => {
    if (facts.cart === null) return err({ type: "cart_not_found" });
    const lines = addUp(facts.items);
    return lines.ok ? ok({ cart: null, lines: lines.value, told: () => lines.value.map(priced) }) : lines;
  });

/** Each thing once, in the order in which the rows name it first, with the units of all its rows. */
function addUp(items: readonly FoundItem[]): Result<readonly OrderLine[], WrongItems> {
  const sums = new Map<number, { readonly offer: Offer; readonly units: number }>();
  const rows = items.map((item): ItemFault | null => {
    const { isProduct, offer } = item;
    if (!isProduct) return { type: "unknown_product", product: item.product };
    if (offer === null) return { type: "variant_not_found", variant: item.variant };
    const units = item.quantity + (sums.get(offer.variant)?.units ?? 0);
    sums.set(offer.variant, { offer, units });
    return units > QUANTITY_MAX ? { type: "quantity_too_large", limit: QUANTITY_MAX } : null;
  });
  if (rows.some((fault) => fault !== null)) return err({ type: "wrong_items", rows });
  return ok([...sums.values()].map(({ offer, units }) => ({ ...offer, quantity: quantity(units) })));
}

/** The total was found to be one, so its part is. */
const priced = ({ product, shown, quantity, price }: OrderLine): PricedItem => ({
  product,
  variant: shown,
  quantity,
  price,
  subtotal: money(price * quantity),
});

/** Orders what is listed, and leaves every cart alone. */
export const orderItems = (port: OrderItemsPort): UseCase<OrderItems, Placed, OrderItemsError> =>
  useCase(port, decideOrderItems);
