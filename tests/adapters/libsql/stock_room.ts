import assert from "node:assert/strict";
import { changeProductStore } from "../../../src/adapters/libsql/catalog/change_product.ts";
import { createCategoryStore } from "../../../src/adapters/libsql/catalog/create_category.ts";
import { createProductStore } from "../../../src/adapters/libsql/catalog/create_product.ts";
import { deleteProductStore } from "../../../src/adapters/libsql/catalog/delete_product.ts";
import { showProduct, showProducts } from "../../../src/adapters/libsql/catalog/show_products.ts";
import { insertCustomer } from "../../../src/adapters/libsql/customers/customers.ts";
import { type Database, sql, type Statement } from "../../../src/adapters/libsql/database.ts";
import { furnishCatalog } from "../../../src/adapters/libsql/furnish.ts";
import { type ChangeProduct, changeProduct } from "../../../src/core/catalog/change_product.ts";
import { createCategory } from "../../../src/core/catalog/create_category.ts";
import { type CreateProduct, createProduct } from "../../../src/core/catalog/create_product.ts";
import { deleteProduct } from "../../../src/core/catalog/delete_product.ts";
import type { KeptRow, NewRow } from "../../../src/core/catalog/variants.ts";
import type { Caller } from "../../../src/core/customers/session.ts";
import type { Result } from "../../../src/core/result.ts";
import { money } from "../../../src/core/values.ts";
import { idsIn } from "./pages.ts";

export const now = "2026-01-02T03:04:05.000Z";
export const base = "http://shop.example";
export const moment = () => ({ now, id: crypto.randomUUID() });

/** A shop with one category, and someone of its staff. */
export async function open(db: Database): Promise<Caller> {
  await furnishCatalog(db, [{ name: "Things", slug: "things", picture: "" }], [], now);
  const session = crypto.randomUUID();
  const written = await db.write([
    ...insertCustomer({
      username: "boss",
      email: "boss@example.com",
      firstName: "",
      lastName: "",
      phone: null,
      address: "",
      staff: true,
      createdAt: now,
      passwordHash: "x",
      loginNames: ["boss"],
    }),
    sql`INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
        VALUES (${session}, 1, ${now}, ${now}, '2027-01-01T00:00:00.000Z', '')`,
  ]);
  assert.ok(written.done);
  return { user: 1, session, staff: true };
}

export const fresh = (options: NewRow["options"], given: Partial<NewRow> = {}): NewRow => ({
  sku: undefined,
  options,
  price: undefined,
  stock: 5,
  ...given,
});

export const kept = (id: number, given: Partial<KeptRow> = {}): KeptRow => ({
  id,
  sku: undefined,
  options: undefined,
  price: undefined,
  stock: undefined,
  ...given,
});

export const category = (db: Database, caller: Caller, name: string, slug: string | null = null) =>
  createCategory(createCategoryStore(db, base))({ caller, name, image: null, slug }, moment());

export const product = (db: Database, caller: Caller, given: Partial<CreateProduct> = {}) =>
  createProduct(createProductStore(db, base))({
    caller,
    category: 1,
    name: "Poncho",
    description: "",
    color: "",
    size: "",
    image: null,
    price: money(1000),
    stock: 5,
    variants: [],
    ...given,
  }, moment());

type Change = Partial<Omit<ChangeProduct, "texts">> & { readonly texts?: Partial<ChangeProduct["texts"]> };

export const wish = (caller: Caller, { texts = {}, ...given }: Change): ChangeProduct => ({
  caller,
  product: 1,
  precondition: null,
  category: undefined,
  texts: { name: undefined, description: undefined, color: undefined, size: undefined, ...texts },
  image: undefined,
  price: undefined,
  stock: undefined,
  variants: undefined,
  ...given,
});

export const change = (db: Database, caller: Caller, given: Change) =>
  changeProduct(changeProductStore(db, base))(wish(caller, given), moment());

export const remove = (db: Database, caller: Caller, id = 1) =>
  deleteProduct(deleteProductStore(db, base))({ caller, product: id, precondition: null }, moment());

/** The outcome, which is JSON text. */
export const shown = (outcome: Result<string, unknown>) => {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return JSON.parse(outcome.value);
};

/** What an attempt came to: `ok`, or its error's type. */
export const came = (outcome: Result<unknown, { readonly type: string }>) => outcome.ok ? "ok" : outcome.error.type;

export async function rows<R>(db: Database, statement: Statement<R>): Promise<readonly R[]> {
  const [found] = await db.read([statement]);
  return found.map((row) => ({ ...row as R }));
}

export const seen = async (db: Database, id = 1) => {
  const text = await showProduct(db)(id, base);
  return text === null ? null : JSON.parse(text);
};

/** The ids of the products that pass the filter. */
export const found = async (db: Database, filter: Parameters<ReturnType<typeof showProducts>>[0]) =>
  idsIn(await showProducts(db)(filter, { by: "id", descending: false }, { after: null }, 100, base));

/** Someone puts a variant in a cart. */
export const inCart = (variant: number) =>
  sql`INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at)
      VALUES (1, ${variant}, 1, ${now}, ${now})`;

/** Someone buys a unit of a variant. */
export const sale = (variant: number) => [
  sql`UPDATE variants SET stock = stock - 1 WHERE id = ${variant}`,
  sql`UPDATE products SET stock = stock - 1 WHERE id = (SELECT product_id FROM variants WHERE id = ${variant})`,
];
