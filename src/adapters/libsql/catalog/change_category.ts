import type { ChangeCategoryPort } from "../../../core/catalog/change_category.ts";
import { stale } from "../../../core/use_case.ts";
import { audited } from "../audit.ts";
import { changed, commitBatch, orStale, standing, stands, stillStanding } from "../commit.ts";
import { type Database, raw, sql } from "../database.ts";
import { categoryView } from "./show_categories.ts";
import { unchanged } from "./unchanged.ts";

/** The category comes back as the JSON text of the wire. */
export const changeCategoryStore = (database: Database, base: string): ChangeCategoryPort => ({
  load: async ({ caller, category, slug }, { now }) => {
    const [[session], [found], [other]] = await database.read([
      standing(caller, now),
      categoryView(sql`${category}`, base),
      sql`SELECT 1 FROM categories WHERE slug = ${slug ?? null} AND id <> ${category}`,
    ]);
    return {
      standing: stands(session),
      category: found === undefined ? null : { id: category, view: found.body },
      slugTaken: other !== undefined,
    };
  },
  commit: async (change) => {
    const { caller, category: id, seen, name, image, slug, at } = change;
    const view = categoryView(sql`${id}`, base);
    const receipt = await commitBatch(database, [
      ...stillStanding(caller, at),
      ...unchanged(view, seen),
      ...audited(change, { kind: "category", id, view }, [
        orStale(sql`
          UPDATE categories SET name = coalesce(${name ?? null}, name), slug = coalesce(${slug ?? null}, slug),
            image = ${image === undefined ? raw("image") : sql`${image}`}
          WHERE id = ${id}`),
        changed(1),
      ]),
    ], view);
    return receipt === stale ? stale : receipt.body;
  },
});
