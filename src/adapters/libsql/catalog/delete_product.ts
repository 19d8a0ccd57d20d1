import type { DeletedProduct, DeleteProductPort } from "../../../core/catalog/delete_product.ts";
import { stale } from "../../../core/use_case.ts";
import { auditRemoved } from "../audit.ts";
import { changed, commitBatch, orStale, standing, stands, stillStanding, type Write } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { unindexProduct } from "./index_product.ts";
import { productJson, productView } from "./show_products.ts";
import { unchanged } from "./unchanged.ts";

/** What lies in a cart by now, or was sold, cannot be deleted: the foreign keys say so, and that is stale. */
const remove = ({ product, archive }: DeletedProduct): readonly Write[] =>
  archive
    ? [
      sql`UPDATE products SET archived = 1 WHERE id = ${product} AND archived = 0`,
      changed(1),
      sql`UPDATE variants SET archived = 1 WHERE product_id = ${product}`,
    ]
    : [orStale(sql`DELETE FROM products WHERE id = ${product} AND archived = 0`), changed(1)];

export const deleteProductStore = (database: Database, base: string): DeleteProductPort => ({
  load: async ({ caller, product }, { now }) => {
    const [[session], [found]] = await database.read([
      standing(caller, now),
      sql<{ id: number; view: string; used: number }>`
        SELECT p.id, ${productJson(base)} AS view,
          EXISTS (SELECT 1 FROM variants v WHERE v.product_id = p.id AND (
            EXISTS (SELECT 1 FROM cart_lines l WHERE l.variant_id = v.id)
            OR EXISTS (SELECT 1 FROM order_items i WHERE i.variant_id = v.id))) AS used
        FROM products p WHERE p.id = ${product} AND p.archived = 0`,
    ]);
    return {
      standing: stands(session),
      product: found === undefined ? null : { id: found.id, view: found.view, used: found.used === 1 },
    };
  },
  commit: async (deletion) => {
    const { caller, product: id, seen, at } = deletion;
    const view = productView(sql`${id}`, base);
    const receipt = await commitBatch(database, [
      ...stillStanding(caller, at),
      ...unchanged(view, seen),
      auditRemoved(deletion, { kind: "product", id, view }),
      ...remove(deletion),
      ...unindexProduct(id),
    ], sql`SELECT 1`);
    return receipt === stale ? stale : null;
  },
});
