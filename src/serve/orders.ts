import {
  cancelOrderOperation,
  changeOrderOperation,
  replaceOrderOperation,
} from "../adapters/http/shop/change_order.ts";
import { checkoutOperation } from "../adapters/http/shop/checkout.ts";
import { createOrderOperation } from "../adapters/http/shop/create_order.ts";
import { listOrdersOperation, showOrderOperation } from "../adapters/http/shop/orders.ts";
import { cancelOrderStore } from "../adapters/libsql/orders/cancel_order.ts";
import { changeOrderStore } from "../adapters/libsql/orders/change_order.ts";
import { checkoutStore } from "../adapters/libsql/orders/checkout.ts";
import { orderItemsStore } from "../adapters/libsql/orders/order_items.ts";
import { ordersTill } from "../adapters/libsql/orders/purchase.ts";
import { showOrder, showOrders } from "../adapters/libsql/orders/show_orders.ts";
import { cancelOrder } from "../core/orders/cancel_order.ts";
import { changeOrder } from "../core/orders/change_order.ts";
import { checkout } from "../core/orders/checkout.ts";
import { orderItems } from "../core/orders/order_items.ts";
import type { Ports, Serve } from "./serve.ts";

/** Buying, and what becomes of it. */
export function serveOrders(serve: Serve, { currency }: Ports): void {
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
}
