import type { ChangedProduct, ChangeProductPort } from "../../../core/catalog/change_product.ts";
import { type Options, optionsKey } from "../../../core/catalog/options.ts";
import type { Variant } from "../../../core/catalog/variants.ts";
import { nameKey } from "../../../core/catalog/words.ts";
import { stale } from "../../../core/use_case.ts";
import { money } from "../../../core/values.ts";
import { audited } from "../audit.ts";
import { changed, commitBatch, orStale, standing, stands, stillStanding, type Write } from "../commit.ts";
import { type Database, join, raw, sql } from "../database.ts";
import { stockIsLow } from "../events.ts";
import { categoryById, skusTaken } from "./create_product.ts";
import { indexProduct, unindexProduct } from "./index_product.ts";
import { productJson, productView } from "./show_products.ts";
import { unchanged } from "./unchanged.ts";
import { rewriteVariants, sumUp } from "./write_variants.ts";

type ProductRow = {
  readonly id: number;
  readonly view: string;
  readonly name: string;
  readonly description: string;
  readonly color: string;
  readonly size: string;
  readonly price: number;
  readonly stock: number;
};

type VariantRow = { readonly id: number; readonly sku: string; readonly options: string };

const onSale = (product: number) => sql`product_id = ${product} AND plain = 0 AND archived = 0`;

/** Guards that these are the product's variants, with these options. */
const sameVariants = (product: number, present: readonly Variant[]): Write => {
  const rows = JSON.stringify(present.map(({ id, options }) => [id, optionsKey(options)]));
  return orStale(sql`
    SELECT CASE WHEN (SELECT count(*) FROM variants WHERE ${onSale(product)}) = ${present.length}
        AND (SELECT count(*) FROM json_each(${rows}) r JOIN variants v ON v.id = r.value ->> 0
             WHERE ${onSale(product)} AND v.options_key = r.value ->> 1) = ${present.length}
      THEN 1 ELSE json('stale') END`);
};

/** A category that is not there any more is stale. */
const updateProduct = ({ product, category, image, texts, relied }: ChangedProduct): readonly Write[] => [
  orStale(sql`
    UPDATE products SET category_id = coalesce(${category ?? null}, category_id),
      image = ${image === undefined ? raw("image") : sql`${image}`}, name = ${texts.name}, name_key = ${
    nameKey(texts.name)
  },
      description = ${texts.description}, color = ${texts.color}, size = ${texts.size}
    WHERE id = ${product} AND archived = 0
      ${join(relied.map((name) => sql` AND ${raw(name)} = ${texts[name]}`), "")}`),
  changed(1),
];

/** Tells of the stocks that this makes low: before it does. */
const tellLowStock = ({ product, sold, at }: ChangedProduct): readonly Write[] => {
  const had = raw("v.stock");
  if (sold.as === "itself") {
    const plain = sql`(SELECT * FROM variants WHERE product_id = ${product} AND plain = 1 AND archived = 0) v`;
    return sold.stock === undefined ? [] : [stockIsLow(plain, had, sql`${sold.stock}`, at)];
  }
  if (sold.plan === null) return [];
  const stocks = sold.plan.kept.map(({ id, stock }) => [id, stock] as const).sort(([a], [b]) => a - b);
  const kept = sql`json_each(${JSON.stringify(stocks)}) kept CROSS JOIN variants v ON v.id = kept.value ->> 0`;
  return [stockIsLow(kept, had, raw("(kept.value ->> 1)"), at)];
};

const updateSold = ({ product, sold }: ChangedProduct): readonly Write[] => {
  if (sold.as === "variants") return sold.plan === null ? [] : rewriteVariants(product, sold.plan);
  return [
    sql`UPDATE variants SET price = coalesce(${sold.price ?? null}, price), stock = coalesce(${
      sold.stock ?? null
    }, stock)
        WHERE product_id = ${product} AND plain = 1 AND archived = 0`,
    changed(1),
  ];
};

/** The product comes back as the JSON text of the wire. */
export const changeProductStore = (database: Database, base: string): ChangeProductPort => ({
  load: async ({ caller, product, category, variants = [] }, { now }) => {
    const [[session], [found], present, [known], taken] = await database.read([
      standing(caller, now),
      sql<ProductRow>`
        SELECT p.id, ${productJson(base)} AS view, p.name, p.description, p.color, p.size, p.price, p.stock
        FROM products p WHERE p.id = ${product} AND p.archived = 0`,
      sql<VariantRow>`SELECT id, sku, options FROM variants WHERE ${onSale(product)} ORDER BY position`,
      categoryById(category ?? null),
      sql<{ sku: string }>`${skusTaken(variants)} AND product_id <> ${product}`,
    ]);
    return {
      standing: stands(session),
      product: found === undefined ? null : {
        id: found.id,
        view: found.view,
        texts: { name: found.name, description: found.description, color: found.color, size: found.size },
        price: money(found.price),
        stock: found.stock,
        variants: present.map(({ id, sku, options }) => ({ id, sku, options: JSON.parse(options) as Options })),
      },
      categoryExists: known !== undefined,
      takenSkus: taken.map(({ sku }) => sku),
    };
  },
  commit: async (change) => {
    const { product: id, caller, at } = change;
    const product = sql`${id}`;
    const view = productView(product, base);
    const receipt = await commitBatch(database, [
      ...stillStanding(caller, at),
      ...unchanged(view, change.seen),
      sameVariants(id, change.present),
      ...tellLowStock(change),
      ...audited(change, { kind: "product", id, view }, [
        ...updateProduct(change),
        ...updateSold(change),
        sumUp(product),
      ]),
      ...unindexProduct(id),
      ...indexProduct(product, change.texts, change.options),
    ], view);
    return receipt === stale ? stale : receipt.body;
  },
});
