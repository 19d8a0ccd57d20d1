import type { NewCustomer } from "../../core/customers/sign_up.ts";
import { stale } from "../../core/use_case.ts";
import { insertProduct, type NewProduct } from "./catalog/insert_product.ts";
import { commitBatch, orStale, type Write } from "./commit.ts";
import { insertCustomer } from "./customers/customers.ts";
import { type Database, sql } from "./database.ts";

/** Refuses, as stale, when the table has a row that meets the condition. */
const noneIn = (rows: ReturnType<typeof sql>): Write =>
  orStale(sql`SELECT CASE WHEN EXISTS (${rows}) THEN json('stale') ELSE 1 END`);

/** Fills a shop that has no category. Returns whether it did. */
export async function furnishCatalog(
  database: Database,
  categories: readonly { readonly name: string; readonly slug: string; readonly picture: string }[],
  products: readonly NewProduct[],
  at: string,
): Promise<boolean> {
  const outcome = await commitBatch(database, [
    noneIn(sql`SELECT 1 FROM categories`),
    ...categories.map(({ name, slug, picture }) =>
      sql`INSERT INTO categories (name, slug, image, created_at) VALUES (${name}, ${slug}, ${picture}, ${at})`
    ),
    ...products.flatMap((product) => insertProduct(product, at)),
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
