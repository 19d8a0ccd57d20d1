import { clearCartOperation, deleteCartOperation, showCartOperation } from "../adapters/http/shop/cart.ts";
import { addItemOperation, changeQuantityOperation, removeItemOperation } from "../adapters/http/shop/cart_lines.ts";
import { listCartsOperation, mergeCartsOperation, openCartOperation } from "../adapters/http/shop/carts.ts";
import { addItemStore } from "../adapters/libsql/cart/add_item.ts";
import { changeQuantityStore } from "../adapters/libsql/cart/change_quantity.ts";
import { emptyCartStore } from "../adapters/libsql/cart/empty_cart.ts";
import { mergeCartsStore } from "../adapters/libsql/cart/merge_carts.ts";
import { openCartStore } from "../adapters/libsql/cart/open_cart.ts";
import { removeItemStore } from "../adapters/libsql/cart/remove_item.ts";
import { showCart, showCarts } from "../adapters/libsql/cart/show_cart.ts";
import { addItem } from "../core/cart/add_item.ts";
import { changeQuantity } from "../core/cart/change_quantity.ts";
import { emptyCart } from "../core/cart/empty_cart.ts";
import { mergeCarts } from "../core/cart/merge_carts.ts";
import { openCart } from "../core/cart/open_cart.ts";
import { removeItem } from "../core/cart/remove_item.ts";
import type { Ports, Serve } from "./serve.ts";

/** Collecting. */
export function serveCarts(serve: Serve, { currency }: Ports): void {
  serve(showCartOperation, (db) => showCart(db, currency));
  serve(addItemOperation, (db) => addItem(addItemStore(db)));
  serve(changeQuantityOperation, (db) => changeQuantity(changeQuantityStore(db)));
  serve(removeItemOperation, (db) => removeItem(removeItemStore(db)));
  serve(clearCartOperation, (db) => emptyCart(emptyCartStore(db)));
  serve(deleteCartOperation, (db) => emptyCart(emptyCartStore(db)));
  serve(listCartsOperation, (db) => showCarts(db, currency));
  serve(openCartOperation, (db) => openCart(openCartStore(db, currency)));
  serve(mergeCartsOperation, (db) => mergeCarts(mergeCartsStore(db)));
}
