import type { ProductNotFound } from "./product.ts";
import {
  type Caller,
  type PermissionDenied,
  type SessionEnded,
  type Standing,
  whyNotStaff,
} from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { Precondition, PreconditionFailed } from "./precondition.ts";

export type DeleteProduct = {
  readonly caller: Caller;
  readonly product: number;
  readonly precondition: Precondition | null;
};

/** `product` is null when there is none or it was archived. `used`: it was sold before, or lies in a cart. */
export type DeleteProductFacts = {
  readonly standing: Standing;
  readonly product: { readonly id: number; readonly view: string; readonly used: boolean } | null;
};

export type DeleteProductError = SessionEnded | PermissionDenied | ProductNotFound | PreconditionFailed;

/** The product goes, if readers still get `seen` of it, where that matters. `archive`: it is only taken off sale. */
export type DeletedProduct = {
  readonly caller: Caller;
  readonly product: number;
  readonly seen: string | null;
  readonly archive: boolean;
  readonly at: string;
};

export type DeleteProductPort = Port<DeleteProduct, DeleteProductFacts, DeletedProduct, null>;

export function decideDeleteProduct(
  { standing, product }: DeleteProductFacts,
  command: DeleteProduct,
  at: Pick<Moment, "now">,
): Decision<DeletedProduct, never, DeleteProductError> {
  const { caller, precondition } = command;
  const denied = whyNotStaff(caller, standing);
  if (denied !== null) return refuse(denied);
  if (product === null) return refuse({ type: "product_not_found", product: command.product });
  if (precondition !== null && !precondition(product.view)) return refuse({ type: "precondition_failed" });
  return commit({
    caller,
    product: product.id,
    seen: precondition === null ? null : product.view,
    archive: product.used,
    at: at.now,
  });
}

/** Takes a product off sale for good: deleted, or archived where an order or a cart still needs it. */
export const deleteProduct = (port: DeleteProductPort): UseCase<DeleteProduct, null, DeleteProductError> =>
  useCase(port, decideDeleteProduct);
