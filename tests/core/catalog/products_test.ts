import {
  type ChangedProduct,
  type ChangeProduct,
  type ChangeProductFacts,
  decideChangeProduct,
} from "../../../src/core/catalog/change_product.ts";
import {
  type CreateProduct,
  type CreateProductFacts,
  decideCreateProduct,
} from "../../../src/core/catalog/create_product.ts";
import {
  decideDeleteProduct,
  type DeleteProduct,
  type DeleteProductFacts,
} from "../../../src/core/catalog/delete_product.ts";
import type { ProductInvalid } from "../../../src/core/catalog/product.ts";
import { STOCK_MAX } from "../../../src/core/catalog/variants.ts";
import { commit, refuse } from "../../../src/core/use_case.ts";
import { money } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const at = { now: "2026-01-02T03:04:05.000Z" };
const caller = { user: 1, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: true };
const standing = { staff: true };

const invalid = (found: Partial<ProductInvalid>) =>
  refuse<ProductInvalid>({
    type: "product_invalid",
    noCategory: null,
    emptied: false,
    rows: [],
    onVariants: [],
    tooMany: false,
    ...found,
  });

const own = { description: "", color: "", size: "", image: null, price: money(500), stock: 3 };
const create: CreateProduct = { caller, category: 2, name: "Poncho", ...own, variants: [] };
const createFacts: CreateProductFacts = { standing, categoryExists: true, takenSkus: [] };
const row = { sku: "P-1", options: { size: "S" }, price: undefined, stock: 1 };

decides("create product", (given: CreateProductFacts, when: CreateProduct) => decideCreateProduct(given, when, at), [
  {
    it: "makes one that is sold as itself",
    given: createFacts,
    when: create,
    then: commit({ caller, category: 2, product: { name: "Poncho", ...own, variants: [] }, at: at.now }),
  },
  {
    it: "makes one with variants, at its price where they have none",
    given: createFacts,
    when: { ...create, variants: [row] },
    then: commit({
      caller,
      category: 2,
      product: { name: "Poncho", ...own, variants: [{ ...row, position: 0, price: null }] },
      at: at.now,
    }),
  },
  {
    it: "refuses a stock of its own beyond the most there may be",
    given: createFacts,
    when: { ...create, stock: STOCK_MAX + 1 },
    then: invalid({ tooMany: true }),
  },
  {
    it: "tells all that is wrong at once",
    given: { ...createFacts, categoryExists: false, takenSkus: ["P-1"] },
    when: { ...create, variants: [row] },
    then: invalid({ noCategory: 2, rows: [[{ type: "sku_taken" }]] }),
  },
  {
    it: "refuses who is not staff any more",
    given: { ...createFacts, standing: { staff: false } },
    when: create,
    then: refuse({ type: "permission_denied" }),
  },
]);

const texts = { name: "Poncho", description: "Waxed", color: "Red", size: "" };
const none = { name: undefined, description: undefined, color: undefined, size: undefined };
const nothing: ChangeProduct = {
  caller,
  product: 5,
  precondition: null,
  category: undefined,
  texts: none,
  image: undefined,
  price: undefined,
  stock: undefined,
  variants: undefined,
};
const plainFacts: ChangeProductFacts = {
  standing,
  product: { id: 5, view: "the product", texts, price: money(500), stock: 3, variants: [] },
  categoryExists: false,
  takenSkus: [],
};
const small = { id: 11, sku: "A", options: { size: "S" } };
const variedFacts = { ...plainFacts, product: { ...plainFacts.product!, variants: [small] } };

const changed = (given: Partial<ChangedProduct>) =>
  commit<ChangedProduct>({
    caller,
    product: 5,
    seen: null,
    category: undefined,
    image: undefined,
    texts,
    relied: ["name", "description", "color", "size"],
    present: [],
    options: [],
    sold: { as: "itself", price: undefined, stock: undefined },
    at: at.now,
    ...given,
  });

decides("change product", (given: ChangeProductFacts, when: ChangeProduct) => decideChangeProduct(given, when, at), [
  {
    it: "changes what is given, and relies on the texts that stay",
    given: plainFacts,
    when: { ...nothing, texts: { ...none, name: "Cape" }, image: null, price: money(7), stock: 0 },
    then: changed({
      texts: { ...texts, name: "Cape" },
      relied: ["description", "color", "size"],
      image: null,
      sold: { as: "itself", price: money(7), stock: 0 },
    }),
  },
  {
    it: "takes an empty list of variants for none, where there are none",
    given: plainFacts,
    when: { ...nothing, variants: [] },
    then: changed({}),
  },
  {
    it: "gives a product its first variants, whose price and stock then count",
    given: plainFacts,
    when: { ...nothing, price: money(9), stock: 9, variants: [row] },
    then: changed({
      options: [{ size: "S" }],
      sold: { as: "variants", plan: { kept: [], made: [{ ...row, position: 0, price: null }] } },
    }),
  },
  {
    it: "refuses an empty list for a product that has variants, and a price or stock of its own",
    given: variedFacts,
    when: { ...nothing, price: money(501), stock: 4, variants: [] },
    then: invalid({ emptied: true, onVariants: ["price", "stock"] }),
  },
  {
    it: "takes the price and stock that it has with variants, and leaves these alone",
    given: variedFacts,
    when: { ...nothing, price: money(500), stock: 3 },
    then: changed({ present: [small], options: [{ size: "S" }], sold: { as: "variants", plan: null } }),
  },
  {
    it: "refuses a stock of its own beyond the most there may be",
    given: plainFacts,
    when: { ...nothing, stock: STOCK_MAX + 1 },
    then: invalid({ tooMany: true }),
  },
  {
    it: "takes back the sum of all variants' stocks, however large",
    given: { ...variedFacts, product: { ...variedFacts.product, stock: 2 * STOCK_MAX } },
    when: { ...nothing, stock: 2 * STOCK_MAX },
    then: changed({ present: [small], options: [{ size: "S" }], sold: { as: "variants", plan: null } }),
  },
  {
    it: "refuses a category that is not there, and a row's id that is not the product's, at once",
    given: plainFacts,
    when: {
      ...nothing,
      category: 9,
      variants: [{ id: 11, sku: undefined, options: undefined, price: undefined, stock: 1 }],
    },
    then: invalid({ noCategory: 9, rows: [[{ type: "id_unknown", id: 11 }]] }),
  },
  {
    it: "relies on what the client saw, where it says so",
    given: plainFacts,
    when: { ...nothing, precondition: (view) => view === "the product" },
    then: changed({ seen: "the product" }),
  },
  {
    it: "refuses an edit of a stale copy before it looks for faults",
    given: variedFacts,
    when: { ...nothing, precondition: () => false, variants: [] },
    then: refuse({ type: "precondition_failed" }),
  },
  {
    it: "refuses a product that is not there",
    given: { ...plainFacts, product: null },
    when: nothing,
    then: refuse({ type: "product_not_found", product: 5 }),
  },
  {
    it: "refuses who is not staff any more, before all else",
    given: { ...plainFacts, standing: { staff: false }, product: null },
    when: nothing,
    then: refuse({ type: "permission_denied" }),
  },
]);

const remove: DeleteProduct = { caller, product: 5, precondition: null };
const removeFacts = (used: boolean): DeleteProductFacts => ({
  standing,
  product: { id: 5, view: "the product", used },
});
const removed = { caller, product: 5, seen: null, archive: false, at: at.now };

decides("delete product", (given: DeleteProductFacts, when: DeleteProduct) => decideDeleteProduct(given, when, at), [
  { it: "deletes what nobody bought or wants", given: removeFacts(false), when: remove, then: commit(removed) },
  {
    it: "archives what was sold or lies in a cart",
    given: removeFacts(true),
    when: remove,
    then: commit({ ...removed, archive: true }),
  },
  {
    it: "refuses a stale copy's deletion",
    given: removeFacts(true),
    when: { ...remove, precondition: () => false },
    then: refuse({ type: "precondition_failed" }),
  },
  {
    it: "refuses what is gone already",
    given: { standing, product: null },
    when: remove,
    then: refuse({ type: "product_not_found", product: 5 }),
  },
]);
