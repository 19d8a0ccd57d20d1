import {
  type Caller,
  type PermissionDenied,
  type SessionEnded,
  type Standing,
  whyNotStaff,
} from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import { slugOf } from "./slug.ts";

/** `image` is an absolute URL, a path of the shop's own, or null; `slug` null is made of the name. */
export type CreateCategory = {
  readonly caller: Caller;
  readonly name: string;
  readonly image: string | null;
  readonly slug: string | null;
};

/** `slugTaken`: another category has the slug that was given. */
export type CreateCategoryFacts = { readonly standing: Standing; readonly slugTaken: boolean };

/** Another category has the slug. */
export type SlugTaken = { readonly type: "slug_taken" };

export type CreateCategoryError = SessionEnded | PermissionDenied | SlugTaken;

/** `slug.exact`: that one and no other; else with the first of -2, -3 … after it that is free. */
export type NewCategory = {
  readonly caller: Caller;
  readonly name: string;
  readonly image: string | null;
  readonly slug: { readonly text: string; readonly exact: boolean };
  readonly at: string;
};

/** `View` is the category as the port shows it; the core does not look inside. */
export type CreateCategoryPort<View> = Port<CreateCategory, CreateCategoryFacts, NewCategory, View>;

export function decideCreateCategory(
  facts: CreateCategoryFacts,
  command: CreateCategory,
  at: Pick<Moment, "now">,
): Decision<NewCategory, never, CreateCategoryError> {
  const { caller, name, image, slug } = command;
  const denied = whyNotStaff(caller, facts.standing);
  if (denied !== null) return refuse(denied);
  if (facts.slugTaken) return refuse({ type: "slug_taken" });
  return commit({ caller, name, image, slug: { text: slug ?? slugOf(name), exact: slug !== null }, at: at.now });
}

/** Makes a category. */
export const createCategory = <View>(
  port: CreateCategoryPort<View>,
): UseCase<CreateCategory, View, CreateCategoryError> => useCase(port, decideCreateCategory);
