import assert from "node:assert/strict";
import { type Database, raw, sql } from "../src/adapters/libsql/database.ts";

/** What must hold of every shop at every moment: a sentence, and the rows that break it. */
const laws: Readonly<Record<string, string>> = {
  "an order's total is the sum of its items": `
    SELECT o.id FROM orders o WHERE o.total <> (SELECT sum(i.price * i.quantity) FROM order_items i WHERE i.order_id = o.id)
      OR NOT EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = o.id)`,
  "an order's item is of its variant's product, and has options unless that is the product itself": `
    SELECT i.id FROM order_items i JOIN variants v ON v.id = i.variant_id
    WHERE i.product_id <> v.product_id OR v.plain <> (i.options IS NULL)`,
  "a product's stock is the sum of its variants' on sale, and its price the first one's": `
    SELECT p.id FROM products p WHERE p.archived = 0 AND (
      p.stock <> (SELECT sum(stock) FROM variants v WHERE v.product_id = p.id AND v.archived = 0)
      OR p.price <> (SELECT price FROM variants v WHERE v.product_id = p.id AND v.archived = 0 ORDER BY position LIMIT 1))`,
  "a product is varied when what is on sale of it are variants": `
    SELECT p.id FROM products p WHERE p.archived = 0
      AND p.varied <> EXISTS (SELECT 1 FROM variants v WHERE v.product_id = p.id AND v.archived = 0 AND v.plain = 0)
    UNION ALL SELECT v.product_id FROM variants v WHERE v.archived = 0 GROUP BY v.product_id HAVING min(v.plain) <> max(v.plain)`,
  "a product's stars are those of its ratings": `
    SELECT p.id FROM products p LEFT JOIN ratings r ON r.product_id = p.id GROUP BY p.id
    HAVING p.rating_count <> count(r.id) OR p.rating_sum <> coalesce(sum(r.stars), 0)
      OR abs(p.average - coalesce(avg(r.stars), 0) * 100) > 0.501`,
  "a customer has one open default cart": `
    SELECT u.id FROM users u
    WHERE (SELECT count(*) FROM carts c WHERE c.user_id = u.id AND c.is_default = 1 AND c.state = 'open') <> 1`,
  "only open carts hold lines": `
    SELECT l.id FROM cart_lines l JOIN carts c ON c.id = l.cart_id WHERE c.state <> 'open'`,
  "a cart that was checked out has one order, its customer's": `
    SELECT c.id FROM carts c LEFT JOIN orders o ON o.cart_id = c.id WHERE c.state = 'checked_out'
    GROUP BY c.id HAVING count(o.id) <> 1 OR min(o.user_id) IS NOT c.user_id`,
  "an order takes no cart that is still open": `
    SELECT o.id FROM orders o JOIN carts c ON c.id = o.cart_id WHERE c.state = 'open'`,
  "what a key was answered is an order of its customer": `
    SELECT k.key FROM idempotency_keys k LEFT JOIN orders o
      ON o.id = coalesce(k.answer ->> 'order_id', k.answer ->> 'id') AND o.user_id = k.user_id
    WHERE o.id IS NULL`,
  "no key bought two orders, nor two keys one": `
    SELECT k.user_id FROM idempotency_keys k
    GROUP BY coalesce(k.answer ->> 'order_id', k.answer ->> 'id') HAVING count(*) > 1`,
  "an order without a customer keeps nothing of theirs": `
    SELECT o.id FROM orders o WHERE o.user_id IS NULL AND (o.user_name || o.phone || o.email <> '' OR o.cart_id IS NOT NULL)`,
};

/** The units of each variant that are in stock, or sold and not returned: what was supplied, by the variant's id. */
export async function supplied(database: Database): Promise<Readonly<Record<number, number>>> {
  const [rows] = await database.read([sql<{ id: number; units: number }>`
    SELECT v.id, v.stock + coalesce((
      SELECT sum(i.quantity) FROM order_items i JOIN orders o ON o.id = i.order_id
      WHERE i.variant_id = v.id AND o.status <> 'Cancelled'), 0) AS units
    FROM variants v ORDER BY v.id`]);
  return Object.fromEntries(rows.map(({ id, units }) => [id, units]));
}

/** Holds the shop to its laws, the database's own included; `supply` is what was supplied of each variant, where known. */
export async function assertInvariants(database: Database, supply?: Readonly<Record<number, number>>): Promise<void> {
  const sentences = Object.keys(laws);
  const found = await database.read([
    sql`PRAGMA foreign_key_check`,
    ...Object.values(laws).map((law) => raw(law)),
  ]);
  const broken = ["every reference leads somewhere", ...sentences]
    .flatMap((sentence, index) => (found[index] ?? []).map((row) => `${sentence}: ${JSON.stringify(row)}`));
  assert.deepEqual(broken, []);
  if (supply !== undefined) assert.deepEqual(await supplied(database), supply);
}
