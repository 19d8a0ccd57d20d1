import { type Answer, type CartMeant, refusal } from "./requests.ts";
import { type Cart, shown, type State, type Variant } from "./state.ts";

export const cartNotFound = refusal(404, "cart_not_found");

export const productNotFound = (product: number) => refusal(404, "product_not_found", product);

export const unavailable = (product: number): Answer => refusal(400, "product_unavailable", product);

export function cartOf(state: State, cart: CartMeant): Cart | undefined {
  if ("guest" in cart) return [...state.carts.values()].find(({ id, owner }) => id === cart.guest && owner === null);
  return [...state.carts.values()].find(({ id, owner, isDefault }) =>
    owner === cart.who && (cart.cart === null ? isDefault : id === cart.cart)
  );
}

export type Line = { readonly variant: Variant; readonly quantity: number };

export const linesOf = (state: State, { lines }: Cart): readonly Line[] =>
  [...lines].map(([id, quantity]) => ({ variant: state.variants.get(id)!, quantity }));

export const told = ({ variant, quantity }: Line) => [variant.product, shown(variant), quantity, variant.price];

export const sum = (lines: readonly Line[]): number =>
  lines.reduce((sum, { variant, quantity }) => sum + variant.price * quantity, 0);

/** What is asked for beyond what there is, if anything; what is off sale is never short. */
export function shortage(lines: readonly Line[]): Answer | null {
  const short = lines.filter(({ variant, quantity }) => variant.onSale && quantity > variant.stock);
  if (short.length === 0) return null;
  return refusal(
    400,
    "out_of_stock",
    short.map(({ variant, quantity }) => [
      variant.product,
      shown(variant),
      variant.stock,
      quantity,
    ]),
  );
}
