import type { DeleteCategoryPort } from "../../../core/catalog/delete_category.ts";
import { stale } from "../../../core/use_case.ts";
import { auditRemoved } from "../audit.ts";
import { changed, commitBatch, orStale, standing, stands, stillStanding } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { categoryView } from "./show_categories.ts";
import { unchanged } from "./unchanged.ts";

export const deleteCategoryStore = (database: Database, base: string): DeleteCategoryPort => ({
  load: async ({ caller, category }, { now }) => {
    const [[session], [found], [product]] = await database.read([
      standing(caller, now),
      categoryView(sql`${category}`, base),
      sql`SELECT 1 FROM products WHERE category_id = ${category} LIMIT 1`,
    ]);
    return {
      standing: stands(session),
      category: found === undefined ? null : { id: category, view: found.body, inUse: product !== undefined },
    };
  },
  commit: async (deletion) => {
    const { caller, category: id, seen, at } = deletion;
    const view = categoryView(sql`${id}`, base);
    const receipt = await commitBatch(database, [
      ...stillStanding(caller, at),
      ...unchanged(view, seen),
      auditRemoved(deletion, { kind: "category", id, view }),
      orStale(sql`DELETE FROM categories WHERE id = ${id}`),
      changed(1),
    ], sql`SELECT 1`);
    return receipt === stale ? stale : null;
  },
});
