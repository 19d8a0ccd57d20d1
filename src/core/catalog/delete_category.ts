import {
  type Caller,
  type PermissionDenied,
  type SessionEnded,
  type Standing,
  whyNotStaff,
} from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { CategoryNotFound } from "./change_category.ts";
import type { Precondition, PreconditionFailed } from "./precondition.ts";

export type DeleteCategory = {
  readonly caller: Caller;
  readonly category: number;
  readonly precondition: Precondition | null;
};

/** `inUse`: it has products, archived ones included. */
export type DeleteCategoryFacts = {
  readonly standing: Standing;
  readonly category: { readonly id: number; readonly view: string; readonly inUse: boolean } | null;
};

/** The category has products; archived ones count. */
export type CategoryInUse = { readonly type: "category_in_use" };

export type DeleteCategoryError =
  | SessionEnded
  | PermissionDenied
  | CategoryNotFound
  | PreconditionFailed
  | CategoryInUse;

/** The category goes, if it has no product and readers still get `seen` of it, where that matters. */
export type DeletedCategory = {
  readonly caller: Caller;
  readonly category: number;
  readonly seen: string | null;
  readonly at: string;
};

export type DeleteCategoryPort = Port<DeleteCategory, DeleteCategoryFacts, DeletedCategory, null>;

export function decideDeleteCategory(
  { standing, category }: DeleteCategoryFacts,
  { caller, precondition }: DeleteCategory,
  at: Pick<Moment, "now">,
): Decision<DeletedCategory, never, DeleteCategoryError> {
  const denied = whyNotStaff(caller, standing);
  if (denied !== null) return refuse(denied);
  if (category === null) return refuse({ type: "category_not_found" });
  if (precondition !== null && !precondition(category.view)) return refuse({ type: "precondition_failed" });
  if (category.inUse) return refuse({ type: "category_in_use" });
  return commit({ caller, category: category.id, seen: precondition === null ? null : category.view, at: at.now });
}

/** Deletes a category that has no product. */
export const deleteCategory = (port: DeleteCategoryPort): UseCase<DeleteCategory, null, DeleteCategoryError> =>
  useCase(port, decideDeleteCategory);
