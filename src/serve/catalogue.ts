import {
  listCategoriesOperation,
  listCategoryProductsOperation,
  showCategoryOperation,
} from "../adapters/http/shop/categories.ts";
import {
  changeCategoryOperation,
  createCategoryOperation,
  deleteCategoryOperation,
  replaceCategoryOperation,
} from "../adapters/http/shop/edit_categories.ts";
import {
  changeProductOperation,
  createProductOperation,
  deleteProductOperation,
  replaceProductOperation,
} from "../adapters/http/shop/edit_products.ts";
import { listProductsOperation, showProductOperation } from "../adapters/http/shop/products.ts";
import { changeCategoryStore } from "../adapters/libsql/catalog/change_category.ts";
import { changeProductStore } from "../adapters/libsql/catalog/change_product.ts";
import { createCategoryStore } from "../adapters/libsql/catalog/create_category.ts";
import { createProductStore } from "../adapters/libsql/catalog/create_product.ts";
import { deleteCategoryStore } from "../adapters/libsql/catalog/delete_category.ts";
import { deleteProductStore } from "../adapters/libsql/catalog/delete_product.ts";
import { showCategories, showCategory, showCategoryProducts } from "../adapters/libsql/catalog/show_categories.ts";
import { showProduct, showProducts } from "../adapters/libsql/catalog/show_products.ts";
import { changeCategory } from "../core/catalog/change_category.ts";
import { changeProduct } from "../core/catalog/change_product.ts";
import { createCategory } from "../core/catalog/create_category.ts";
import { createProduct } from "../core/catalog/create_product.ts";
import { deleteCategory } from "../core/catalog/delete_category.ts";
import { deleteProduct } from "../core/catalog/delete_product.ts";
import type { Serve } from "./serve.ts";

/** What is for sale, and its keeping. */
export function serveCatalogue(serve: Serve): void {
  serve(listCategoriesOperation, (db) => showCategories(db));
  serve(showCategoryOperation, (db) => showCategory(db));
  serve(listCategoryProductsOperation, (db) => showCategoryProducts(db));
  serve(listProductsOperation, (db) => showProducts(db));
  serve(showProductOperation, (db) => showProduct(db));
  serve(createCategoryOperation, (db) => (base) => createCategory(createCategoryStore(db, base)));
  serve(replaceCategoryOperation, (db) => (base) => changeCategory(changeCategoryStore(db, base)));
  serve(changeCategoryOperation, (db) => (base) => changeCategory(changeCategoryStore(db, base)));
  serve(deleteCategoryOperation, (db) => (base) => deleteCategory(deleteCategoryStore(db, base)));
  serve(createProductOperation, (db) => (base) => createProduct(createProductStore(db, base)));
  serve(replaceProductOperation, (db) => (base) => changeProduct(changeProductStore(db, base)));
  serve(changeProductOperation, (db) => (base) => changeProduct(changeProductStore(db, base)));
  serve(deleteProductOperation, (db) => (base) => deleteProduct(deleteProductStore(db, base)));
}
