import * as z from "zod";
import type { ChangeCategory, ChangeCategoryError } from "../../../core/catalog/change_category.ts";
import type { CreateCategory, CreateCategoryError } from "../../../core/catalog/create_category.ts";
import type { DeleteCategory, DeleteCategoryError } from "../../../core/catalog/delete_category.ts";
import { isSlug, SLUG_MAX } from "../../../core/catalog/slug.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { ifMatchHeader, precondition, replyTagged } from "../etag.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing } from "../reply.ts";
import { operation } from "../operation.ts";
import { nullable, optional, required } from "../wire.ts";
import { blankText, checked, text } from "../wire_texts.ts";
import { aCategory, Category } from "./categories.ts";
import { imageField, keptImage } from "./image.ts";
import { words } from "../words.ts";

const name = text(100);

const slug = nullable(
  checked(
    blankText(SLUG_MAX),
    (given) => given === "" || isSlug(given) ? given : null,
    'Enter a valid "slug" consisting of Unicode letters, numbers, underscores, or hyphens.',
  ),
  "",
  words({ description: "Made of the name when the category is made without one; later it changes only when given." }),
);

const example = { example: "Raincoats" };

const changed = { slug, image: imageField(undefined) };

const createErrors = {
  session_ended: 401,
  permission_denied: 403,
  slug_taken: () => ({ slug: ["category with this slug already exists."] }),
  conflict: 409,
} as const satisfies ErrorTable<CreateCategoryError | Conflict>;

const changeErrors: ErrorTable<ChangeCategoryError | Conflict> = {
  ...createErrors,
  category_not_found: 404,
  precondition_failed: 412,
};

const deleteErrors: ErrorTable<DeleteCategoryError | Conflict> = {
  session_ended: 401,
  permission_denied: 403,
  category_not_found: 404,
  category_in_use: 409,
  precondition_failed: 412,
  conflict: 409,
};

/** What each needs, with the origin of absolute URLs. */
export type CreateCategoryAt = (base: string) => UseCase<CreateCategory, string, CreateCategoryError>;
export type ChangeCategoryAt = (base: string) => UseCase<ChangeCategory, string, ChangeCategoryError>;
export type DeleteCategoryAt = (base: string) => UseCase<DeleteCategory, null, DeleteCategoryError>;

export const createCategoryOperation = operation({
  id: "createCategory",
  method: "post",
  path: "/api/categories",
  tag: "Stock room",
  summary: words("Make a category"),
  description: words(
    "A slug that is not given is made of the name, with `-2`, `-3` … when it is taken. One that is given and " +
      "taken is 400 on `slug`.",
  ),
  access: "staff",
  names: [],
  body: z.object({ name: required(name, example), slug, image: imageField(null) }).meta(
    words({ id: "NewCategory", description: "A new category." }),
  ),
  roundTrips: 2,
  answer: { status: 201, description: words("The category."), schema: Category },
  errors: createErrors,
  handle: async ({ caller, body, base, at }, createCategory: CreateCategoryAt) => {
    const command = { caller, name: body.name, image: keptImage(body.image, base), slug: body.slug || null };
    const result = await createCategory(base)(command, at);
    return result.ok ? replyTagged(201, result.value) : refusal(createErrors, result.error);
  },
});

const change = <B extends z.ZodObject<{ name: z.ZodType<string | undefined> } & typeof changed>>(
  method: "put" | "patch",
  id: string,
  body: B,
) =>
  operation({
    id,
    method,
    path: "/api/categories/{id}",
    tag: "Stock room",
    summary: words(method === "put" ? "Replace a category" : "Change a category"),
    description: words(
      "What is not given stays, the slug when the name changes too; a PUT wants the name.",
    ),
    access: "staff",
    names: [aCategory],
    headers: ifMatchHeader,
    body,
    roundTrips: 2,
    answer: { status: 200, description: words("The category."), schema: Category },
    errors: changeErrors,
    handle: async ({ caller, id: category, body: given, base, at, c }, changeCategory: ChangeCategoryAt) => {
      const result = await changeCategory(base)({
        caller,
        category,
        precondition: precondition(c.req.header("if-match")),
        name: given.name,
        image: keptImage(given.image, base),
        slug: given.slug || undefined,
      }, at);
      return result.ok ? replyTagged(200, result.value) : refusal(changeErrors, result.error);
    },
  });

export const replaceCategoryOperation = change(
  "put",
  "replaceCategory",
  z.object({ name: required(name, example), ...changed }).meta(
    words({ id: "ReplaceCategory", description: "The name, and whatever else is to change." }),
  ),
);
export const changeCategoryOperation = change(
  "patch",
  "changeCategory",
  z.object({ name: optional(name, undefined, example), ...changed }).meta(
    words({ id: "ChangeCategory", description: "Whatever is to change." }),
  ),
);

export const deleteCategoryOperation = operation({
  id: "deleteCategory",
  method: "delete",
  path: "/api/categories/{id}",
  tag: "Stock room",
  summary: words("Delete a category"),
  description: words(
    "Refused while it has products (409 `category_in_use`); those that went off sale count.",
  ),
  access: "staff",
  names: [aCategory],
  headers: ifMatchHeader,
  roundTrips: 2,
  answer: { status: 204, description: words("It is gone."), schema: null },
  errors: deleteErrors,
  handle: async ({ caller, id: category, base, at, c }, deleteCategory: DeleteCategoryAt) => {
    const command = { caller, category, precondition: precondition(c.req.header("if-match")) };
    const result = await deleteCategory(base)(command, at);
    return result.ok ? nothing() : refusal(deleteErrors, result.error);
  },
});
