import type { OrderStatus } from "../../../core/values.ts";
import { inCategory } from "../catalog/passing.ts";
import type { Shelf } from "../cart/add_item.ts";
import { raw, sql, type Statement } from "../database.ts";
import type { OrderJson } from "../orders/show_orders.ts";
import type { Till } from "../orders/purchase.ts";
import { imageUrl, labelText, moneyText } from "../wire_json.ts";

/** The slug of the category whose products are the cakes. */
export const CAKES = "cakes";

/** The condition that a product `p` is a cake. */
export const isCake = inCategory(CAKES);

const weightsJson = raw(`iif(p.varied, (
  SELECT json_group_array(json(weight)) FROM (
    SELECT json_object('weight', ${labelText("v.options")}, 'price', ${
  moneyText("v.price")
}, 'stock', v.stock) AS weight
    FROM variants v WHERE v.product_id = p.id AND v.archived = 0 ORDER BY v.position)), json('[]'))`);

/** SQL for a cake as JSON, over products `p`. */
export const cakeJson = (base: string): Statement =>
  sql`json_object('id', p.id, 'name', p.name, 'description', p.description, 'image', ${imageUrl("p.image", base)},
    'price', ${raw(moneyText("p.price"))}, 'category', p.category_id,
    'category_name', (SELECT name FROM categories WHERE id = p.category_id), 'weights', ${weightsJson},
    'average_rating', p.average / 100.0, 'created_at', p.created_at)`;

/** SQL for a cart line as JSON, over cart_lines `l`, variants `v` and products `p`: a cake or any other thing. */
export const itemJson = (base: string): Statement =>
  sql`json_object('id', l.id,
    'cake', json_object('id', p.id, 'name', p.name, 'image', ${imageUrl("p.image", base)},
      'price', ${raw(moneyText("p.price"))}),
    'weight', ${raw(labelText("v.options"))}, 'size', ${raw(labelText("v.options"))}, 'quantity', l.quantity,
    'price', ${raw(moneyText("v.price"))}, 'subtotal', ${raw(moneyText("v.price * l.quantity"))},
    'created_at', l.created_at, 'updated_at', l.updated_at)`;

/** SQL for an order as JSON, over orders `o`, with things as they were sold and its state as `statuses` calls it. */
export const cakeOrderJson = (statuses: Readonly<Record<OrderStatus, string>>): OrderJson => (base) =>
  sql`json_object('id', o.id, 'order_total', ${raw(moneyText("o.total"))},
    'items', (SELECT json_group_array(json(item)) FROM (
      SELECT json_object('id', i.id,
        'cake', json_object('id', i.product_id, 'name', i.name, 'image', ${imageUrl("i.image", base)},
          'price', ${raw(moneyText("i.price"))}),
        'weight', ${raw(labelText("i.options"))}, 'quantity', i.quantity, 'price', ${raw(moneyText("i.price"))},
        'subtotal', ${raw(moneyText("i.price * i.quantity"))}) AS item
      FROM order_items i WHERE i.order_id = o.id ORDER BY i.id)),
    'delivery_address', iif(json_type(o.shipping_address) = 'text', o.shipping_address ->> '$', o.shipping_address),
    'phone', o.phone, 'email', o.email, 'payment_mode', o.payment_mode,
    'is_paid', json(iif(o.is_paid, 'true', 'false')), 'status', ${JSON.stringify(statuses)} ->> o.status,
    'created_at', o.created_at)`;

/** What the Cake API sells. */
export const cakeShelf = (base: string): Shelf => ({ line: itemJson(base), among: isCake });

/** Its order, which is told of as `order` shows it. */
export const cakeTill = (base: string, order: OrderJson): Till => ({
  endpoint: "cake order",
  line: itemJson(base),
  order: order(base),
});
