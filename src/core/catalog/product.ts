import type { Money } from "../values.ts";
import type { NewVariant, RowFault } from "./variants.ts";

/** What a product says of itself, and is found by. */
export type ProductTexts = {
  readonly name: string;
  readonly description: string;
  readonly color: string;
  readonly size: string;
};

/**
 * A product to be sold: `price` and `stock` are its own where it has no variants, else each variant's are.
 * `image` is an absolute URL, a path of the shop's own, or null.
 */
export type NewProduct = ProductTexts & {
  readonly image: string | null;
  readonly price: Money;
  readonly stock: number;
  readonly variants: readonly NewVariant[];
};

/** There is no such product, or it was archived. */
export type ProductNotFound = { readonly type: "product_not_found"; readonly product: number };

/** What is wrong with a product as it was given, all at once. */
export type ProductInvalid = {
  readonly type: "product_invalid";
  /** The category that there is not. */
  readonly noCategory: number | null;
  /** The variants were all taken away from a product that has some. */
  readonly emptied: boolean;
  /** Row by row; empty when none is wrong. */
  readonly rows: readonly (readonly RowFault[])[];
  /** What is not the product's own to change, because it has variants. */
  readonly onVariants: readonly ("price" | "stock")[];
  /** A stock of its own beyond `STOCK_MAX`. */
  readonly tooMany: boolean;
};

/** The refusal, or null when nothing is wrong. */
export const productInvalid = (found: Omit<ProductInvalid, "type">): ProductInvalid | null =>
  found.noCategory !== null || found.emptied || found.rows.length > 0 || found.onVariants.length > 0 || found.tooMany
    ? { type: "product_invalid", ...found }
    : null;
