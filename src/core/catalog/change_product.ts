import {
  type Caller,
  type PermissionDenied,
  type SessionEnded,
  type Standing,
  whyNotStaff,
} from "../customers/session.ts";
import { ok } from "../result.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { Money } from "../values.ts";
import type { Options } from "./options.ts";
import type { Precondition, PreconditionFailed } from "./precondition.ts";
import { type ProductInvalid, productInvalid, type ProductNotFound, type ProductTexts } from "./product.ts";
import { planVariants, STOCK_MAX, type Variant, type VariantPlan, type VariantRow } from "./variants.ts";

/** What is to change, undefined where nothing is. `variants` are then the list that is left. */
export type ChangeProduct = {
  readonly caller: Caller;
  readonly product: number;
  readonly precondition: Precondition | null;
  readonly category: number | undefined;
  readonly texts: { readonly [T in keyof ProductTexts]: string | undefined };
  readonly image: string | null | undefined;
  readonly price: Money | undefined;
  readonly stock: number | undefined;
  readonly variants: readonly VariantRow[] | undefined;
};

export type ChangeProductFacts = {
  readonly standing: Standing;
  /** Null when there is none or it was archived. `view` is the product as readers get it. */
  readonly product: {
    readonly id: number;
    readonly view: string;
    readonly texts: ProductTexts;
    readonly price: Money;
    readonly stock: number;
    /** None for a product without variants. */
    readonly variants: readonly Variant[];
  } | null;
  /** Whether the category given is there. */
  readonly categoryExists: boolean;
  /** Those of the skus given that other products' variants on sale have. */
  readonly takenSkus: readonly string[];
};

export type ChangeProductError =
  | SessionEnded
  | PermissionDenied
  | ProductNotFound
  | PreconditionFailed
  | ProductInvalid;

/** The product as it will be; what is undefined stays, whatever it has come to. */
export type ChangedProduct = {
  readonly caller: Caller;
  readonly product: number;
  /** What readers must still get of it, or null when that does not matter. */
  readonly seen: string | null;
  readonly category: number | undefined;
  readonly image: string | null | undefined;
  readonly texts: ProductTexts;
  /** Those of the texts that stay: they must still be what was loaded, because the product is found by all of them. */
  readonly relied: readonly (keyof ProductTexts)[];
  /** The variants that it must still have. */
  readonly present: readonly Variant[];
  /** The options that the product is found by. */
  readonly options: readonly Options[];
  readonly sold: Sold;
  readonly at: string;
};

/** What is sold of a product: itself, at its own price and from its own stock; or its variants, null when they stay. */
export type Sold =
  | { readonly as: "itself"; readonly price: Money | undefined; readonly stock: number | undefined }
  | { readonly as: "variants"; readonly plan: VariantPlan | null };

export type ChangeProductPort = Port<ChangeProduct, ChangeProductFacts, ChangedProduct, string>;

export function decideChangeProduct(
  facts: ChangeProductFacts,
  command: ChangeProduct,
  at: Pick<Moment, "now">,
): Decision<ChangedProduct, never, ChangeProductError> {
  const { caller, precondition, price, stock, variants: rows = [] } = command;
  const { standing, product } = facts;
  const denied = whyNotStaff(caller, standing);
  if (denied !== null) return refuse(denied);
  if (product === null) return refuse({ type: "product_not_found", product: command.product });
  if (precondition !== null && !precondition(product.view)) return refuse({ type: "precondition_failed" });
  const { variants: present } = product;
  const alone = present.length > 0 && rows.length === 0;
  const plan = rows.length === 0 ? ok(null) : planVariants(present, rows, facts.takenSkus);
  const wrong = productInvalid({
    noCategory: command.category === undefined || facts.categoryExists ? null : command.category,
    emptied: alone && command.variants !== undefined,
    rows: plan.ok ? [] : plan.error,
    onVariants: (["price", "stock"] as const).filter((field) =>
      alone && command[field] !== undefined && command[field] !== product[field]
    ),
    tooMany: present.length === 0 && rows.length === 0 && (stock ?? 0) > STOCK_MAX,
  });
  if (wrong !== null) return refuse(wrong);
  const planned = plan.ok ? plan.value : null;
  const sold: Sold = present.length === 0 && planned === null
    ? { as: "itself", price, stock }
    : { as: "variants", plan: planned };
  return commit({
    caller,
    product: product.id,
    seen: precondition === null ? null : product.view,
    category: command.category,
    image: command.image,
    ...mergedTexts(product.texts, command.texts),
    present,
    options: (planned === null ? present : [...planned.kept, ...planned.made]).map(({ options }) => options),
    sold,
    at: at.now,
  });
}

function mergedTexts(
  present: ProductTexts,
  given: ChangeProduct["texts"],
): Pick<ChangedProduct, "texts" | "relied"> {
  const names = ["name", "description", "color", "size"] as const;
  return {
    texts: {
      name: given.name ?? present.name,
      description: given.description ?? present.description,
      color: given.color ?? present.color,
      size: given.size ?? present.size,
    },
    relied: names.filter((name) => given[name] === undefined),
  };
}

/** Changes a product; the outcome is what readers get of it now. */
export const changeProduct = (port: ChangeProductPort): UseCase<ChangeProduct, string, ChangeProductError> =>
  useCase(port, decideChangeProduct);
