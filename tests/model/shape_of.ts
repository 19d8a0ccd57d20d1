import { type Database, raw } from "../../src/adapters/libsql/database.ts";

/** The tables as the model's `shape`; of each, one row of JSON that holds all. */
const queries: Readonly<Record<string, string>> = {
  variants: `SELECT json_array(v.id, v.price, v.stock, json(iif(v.archived, 'false', 'true'))) AS row FROM variants v`,
  users: `SELECT json_array(u.id, u.username) AS row FROM users u`,
  carts: `
    SELECT json_array(c.id, c.user_id, json(iif(c.is_default, 'true', 'false')), (
      SELECT json_group_array(json(line)) FROM (
        SELECT json_array(l.variant_id, l.quantity) AS line FROM cart_lines l WHERE l.cart_id = c.id ORDER BY l.id))) AS row
    FROM carts c WHERE c.state = 'open'`,
  orders: `
    SELECT json_array(o.id, o.user_id, o.status, o.total, (
      SELECT json_group_array(json(item)) FROM (
        SELECT json_array(i.variant_id, i.quantity, i.price) AS item FROM order_items i WHERE i.order_id = o.id ORDER BY i.id))) AS row
    FROM orders o`,
  keys: `SELECT json_quote(user_id || ' ' || endpoint || ' ' || key) AS row FROM idempotency_keys`,
  ratings: `SELECT json_quote('' || json_array(r.product_id, r.user_id, r.stars)) AS row FROM ratings r`,
};

/** Everything that the shop is, as `shape` has it of the model. */
export async function shapeOf(database: Database): Promise<unknown> {
  const names = Object.keys(queries);
  const found = await database.read(Object.values(queries).map((query) => raw(query)));
  return Object.fromEntries(names.map((name, index) => {
    const rows = (found[index] ?? []).map((row) => JSON.parse((row as { row: string }).row));
    return [name, ["keys", "ratings"].includes(name) ? rows.toSorted() : rows.toSorted((a, b) => a[0] - b[0])];
  }));
}
