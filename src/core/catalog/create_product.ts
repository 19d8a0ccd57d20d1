import {
  type Caller,
  type PermissionDenied,
  type SessionEnded,
  type Standing,
  whyNotStaff,
} from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { Money } from "../values.ts";
import { type NewProduct, type ProductInvalid, productInvalid, type ProductTexts } from "./product.ts";
import { type NewRow, planVariants, STOCK_MAX } from "./variants.ts";

export type CreateProduct = ProductTexts & {
  readonly caller: Caller;
  readonly category: number;
  readonly image: string | null;
  readonly price: Money;
  readonly stock: number;
  readonly variants: readonly NewRow[];
};

/** `takenSkus`: those of the skus given that variants on sale have. */
export type CreateProductFacts = {
  readonly standing: Standing;
  readonly categoryExists: boolean;
  readonly takenSkus: readonly string[];
};

export type CreateProductError = SessionEnded | PermissionDenied | ProductInvalid;

export type CreatedProduct = {
  readonly caller: Caller;
  readonly category: number;
  readonly product: NewProduct;
  readonly at: string;
};

/** `View` is the product as the port shows it; the core does not look inside. */
export type CreateProductPort<View> = Port<CreateProduct, CreateProductFacts, CreatedProduct, View>;

export function decideCreateProduct(
  facts: CreateProductFacts,
  command: CreateProduct,
  at: Pick<Moment, "now">,
): Decision<CreatedProduct, never, CreateProductError> {
  const { caller, category, variants: rows, ...product } = command;
  const denied = whyNotStaff(caller, facts.standing);
  if (denied !== null) return refuse(denied);
  const plan = planVariants([], rows, facts.takenSkus);
  const wrong = productInvalid({
    noCategory: facts.categoryExists ? null : category,
    emptied: false,
    rows: plan.ok ? [] : plan.error,
    onVariants: [],
    tooMany: rows.length === 0 && product.stock > STOCK_MAX,
  });
  if (wrong !== null) return refuse(wrong);
  return commit({
    caller,
    category,
    product: { ...product, variants: plan.ok ? plan.value.made : [] },
    at: at.now,
  });
}

/** Puts a product on sale. */
export const createProduct = <View>(
  port: CreateProductPort<View>,
): UseCase<CreateProduct, View, CreateProductError> => useCase(port, decideCreateProduct);
