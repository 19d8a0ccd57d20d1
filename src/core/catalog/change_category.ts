import {
  type Caller,
  type PermissionDenied,
  type SessionEnded,
  type Standing,
  whyNotStaff,
} from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { SlugTaken } from "./create_category.ts";
import type { Precondition, PreconditionFailed } from "./precondition.ts";

/** What is to change, undefined where nothing is. */
export type ChangeCategory = {
  readonly caller: Caller;
  readonly category: number;
  readonly precondition: Precondition | null;
  readonly name: string | undefined;
  readonly image: string | null | undefined;
  readonly slug: string | undefined;
};

/** `view` is the category as readers get it; `slugTaken`: another one has the slug that was given. */
export type ChangeCategoryFacts = {
  readonly standing: Standing;
  readonly category: { readonly id: number; readonly view: string } | null;
  readonly slugTaken: boolean;
};

export type CategoryNotFound = { readonly type: "category_not_found" };

export type ChangeCategoryError = SessionEnded | PermissionDenied | CategoryNotFound | PreconditionFailed | SlugTaken;

/** `seen`: what readers must still get of it, or null when that does not matter. */
export type ChangedCategory = {
  readonly caller: Caller;
  readonly category: number;
  readonly seen: string | null;
  readonly name: string | undefined;
  readonly image: string | null | undefined;
  readonly slug: string | undefined;
  readonly at: string;
};

export type ChangeCategoryPort = Port<ChangeCategory, ChangeCategoryFacts, ChangedCategory, string>;

export function decideChangeCategory(
  { standing, category, slugTaken }: ChangeCategoryFacts,
  command: ChangeCategory,
  at: Pick<Moment, "now">,
): Decision<ChangedCategory, never, ChangeCategoryError> {
  const { precondition, ...change } = command;
  const denied = whyNotStaff(command.caller, standing);
  if (denied !== null) return refuse(denied);
  if (category === null) return refuse({ type: "category_not_found" });
  if (precondition !== null && !precondition(category.view)) return refuse({ type: "precondition_failed" });
  if (slugTaken) return refuse({ type: "slug_taken" });
  return commit({ ...change, seen: precondition === null ? null : category.view, at: at.now });
}

/** Changes a category; the outcome is what readers get of it now. */
export const changeCategory = (port: ChangeCategoryPort): UseCase<ChangeCategory, string, ChangeCategoryError> =>
  useCase(port, decideChangeCategory);
