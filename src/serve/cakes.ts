import { registerOperation, tokenOperation } from "../adapters/http/cakes/accounts.ts";
import { addCakeOperation, listCakesOperation, showCakeOperation } from "../adapters/http/cakes/cakes.ts";
import {
  changeItemOperation,
  listItemsOperation,
  removeCakeItemOperation,
  replaceItemOperation,
} from "../adapters/http/cakes/items.ts";
import {
  cakeStatuses,
  cancelCakeOrderOperation,
  listCakeOrdersOperation,
  showCakeOrderOperation,
} from "../adapters/http/cakes/orders.ts";
import { placeOrderOperation } from "../adapters/http/cakes/place_order.ts";
import { cakeOrderJson, cakeShelf, cakeTill, itemJson } from "../adapters/libsql/cakes/json.ts";
import { showCake, showCakes, showItems } from "../adapters/libsql/cakes/show_cakes.ts";
import { addItemStore } from "../adapters/libsql/cart/add_item.ts";
import { changeLineStore } from "../adapters/libsql/cart/change_line.ts";
import { removeLineStore } from "../adapters/libsql/cart/remove_line.ts";
import { signInStore } from "../adapters/libsql/customers/sign_in.ts";
import { signUpStore } from "../adapters/libsql/customers/sign_up.ts";
import { cancelOrderStore } from "../adapters/libsql/orders/cancel_order.ts";
import { checkoutStore } from "../adapters/libsql/orders/checkout.ts";
import { showOrder, showOrders } from "../adapters/libsql/orders/show_orders.ts";
import { addItem } from "../core/cart/add_item.ts";
import { changeLine } from "../core/cart/change_line.ts";
import { removeLine } from "../core/cart/remove_line.ts";
import { signIn } from "../core/customers/sign_in.ts";
import { signUp } from "../core/customers/sign_up.ts";
import { cancelOrder } from "../core/orders/cancel_order.ts";
import { checkout } from "../core/orders/checkout.ts";
import type { Ports, Serve } from "./serve.ts";

/** The Cake API, on the same use cases. */
export function serveCakes(serve: Serve, { currency, passwords, tokens }: Ports): void {
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
}
