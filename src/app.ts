import type { Context, Hono } from "hono";
import { scryptPasswords } from "./adapters/crypto/passwords.ts";
import type { Tokens } from "./adapters/crypto/tokens.ts";
import type { Access } from "./adapters/http/auth.ts";
import type { ClientAddress } from "./adapters/http/client_address.ts";
import { mountFront } from "./adapters/http/front.ts";
import { mountMethods, pipeline } from "./adapters/http/pipeline.ts";
import { mountReference } from "./adapters/http/reference.ts";
import type { Described, Operation, Shape } from "./adapters/http/operation.ts";
import { mount } from "./adapters/http/route.ts";
import type { HttpEnv, LogEntry } from "./adapters/http/service.ts";
import { registerOperation, tokenOperation } from "./adapters/http/cakes/accounts.ts";
import { addCakeOperation, listCakesOperation, showCakeOperation } from "./adapters/http/cakes/cakes.ts";
import {
  changeItemOperation,
  listItemsOperation,
  removeCakeItemOperation,
  replaceItemOperation,
} from "./adapters/http/cakes/items.ts";
import {
  cakeStatuses,
  cancelCakeOrderOperation,
  listCakeOrdersOperation,
  showCakeOrderOperation,
} from "./adapters/http/cakes/orders.ts";
import { placeOrderOperation } from "./adapters/http/cakes/place_order.ts";
import { clearCartOperation, deleteCartOperation, showCartOperation } from "./adapters/http/shop/cart.ts";
import { addItemOperation, changeQuantityOperation, removeItemOperation } from "./adapters/http/shop/cart_lines.ts";
import { listCartsOperation, mergeCartsOperation, openCartOperation } from "./adapters/http/shop/carts.ts";
import {
  listCategoriesOperation,
  listCategoryProductsOperation,
  showCategoryOperation,
} from "./adapters/http/shop/categories.ts";
import {
  changeRatingOperation,
  removeRatingOperation,
  replaceRatingOperation,
} from "./adapters/http/shop/change_rating.ts";
import {
  changeMeOperation,
  changeUserOperation,
  replaceMeOperation,
  replaceUserOperation,
} from "./adapters/http/shop/change_user.ts";
import { checkoutOperation } from "./adapters/http/shop/checkout.ts";
import { deleteMeOperation, deleteUserOperation } from "./adapters/http/shop/delete_user.ts";
import {
  cancelOrderOperation,
  changeOrderOperation,
  replaceOrderOperation,
} from "./adapters/http/shop/change_order.ts";
import {
  changeCategoryOperation,
  createCategoryOperation,
  deleteCategoryOperation,
  replaceCategoryOperation,
} from "./adapters/http/shop/edit_categories.ts";
import {
  changeProductOperation,
  createProductOperation,
  deleteProductOperation,
  replaceProductOperation,
} from "./adapters/http/shop/edit_products.ts";
import { loginOperation } from "./adapters/http/shop/login.ts";
import { listOrdersOperation, showOrderOperation } from "./adapters/http/shop/orders.ts";
import { createOrderOperation } from "./adapters/http/shop/create_order.ts";
import { listProductsOperation, showProductOperation } from "./adapters/http/shop/products.ts";
import { createRatingOperation, rateProductOperation } from "./adapters/http/shop/rate.ts";
import { listRatingsOperation, showRatingOperation } from "./adapters/http/shop/ratings.ts";
import {
  endOtherSessionsOperation,
  endSessionOperation,
  listSessionsOperation,
  logoutOperation,
} from "./adapters/http/shop/sessions.ts";
import { signUpOperation } from "./adapters/http/shop/sign_up.ts";
import { listUsersOperation, showMeOperation, showUserOperation } from "./adapters/http/shop/users.ts";
import { cakeOrderJson, cakeShelf, cakeTill, itemJson } from "./adapters/libsql/cakes/json.ts";
import { showCake, showCakes, showItems } from "./adapters/libsql/cakes/show_cakes.ts";
import { addItemStore } from "./adapters/libsql/cart/add_item.ts";
import { changeLineStore } from "./adapters/libsql/cart/change_line.ts";
import { changeQuantityStore } from "./adapters/libsql/cart/change_quantity.ts";
import { emptyCartStore } from "./adapters/libsql/cart/empty_cart.ts";
import { mergeCartsStore } from "./adapters/libsql/cart/merge_carts.ts";
import { openCartStore } from "./adapters/libsql/cart/open_cart.ts";
import { removeItemStore } from "./adapters/libsql/cart/remove_item.ts";
import { removeLineStore } from "./adapters/libsql/cart/remove_line.ts";
import { showCart, showCarts } from "./adapters/libsql/cart/show_cart.ts";
import { changeCategoryStore } from "./adapters/libsql/catalog/change_category.ts";
import { changeProductStore } from "./adapters/libsql/catalog/change_product.ts";
import { createCategoryStore } from "./adapters/libsql/catalog/create_category.ts";
import { createProductStore } from "./adapters/libsql/catalog/create_product.ts";
import { deleteCategoryStore } from "./adapters/libsql/catalog/delete_category.ts";
import { deleteProductStore } from "./adapters/libsql/catalog/delete_product.ts";
import { showCategories, showCategory, showCategoryProducts } from "./adapters/libsql/catalog/show_categories.ts";
import { showProduct, showProducts } from "./adapters/libsql/catalog/show_products.ts";
import { changeCustomerStore } from "./adapters/libsql/customers/change_customer.ts";
import { deleteCustomerStore } from "./adapters/libsql/customers/delete_customer.ts";
import { endSessionsStore } from "./adapters/libsql/customers/end_sessions.ts";
import { showCustomer, showCustomers } from "./adapters/libsql/customers/show_customers.ts";
import { showSessions } from "./adapters/libsql/customers/show_sessions.ts";
import { signInStore } from "./adapters/libsql/customers/sign_in.ts";
import { signUpStore } from "./adapters/libsql/customers/sign_up.ts";
import { counted, type Database, DatabaseUnavailable } from "./adapters/libsql/database.ts";
import { isReady } from "./adapters/libsql/migrate.ts";
import { cancelOrderStore } from "./adapters/libsql/orders/cancel_order.ts";
import { changeOrderStore } from "./adapters/libsql/orders/change_order.ts";
import { checkoutStore } from "./adapters/libsql/orders/checkout.ts";
import { orderItemsStore } from "./adapters/libsql/orders/order_items.ts";
import { ordersTill } from "./adapters/libsql/orders/purchase.ts";
import { showOrder, showOrders } from "./adapters/libsql/orders/show_orders.ts";
import { changeRatingStore } from "./adapters/libsql/ratings/change_rating.ts";
import { rateProductStore } from "./adapters/libsql/ratings/rate_product.ts";
import { removeRatingStore } from "./adapters/libsql/ratings/remove_rating.ts";
import { showRating, showRatings } from "./adapters/libsql/ratings/show_ratings.ts";
import { type Config, VERSION } from "./config.ts";
import { addItem } from "./core/cart/add_item.ts";
import { changeLine } from "./core/cart/change_line.ts";
import { changeQuantity } from "./core/cart/change_quantity.ts";
import { emptyCart } from "./core/cart/empty_cart.ts";
import { mergeCarts } from "./core/cart/merge_carts.ts";
import { openCart } from "./core/cart/open_cart.ts";
import { removeItem } from "./core/cart/remove_item.ts";
import { changeCustomer } from "./core/customers/change_customer.ts";
import { deleteCustomer } from "./core/customers/delete_customer.ts";
import { removeLine } from "./core/cart/remove_line.ts";
import { changeCategory } from "./core/catalog/change_category.ts";
import { changeProduct } from "./core/catalog/change_product.ts";
import { createCategory } from "./core/catalog/create_category.ts";
import { createProduct } from "./core/catalog/create_product.ts";
import { deleteCategory } from "./core/catalog/delete_category.ts";
import { deleteProduct } from "./core/catalog/delete_product.ts";
import type { Passwords } from "./core/customers/password.ts";
import { endSessions } from "./core/customers/end_sessions.ts";
import { signIn } from "./core/customers/sign_in.ts";
import { signUp } from "./core/customers/sign_up.ts";
import { cancelOrder } from "./core/orders/cancel_order.ts";
import { changeOrder } from "./core/orders/change_order.ts";
import { checkout } from "./core/orders/checkout.ts";
import { changeRating } from "./core/ratings/change_rating.ts";
import { rateProduct } from "./core/ratings/rate_product.ts";
import { removeRating } from "./core/ratings/remove_rating.ts";
import { orderItems } from "./core/orders/order_items.ts";
import { picture } from "./demo/pictures.ts";

/** What the shop runs on. */
export type Parts = {
  readonly config: Pick<
    Config,
    "publicUrl" | "allowedOrigins" | "cookieSameSite" | "currency" | "loginRate" | "trustProxy"
  >;
  readonly database: Database;
  readonly tokens: Tokens;
  readonly address: ClientAddress;
  /** Digests of what is not to be kept, with a key of its own. */
  readonly digest: (text: string) => string;
  readonly log: (entry: LogEntry) => void;
  /** The reference's script. */
  readonly script: (request: Request) => Promise<Response>;
  readonly passwords?: Passwords;
};

/** The composition root: which adapter serves which port, a line per use case. */
export function kiosk(parts: Parts): Hono<HttpEnv> {
  const { config, database, tokens, log, script, address, digest, passwords = scryptPasswords() } = parts;
  const { currency, loginRate } = config;
  const throttles = loginRate === null ? null : { login: loginRate, address, digest };
  const service = { ...config, verifyToken: tokens.verify, throttles, log };
  const app = pipeline(service, (error) => error instanceof DatabaseUnavailable);
  const operations: Described[] = [];

  const serve = <Use, A extends Access, B extends Shape | undefined, Q extends Shape | undefined>(
    operation: Operation<Use, A, B, Q>,
    use: (db: Database) => Use,
  ) => {
    operations.push(operation);
    mount(app, service, operation, (c) => use(perRequest(c, database)));
  };

  serve(signUpOperation, (db) => signUp(signUpStore(db), passwords));
  serve(listUsersOperation, (db) => showCustomers(db));
  for (const operation of [showUserOperation, showMeOperation]) serve(operation, (db) => showCustomer(db));
  for (const operation of [replaceUserOperation, changeUserOperation, replaceMeOperation, changeMeOperation]) {
    serve(operation, (db) => changeCustomer(changeCustomerStore(db), passwords));
  }
  for (const operation of [deleteUserOperation, deleteMeOperation]) {
    serve(operation, (db) => deleteCustomer(deleteCustomerStore(db)));
  }
  serve(loginOperation, (db) => ({ signIn: signIn(signInStore(db), passwords), issueToken: tokens.issue }));
  serve(logoutOperation, (db) => endSessions(endSessionsStore(db)));
  serve(listSessionsOperation, (db) => showSessions(db));
  serve(endSessionOperation, (db) => endSessions(endSessionsStore(db)));
  serve(endOtherSessionsOperation, (db) => endSessions(endSessionsStore(db)));
  serve(listCategoriesOperation, (db) => showCategories(db));
  serve(showCategoryOperation, (db) => showCategory(db));
  serve(listCategoryProductsOperation, (db) => showCategoryProducts(db));
  serve(listProductsOperation, (db) => showProducts(db));
  serve(showProductOperation, (db) => showProduct(db));
  serve(rateProductOperation, (db) => rateProduct(rateProductStore(db)));
  serve(listRatingsOperation, (db) => showRatings(db));
  serve(createRatingOperation, (db) => rateProduct(rateProductStore(db)));
  serve(showRatingOperation, (db) => showRating(db));
  serve(replaceRatingOperation, (db) => changeRating(changeRatingStore(db)));
  serve(changeRatingOperation, (db) => changeRating(changeRatingStore(db)));
  serve(removeRatingOperation, (db) => removeRating(removeRatingStore(db)));
  serve(createCategoryOperation, (db) => (base) => createCategory(createCategoryStore(db, base)));
  serve(replaceCategoryOperation, (db) => (base) => changeCategory(changeCategoryStore(db, base)));
  serve(changeCategoryOperation, (db) => (base) => changeCategory(changeCategoryStore(db, base)));
  serve(deleteCategoryOperation, (db) => (base) => deleteCategory(deleteCategoryStore(db, base)));
  serve(createProductOperation, (db) => (base) => createProduct(createProductStore(db, base)));
  serve(replaceProductOperation, (db) => (base) => changeProduct(changeProductStore(db, base)));
  serve(changeProductOperation, (db) => (base) => changeProduct(changeProductStore(db, base)));
  serve(deleteProductOperation, (db) => (base) => deleteProduct(deleteProductStore(db, base)));
  serve(showCartOperation, (db) => showCart(db, currency));
  serve(addItemOperation, (db) => addItem(addItemStore(db)));
  serve(changeQuantityOperation, (db) => changeQuantity(changeQuantityStore(db)));
  serve(removeItemOperation, (db) => removeItem(removeItemStore(db)));
  serve(clearCartOperation, (db) => emptyCart(emptyCartStore(db)));
  serve(deleteCartOperation, (db) => emptyCart(emptyCartStore(db)));
  serve(listCartsOperation, (db) => showCarts(db, currency));
  serve(openCartOperation, (db) => openCart(openCartStore(db, currency)));
  serve(mergeCartsOperation, (db) => mergeCarts(mergeCartsStore(db)));
  serve(checkoutOperation, (db) => checkout(checkoutStore(db, currency)));
  serve(createOrderOperation, (db) => (base) => ({
    checkout: checkout(checkoutStore(db, currency, ordersTill(base))),
    orderItems: orderItems(orderItemsStore(db, currency, ordersTill(base))),
  }));
  serve(listOrdersOperation, (db) => showOrders(db));
  serve(showOrderOperation, (db) => showOrder(db));

  for (const operation of [replaceOrderOperation, changeOrderOperation]) {
    serve(operation, (db) => (base) => changeOrder(changeOrderStore(db, base)));
  }
  serve(cancelOrderOperation, (db) => cancelOrder(cancelOrderStore(db)));

  const cakeOrder = cakeOrderJson(cakeStatuses);
  serve(registerOperation, (db) => signUp(signUpStore(db), passwords));
  serve(tokenOperation, (db) => ({ signIn: signIn(signInStore(db), passwords), issueToken: tokens.issue }));
  serve(listCakesOperation, (db) => showCakes(db));
  serve(showCakeOperation, (db) => showCake(db));
  serve(addCakeOperation, (db) => (base) => addItem(addItemStore(db, cakeShelf(base))));
  serve(listItemsOperation, (db) => showItems(db));
  for (const operation of [replaceItemOperation, changeItemOperation]) {
    serve(operation, (db) => (base) => changeLine(changeLineStore(db, itemJson(base))));
  }
  serve(removeCakeItemOperation, (db) => removeLine(removeLineStore(db)));
  serve(placeOrderOperation, (db) => (base) => checkout(checkoutStore(db, currency, cakeTill(base, cakeOrder))));
  serve(listCakeOrdersOperation, (db) => showOrders(db, cakeOrder));
  serve(showCakeOrderOperation, (db) => showOrder(db, cakeOrder));
  serve(cancelCakeOrderOperation, (db) => cancelOrder(cancelOrderStore(db)));

  mountReference(app, operations, script);
  mountFront(app, { version: VERSION, currency }, isReady(database), tokens.publicKeys, picture);
  mountMethods(app, service);
  return app;
}

/** The database for one request, whose round trips its log line tells. */
function perRequest(c: Context<HttpEnv>, database: Database): Database {
  const own = counted(database);
  c.set("roundTrips", own.roundTrips);
  return own;
}
