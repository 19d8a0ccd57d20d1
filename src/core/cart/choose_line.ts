import { err, ok, type Result } from "../result.ts";
import type { Money } from "../values.ts";
import type { LineNotFound, VariantAmbiguous, VariantNotFound } from "./cart.ts";

/** One line of a product in the cart. `variant` is what is sold, `shown` its id for shoppers: null without variants. */
export type ProductLine = {
  readonly id: number;
  readonly variant: number;
  readonly shown: number | null;
  readonly quantity: number;
  readonly price: Money;
  readonly stock: number;
  readonly archived: boolean;
};

export type ChooseLineError = LineNotFound | VariantAmbiguous | VariantNotFound;

/**
 * The line that is meant: the variant's when one is named, else the product's only one. `isVariant`: the named variant
 * is this product's, on sale or not.
 */
export function chooseLine(
  lines: readonly ProductLine[],
  variant: number | null,
  isVariant: boolean,
): Result<ProductLine, ChooseLineError> {
  if (variant !== null && !isVariant) return err({ type: "variant_not_found", variant });
  const [line, ...others] = variant === null ? lines : lines.filter((each) => each.shown === variant);
  if (line === undefined) return err({ type: "line_not_found" });
  return others.length > 0 ? err({ type: "variant_ambiguous" }) : ok(line);
}
