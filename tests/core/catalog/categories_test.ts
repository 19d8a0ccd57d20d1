import {
  type ChangeCategory,
  type ChangeCategoryFacts,
  decideChangeCategory,
} from "../../../src/core/catalog/change_category.ts";
import {
  type CreateCategory,
  type CreateCategoryFacts,
  decideCreateCategory,
} from "../../../src/core/catalog/create_category.ts";
import {
  decideDeleteCategory,
  type DeleteCategory,
  type DeleteCategoryFacts,
} from "../../../src/core/catalog/delete_category.ts";
import { commit, refuse } from "../../../src/core/use_case.ts";
import { decides } from "../given.ts";

const at = { now: "2026-01-02T03:04:05.000Z" };
const caller = { user: 1, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: true };
const standing = { staff: true };

const create: CreateCategory = { caller, name: "Rain Coats", image: null, slug: null };

decides(
  "create category",
  (given: CreateCategoryFacts, when: CreateCategory) => decideCreateCategory(given, when, at),
  [
    {
      it: "makes the slug of the name",
      given: { standing, slugTaken: false },
      when: create,
      then: commit({
        caller,
        name: "Rain Coats",
        image: null,
        slug: { text: "rain-coats", exact: false },
        at: at.now,
      }),
    },
    {
      it: "takes a slug that is given as it is",
      given: { standing, slugTaken: false },
      when: { ...create, slug: "Rain_1" },
      then: commit({ caller, name: "Rain Coats", image: null, slug: { text: "Rain_1", exact: true }, at: at.now }),
    },
    {
      it: "refuses a taken slug",
      given: { standing, slugTaken: true },
      when: { ...create, slug: "rain" },
      then: refuse({ type: "slug_taken" }),
    },
    {
      it: "refuses who is not staff any more",
      given: { standing: { staff: false }, slugTaken: true },
      when: create,
      then: refuse({ type: "permission_denied" }),
    },
    {
      it: "refuses who became staff after they signed in",
      given: { standing, slugTaken: false },
      when: { ...create, caller: { ...caller, staff: false } },
      then: refuse({ type: "permission_denied" }),
    },
    {
      it: "refuses an ended session",
      given: { standing: null, slugTaken: false },
      when: create,
      then: refuse({ type: "session_ended" }),
    },
  ],
);

const change: ChangeCategory = {
  caller,
  category: 3,
  precondition: null,
  name: "Rain",
  image: undefined,
  slug: undefined,
};
const changeFacts: ChangeCategoryFacts = { standing, category: { id: 3, view: "the category" }, slugTaken: false };
const changed = { caller, category: 3, seen: null, name: "Rain", image: undefined, slug: undefined, at: at.now };

decides(
  "change category",
  (given: ChangeCategoryFacts, when: ChangeCategory) => decideChangeCategory(given, when, at),
  [
    { it: "changes what is given", given: changeFacts, when: change, then: commit(changed) },
    {
      it: "relies on what the client saw, where it says so",
      given: changeFacts,
      when: { ...change, precondition: (view) => view === "the category" },
      then: commit({ ...changed, seen: "the category" }),
    },
    {
      it: "refuses an edit of a stale copy before it looks at the slug",
      given: { ...changeFacts, slugTaken: true },
      when: { ...change, precondition: () => false },
      then: refuse({ type: "precondition_failed" }),
    },
    {
      it: "refuses a taken slug",
      given: { ...changeFacts, slugTaken: true },
      when: { ...change, slug: "x" },
      then: refuse({ type: "slug_taken" }),
    },
    {
      it: "refuses one that is not there, precondition or not",
      given: { ...changeFacts, category: null },
      when: { ...change, precondition: () => false },
      then: refuse({ type: "category_not_found" }),
    },
  ],
);

const remove: DeleteCategory = { caller, category: 3, precondition: null };
const removeFacts = (inUse: boolean): DeleteCategoryFacts => ({
  standing,
  category: { id: 3, view: "the category", inUse },
});

decides(
  "delete category",
  (given: DeleteCategoryFacts, when: DeleteCategory) => decideDeleteCategory(given, when, at),
  [
    {
      it: "deletes an empty one",
      given: removeFacts(false),
      when: remove,
      then: commit({ caller, category: 3, seen: null, at: at.now }),
    },
    {
      it: "refuses one that has products",
      given: removeFacts(true),
      when: remove,
      then: refuse({ type: "category_in_use" }),
    },
    {
      it: "refuses a stale copy's deletion",
      given: removeFacts(false),
      when: { ...remove, precondition: () => false },
      then: refuse({ type: "precondition_failed" }),
    },
    {
      it: "refuses one that is not there",
      given: { standing, category: null },
      when: remove,
      then: refuse({ type: "category_not_found" }),
    },
  ],
);
