import type { Options } from "../../core/catalog/options.ts";
import type { ProductTexts } from "../../core/catalog/product.ts";
import type { NewCustomer } from "../../core/customers/sign_up.ts";
import { stale } from "../../core/use_case.ts";
import { money } from "../../core/values.ts";
import { insertProduct } from "./catalog/insert_product.ts";
import { commitBatch, orStale, type Write } from "./commit.ts";
import { insertCustomer } from "./customers/customers.ts";
import { type Database, sql } from "./database.ts";
import { daysBefore, insertPast, type Past } from "./furnish_past.ts";

/** Refuses, as stale, when the table has a row that meets the condition. */
const noneIn = (rows: ReturnType<typeof sql>): Write =>
  orStale(sql`SELECT CASE WHEN EXISTS (${rows}) THEN json('stale') ELSE 1 END`);

/**
 * A product of the category with that slug; prices in minor units. Either `stock` of its own, or `variants` in the order
 * in which they are shown.
 */
export type FurnishedProduct = ProductTexts & {
  readonly category: string;
  readonly picture: string;
  readonly price: number;
  readonly stock: number;
  readonly variants: readonly { readonly options: Options; readonly price: number; readonly stock: number }[];
};

const insertFurnished = (product: FurnishedProduct, at: string): readonly Write[] => {
  const { category, picture, variants, ...rest } = product;
  return insertProduct(sql`(SELECT id FROM categories WHERE slug = ${category})`, {
    ...rest,
    image: picture,
    price: money(product.price),
    variants: variants.map(({ price, ...variant }, position) => ({
      ...variant,
      position,
      sku: null,
      price: money(price),
    })),
  }, at);
};

/**
 * Fills a shop that has no category: its products and, where given, what happened to them before. Returns whether it
 * did: neither when there is a category nor when someone has a customer's name.
 */
export async function furnishCatalog(
  database: Database,
  categories: readonly { readonly name: string; readonly slug: string; readonly picture: string }[],
  products: readonly FurnishedProduct[],
  at: string,
  past?: Past,
): Promise<boolean> {
  const opened = past === undefined ? at : daysBefore(at, past.opened);
  const outcome = await commitBatch(database, [
    noneIn(sql`SELECT 1 FROM categories`),
    sql`INSERT INTO categories (name, slug, image, created_at)
        SELECT value ->> 'name', value ->> 'slug', value ->> 'picture', ${opened}
        FROM json_each(${JSON.stringify(categories)}) ORDER BY key`,
    ...products.flatMap((product) => insertFurnished(product, opened)),
    ...(past === undefined ? [] : insertPast(past, at)),
  ], sql`SELECT 1`);
  return outcome !== stale;
}

/** Whether the shop has someone to run it. */
export async function hasStaff(database: Database): Promise<boolean> {
  const [rows] = await database.read([sql`SELECT 1 FROM users WHERE is_staff = 1 LIMIT 1`]);
  return rows.length > 0;
}

/** Makes the first staff user of a shop that has none. Returns whether it did: not when someone has the name. */
export async function furnishStaff(database: Database, user: NewCustomer): Promise<boolean> {
  const outcome = await commitBatch(
    database,
    [noneIn(sql`SELECT 1 FROM users WHERE is_staff = 1`), ...insertCustomer(user)],
    sql`SELECT 1`,
  );
  return outcome !== stale;
}
