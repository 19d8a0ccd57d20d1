import type { CreateProductPort } from "../../../core/catalog/create_product.ts";
import { stale } from "../../../core/use_case.ts";
import { auditMade } from "../audit.ts";
import { commitBatch, standing, stands, stillStanding } from "../commit.ts";
import { type Database, sql, type Statement } from "../database.ts";
import { insertProduct, newProduct } from "./insert_product.ts";
import { productView } from "./show_products.ts";

/** The skus among those given that variants on sale have. */
export const skusTaken = (rows: readonly { readonly sku: string | undefined }[]): Statement<{ sku: string }> =>
  sql`SELECT sku FROM variants
      WHERE archived = 0 AND sku IN (SELECT value FROM json_each(${
    JSON.stringify(rows.flatMap(({ sku }) => sku ?? []))
  }))`;

/** A row when the category is there. */
export const categoryById = (category: number | null): Statement =>
  sql`SELECT 1 FROM categories WHERE id = ${category}`;

/** The product comes back as the JSON text of the wire. */
export const createProductStore = (database: Database, base: string): CreateProductPort<string> => ({
  load: async ({ caller, category, variants }, { now }) => {
    const [[session], [known], taken] = await database.read([
      standing(caller, now),
      categoryById(category),
      skusTaken(variants),
    ]);
    return { standing: stands(session), categoryExists: known !== undefined, takenSkus: taken.map(({ sku }) => sku) };
  },
  commit: async (created) => {
    const { caller, category, product, at } = created;
    const view = productView(newProduct, base);
    const receipt = await commitBatch(database, [
      ...stillStanding(caller, at),
      ...insertProduct(sql`${category}`, product, at),
      auditMade(created, { kind: "product", id: newProduct, view }),
    ], view);
    return receipt === stale ? stale : receipt.body;
  },
});
