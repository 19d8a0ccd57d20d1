import { optionsKey } from "../../../core/catalog/options.ts";
import type { NewVariant, VariantPlan } from "../../../core/catalog/variants.ts";
import { changed, orStale, type Write } from "../commit.ts";
import { raw, sql, type Statement } from "../database.ts";
import { firstFree } from "./first_free.ts";

const SKU_MAX = 64;

/** One argument for any number of rows: options as their JSON text, with the key that tells them apart. */
const rowsJson = (rows: VariantPlan["made"] | VariantPlan["kept"]): string =>
  JSON.stringify(rows.map((row) => ({
    ...row,
    options: JSON.stringify(row.options),
    key: optionsKey(row.options),
  })));

const row = (name: string): Statement => raw(`value ->> '${name}'`);

const skuTaken = (sku: Statement): Statement =>
  sql`EXISTS (SELECT 1 FROM variants other WHERE other.sku = ${sku} AND other.archived = 0)`;

const inOrder = (made: readonly NewVariant[]): readonly NewVariant[] =>
  made.toSorted((one, other) => one.position - other.position);

/** The plain row that a product without variants is sold by. */
export const insertPlain = (product: Statement, price: number, stock: number): Write =>
  sql`INSERT INTO variants (product_id, plain, position, options, options_key, price, stock)
      VALUES (${product}, 1, 0, '{}', '', ${price}, ${stock})`;

/**
 * New variants, each without a price at the product's present one. A sku as given is trimmed, so that one which begins
 * with a space stands for one that is to be made, and meets no other. A taken option set or sku is stale.
 */
export const insertVariants = (product: Statement, made: readonly NewVariant[]): readonly Write[] =>
  made.length === 0 ? [] : [
    orStale(sql`
      INSERT INTO variants (product_id, plain, position, sku, options, options_key, price, stock)
      SELECT p.id, 0, ${row("position")}, coalesce(${row("sku")}, ' ' || p.id || '-' || (${row("position")})),
             ${row("options")}, ${row("key")}, coalesce(${row("price")}, p.price), ${row("stock")}
      FROM json_each(${rowsJson(inOrder(made))}) CROSS JOIN products p WHERE p.id = ${product}`),
    sql`UPDATE variants
        SET sku = ${firstFree(raw("'K' || variants.product_id || '-' || variants.id"), skuTaken, SKU_MAX)}
        WHERE product_id = ${product} AND archived = 0 AND sku LIKE ' %'`,
  ];

/**
 * The variants of a product as planned: what it has beside them goes off sale. Option sets and skus are parked first,
 * for two variants may swap them.
 */
export const rewriteVariants = (product: number, { kept, made }: VariantPlan): readonly Write[] => {
  const keptRows = rowsJson(kept);
  return [
    sql`UPDATE variants SET archived = 1
        WHERE product_id = ${product} AND archived = 0
          AND id NOT IN (SELECT ${row("id")} FROM json_each(${keptRows}))`,
    sql`UPDATE variants SET options_key = '#' || id, sku = iif(kept.sku IS NULL, variants.sku, ' ' || id)
        FROM (SELECT ${row("id")} AS kept_id, ${row("sku")} AS sku FROM json_each(${keptRows})) AS kept
        WHERE variants.id = kept.kept_id`,
    orStale(sql`
      UPDATE variants SET position = kept.position, sku = coalesce(kept.sku, variants.sku), options = kept.options,
        options_key = kept.key, price = coalesce(kept.price, variants.price), stock = coalesce(kept.stock, variants.stock)
      FROM (SELECT ${row("id")} AS kept_id, ${row("position")} AS position, ${row("sku")} AS sku,
                   ${row("options")} AS options, ${row("key")} AS key, ${row("price")} AS price, ${
      row("stock")
    } AS stock
            FROM json_each(${keptRows})) AS kept
      WHERE variants.id = kept.kept_id AND variants.product_id = ${product} AND variants.archived = 0`),
    changed(kept.length),
    ...insertVariants(sql`${product}`, made),
  ];
};

/** Makes a product's price its first variant's, its stock the sum of all, and keeps whether they are shown. */
export const sumUp = (product: Statement): Write =>
  sql`UPDATE products
      SET (price, stock, varied) = (
        SELECT price, (SELECT sum(stock) FROM variants WHERE product_id = ${product} AND archived = 0), 1 - plain
        FROM variants WHERE product_id = ${product} AND archived = 0 ORDER BY position LIMIT 1)
      WHERE id = ${product}`;
