import type { Context, Hono } from "hono";
import { scryptPasswords } from "./adapters/crypto/passwords.ts";
import type { Tokens } from "./adapters/crypto/tokens.ts";
import type { Access } from "./adapters/http/auth.ts";
import { mountFront } from "./adapters/http/front.ts";
import { mountMethods, pipeline } from "./adapters/http/pipeline.ts";
import { mountReference, type ReferenceFiles } from "./adapters/http/reference.ts";
import type { Described, Operation, Shape } from "./adapters/http/operation.ts";
import { mount } from "./adapters/http/route.ts";
import type { HttpEnv, LogEntry } from "./adapters/http/service.ts";
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
import { checkoutOperation } from "./adapters/http/shop/checkout.ts";
import {
  cancelOrderOperation,
  changeOrderOperation,
  replaceOrderOperation,
} from "./adapters/http/shop/change_order.ts";
import { loginOperation } from "./adapters/http/shop/login.ts";
import { listOrdersOperation, showOrderOperation } from "./adapters/http/shop/orders.ts";
import { listProductsOperation, showProductOperation } from "./adapters/http/shop/products.ts";
import { createRatingOperation, rateProductOperation } from "./adapters/http/shop/rate.ts";
import { listRatingsOperation, showRatingOperation } from "./adapters/http/shop/ratings.ts";
import {
  endOtherSessionsOperation,
  endSessionOperation,
  listSessionsOperation,
  logoutOperation,
} from "./adapters/http/shop/sessions.ts";
import { signUpOperation } from "./adapters/http/shop/users.ts";
import { addItemStore } from "./adapters/libsql/cart/add_item.ts";
import { changeQuantityStore } from "./adapters/libsql/cart/change_quantity.ts";
import { emptyCartStore } from "./adapters/libsql/cart/empty_cart.ts";
import { mergeCartsStore } from "./adapters/libsql/cart/merge_carts.ts";
import { openCartStore } from "./adapters/libsql/cart/open_cart.ts";
import { removeItemStore } from "./adapters/libsql/cart/remove_item.ts";
import { showCart, showCarts } from "./adapters/libsql/cart/show_cart.ts";
import { showCategories, showCategory, showCategoryProducts } from "./adapters/libsql/catalog/show_categories.ts";
import { showProduct, showProducts } from "./adapters/libsql/catalog/show_products.ts";
import { endSessionsStore } from "./adapters/libsql/customers/end_sessions.ts";
import { showSessions } from "./adapters/libsql/customers/show_sessions.ts";
import { signInStore } from "./adapters/libsql/customers/sign_in.ts";
import { signUpStore } from "./adapters/libsql/customers/sign_up.ts";
import { askingAgain, counted, type Database, DatabaseUnavailable } from "./adapters/libsql/database.ts";
import { isReady } from "./adapters/libsql/migrate.ts";
import { changeOrderStore } from "./adapters/libsql/orders/change_order.ts";
import { checkoutStore } from "./adapters/libsql/orders/checkout.ts";
import { showOrder, showOrders } from "./adapters/libsql/orders/show_orders.ts";
import { changeRatingStore } from "./adapters/libsql/ratings/change_rating.ts";
import { rateProductStore } from "./adapters/libsql/ratings/rate_product.ts";
import { removeRatingStore } from "./adapters/libsql/ratings/remove_rating.ts";
import { showRating, showRatings } from "./adapters/libsql/ratings/show_ratings.ts";
import { type Config, VERSION } from "./config.ts";
import { addItem } from "./core/cart/add_item.ts";
import { changeQuantity } from "./core/cart/change_quantity.ts";
import { emptyCart } from "./core/cart/empty_cart.ts";
import { mergeCarts } from "./core/cart/merge_carts.ts";
import { openCart } from "./core/cart/open_cart.ts";
import { removeItem } from "./core/cart/remove_item.ts";
import type { Passwords } from "./core/customers/password.ts";
import { endSessions } from "./core/customers/end_sessions.ts";
import { signIn } from "./core/customers/sign_in.ts";
import { signUp } from "./core/customers/sign_up.ts";
import { changeOrder } from "./core/orders/change_order.ts";
import { checkout } from "./core/orders/checkout.ts";
import { changeRating } from "./core/ratings/change_rating.ts";
import { rateProduct } from "./core/ratings/rate_product.ts";
import { removeRating } from "./core/ratings/remove_rating.ts";
import { picture } from "./demo/pictures.ts";

/** What the shop runs on. */
export type Parts = {
  readonly config: Pick<Config, "publicUrl" | "allowedOrigins" | "cookieSameSite" | "currency">;
  readonly database: Database;
  readonly tokens: Tokens;
  readonly log: (entry: LogEntry) => void;
  readonly referenceFiles: ReferenceFiles;
  readonly passwords?: Passwords;
};

/** The composition root: which adapter serves which port, a line per use case. */
export function kiosk(
  { config, database, tokens, log, referenceFiles, passwords = scryptPasswords() }: Parts,
): Hono<HttpEnv> {
  const { currency } = config;
  const service = { ...config, verifyToken: tokens.verify, log };
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
  serve(listOrdersOperation, (db) => showOrders(db));
  serve(showOrderOperation, (db) => showOrder(db));

  for (const operation of [replaceOrderOperation, changeOrderOperation]) {
    serve(operation, (db) => (base) => changeOrder(changeOrderStore(db, base)));
  }
  serve(cancelOrderOperation, (db) => (base) => changeOrder(changeOrderStore(db, base)));

  mountReference(app, operations, referenceFiles);
  mountFront(app, { version: VERSION, currency }, isReady(database), picture);
  mountMethods(app, service);
  return app;
}

/** The database for one request, whose round trips its log line tells, a second asking included. */
function perRequest(c: Context<HttpEnv>, database: Database): Database {
  const own = counted(database);
  c.set("roundTrips", own.roundTrips);
  return askingAgain(own);
}
