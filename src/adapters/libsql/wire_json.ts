import { raw, sql, type Statement } from "./database.ts";

/** SQL for minor units as a text with 2 decimals, `140000` as `1400.00`. `amount` is an integer expression. */
export const moneyText = (amount: string): string => `printf('%d.%02d', (${amount}) / 100, (${amount}) % 100)`;

/** SQL for a variant's label, its option values joined by ` / `; null without options. `options` is a JSON column. */
export const labelText = (options: string): string => `(SELECT group_concat(value, ' / ') FROM json_each(${options}))`;

/** SQL for an image's absolute URL or null: the demo's pictures are kept by path, others by their own URL. */
export const imageUrl = (column: string, base: string): Statement =>
  sql`CASE WHEN ${raw(column)} LIKE '/%' THEN ${base} || ${raw(column)} ELSE ${raw(column)} END`;

/** SQL for a cart line as JSON, over cart_lines `l`, variants `v` and products `p`. */
export const lineJson = raw(`json_object(
  'id', l.id, 'product', p.id, 'product_name', p.name, 'product_price', ${moneyText("v.price")},
  'quantity', l.quantity, 'subtotal', ${moneyText("v.price * l.quantity")},
  'variant', iif(v.plain, NULL, v.id), 'variant_options', iif(v.plain, NULL, json(v.options)),
  'created_at', l.created_at, 'updated_at', l.updated_at)`);
