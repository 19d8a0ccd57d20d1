import type { CreateCategoryPort } from "../../../core/catalog/create_category.ts";
import { SLUG_MAX } from "../../../core/catalog/slug.ts";
import { stale } from "../../../core/use_case.ts";
import { auditMade } from "../audit.ts";
import { commitBatch, orStale, standing, stands, stillStanding } from "../commit.ts";
import { type Database, sql, type Statement } from "../database.ts";
import { firstFree } from "./first_free.ts";
import { categoryView } from "./show_categories.ts";

const slugTaken = (slug: Statement): Statement => sql`EXISTS (SELECT 1 FROM categories WHERE slug = ${slug})`;

const newCategory = sql`(SELECT seq FROM sqlite_sequence WHERE name = 'categories')`;

/** The category comes back as the JSON text of the wire. */
export const createCategoryStore = (database: Database, base: string): CreateCategoryPort<string> => ({
  load: async ({ caller, slug }, { now }) => {
    const [[session], [other]] = await database.read([
      standing(caller, now),
      sql`SELECT 1 FROM categories WHERE slug = ${slug}`,
    ]);
    return { standing: stands(session), slugTaken: other !== undefined };
  },
  commit: async (made) => {
    const { caller, name, image, slug, at } = made;
    const text = sql`${slug.text}`;
    const view = categoryView(newCategory, base);
    const receipt = await commitBatch(database, [
      ...stillStanding(caller, at),
      orStale(sql`
        INSERT INTO categories (name, slug, image, created_at)
        VALUES (${name}, ${slug.exact ? text : firstFree(text, slugTaken, SLUG_MAX)}, ${image}, ${at})`),
      auditMade(made, { kind: "category", id: newCategory, view }),
    ], view);
    return receipt === stale ? stale : receipt.body;
  },
});
