import { isSameOption } from "../catalog/words.ts";
import type { SessionEnded, Standing } from "../customers/session.ts";
import { err, ok, type Result } from "../result.ts";
import { answer, commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import { type Money, type Quantity, quantity, QUANTITY_MAX } from "../values.ts";
import {
  type CartNotFound,
  type CartOwner,
  type LineNotFound,
  type OpenCart,
  type OutOfStock,
  outOfStock,
  type ProductUnavailable,
  type QuantityTooLarge,
  subtotal,
  total,
  type TotalTooLarge,
  type VariantNotFound,
} from "./cart.ts";
import type { ChangedQuantity } from "./change_quantity.ts";
import type { ProductLine } from "./choose_line.ts";

/** `label` names the variant that the line is to hold. Null where nothing is to change. */
export type ChangeLine = {
  readonly owner: CartOwner;
  readonly line: number;
  readonly label: string | null;
  readonly quantity: Quantity | null;
};

/** A line with its variant's label: null for a product without variants. */
export type LabelledLine = ProductLine & { readonly label: string | null };

/** A variant on sale, with its label. */
export type LabelledVariant = {
  readonly id: number;
  readonly label: string;
  readonly price: Money;
  readonly stock: number;
};

export type ChangeLineFacts<View> = {
  readonly standing: Standing;
  readonly cart: OpenCart | null;
  /** What the line is of, and how the port shows it; null when the cart has no such line. */
  readonly found: { readonly product: number; readonly view: View } | null;
  /** The cart's lines of that product, this one too. */
  readonly lines: readonly LabelledLine[];
  /** The product's variants on sale; none when it is sold without. */
  readonly variants: readonly LabelledVariant[];
  /** What the cart's other products come to; null when that is more than any total may be. */
  readonly rest: Money | null;
};

export type ChangeLineError =
  | SessionEnded
  | CartNotFound
  | LineNotFound
  | VariantNotFound
  | ProductUnavailable
  | QuantityTooLarge
  | OutOfStock
  | TotalTooLarge;

/** The line holds another variant from now on. `joined`, or null, is the line that held it before and is gone. */
export type MovedLine = {
  readonly owner: CartOwner;
  readonly cart: OpenCart;
  readonly line: number;
  readonly from: number;
  readonly variant: number;
  readonly joined: number | null;
  readonly quantity: Quantity;
  readonly at: string;
};

export type ChangedLine =
  | { readonly type: "quantity"; readonly change: ChangedQuantity }
  | { readonly type: "variant"; readonly change: MovedLine };

export type ChangeLinePort<View> = Port<ChangeLine, ChangeLineFacts<View>, ChangedLine, View>;

export function decideChangeLine<View>(
  facts: ChangeLineFacts<View>,
  command: ChangeLine,
  at: Pick<Moment, "now">,
): Decision<ChangedLine, View, ChangeLineError> {
  const { standing, cart, found, lines } = facts;
  if (standing === null) return refuse({ type: "session_ended" });
  if (cart === null) return refuse({ type: "cart_not_found" });
  const line = lines.find(({ id }) => id === command.line);
  if (found === null || line === undefined) return refuse({ type: "line_not_found" });
  const { product } = found;
  const meant = meantVariant(line, command.label, facts.variants);
  if (!meant.ok) return refuse(meant.error);
  const target = meant.value;
  const moves = target.id !== line.variant;
  if (!moves && command.quantity === null) return answer(found.view);
  if (!moves && line.archived) return refuse({ type: "product_unavailable", product });

  const joined = moves ? lines.find(({ variant }) => variant === target.id) ?? null : null;
  const units = (command.quantity ?? line.quantity) + (joined?.quantity ?? 0);
  if (units > QUANTITY_MAX) return refuse({ type: "quantity_too_large", limit: QUANTITY_MAX });
  if (units > target.stock) {
    return refuse(outOfStock({ product, variant: target.shown, available: target.stock, requested: units }));
  }
  const others = lines.filter((each) => each !== line && each !== joined)
    .map((each) => subtotal(each.price, each.quantity));
  if (total([facts.rest, ...others, subtotal(target.price, units)]) === null) {
    return refuse({ type: "total_too_large" });
  }
  const { owner } = command;
  const changed = { owner, line: line.id, variant: target.id, quantity: quantity(units), at: at.now };
  return moves
    ? commit({
      type: "variant",
      change: {
        ...changed,
        cart: { id: cart.id, version: cart.version },
        from: line.variant,
        joined: joined?.id ?? null,
      },
    })
    : commit({ type: "quantity", change: { ...changed, cart: cart.id } });
}

type Target = Pick<ProductLine, "id" | "shown" | "price" | "stock">;

/** What the line is to hold: what it holds now, or the variant on sale with that label. */
function meantVariant(
  line: LabelledLine,
  label: string | null,
  variants: readonly LabelledVariant[],
): Result<Target, VariantNotFound> {
  const present = { id: line.variant, shown: line.shown, price: line.price, stock: line.stock };
  if (label === null) return ok(present);
  if (line.label === null) return err({ type: "variant_not_found", variant: label });
  const variant = variants.find((each) => isSameOption(each.label, label));
  if (variant !== undefined) return ok({ ...variant, shown: variant.id });
  return isSameOption(line.label, label) ? ok(present) : err({ type: "variant_not_found", variant: label });
}

/**
 * Changes how many units a line holds, and of which variant. A variant that has a line of its own is joined: both
 * quantities add up under this line's id.
 */
export const changeLine = <View>(port: ChangeLinePort<View>): UseCase<ChangeLine, View, ChangeLineError> =>
  useCase(port, decideChangeLine<View>);
