import type { AddedItem, AddItem, AddItemPort } from "../../../core/cart/add_item.ts";
import { LINES_MAX } from "../../../core/cart/cart.ts";
import { isSameOption } from "../../../core/catalog/words.ts";
import { stale } from "../../../core/use_case.ts";
import { money, QUANTITY_MAX, TOTAL_MAX } from "../../../core/values.ts";
import { changed, commitBatch, orStale, standing, stands, stillStanding } from "../commit.ts";
import { type Database, raw, sql, type Statement } from "../database.ts";
import { labelText, lineJson } from "../wire_json.ts";
import { thisCart, touchCart } from "./carts.ts";
import { shownLine } from "./lines.ts";

type CartRow = { readonly id: number; readonly version: number; readonly lines: number; readonly total: number };
type VariantRow = {
  readonly product: number;
  readonly id: number | null;
  readonly plain: number | null;
  readonly label: string | null;
  readonly price: number;
  readonly stock: number;
  readonly in_cart: number;
};

/** What an API sells, as a condition on products `p`, and how it shows a line: SQL as `lineJson` is. */
export type Shelf = { readonly line: Statement; readonly among: Statement };

/** More than any total may be, and still a safe integer. */
const CAPPED = TOTAL_MAX + 1;

const theCart = ({ owner }: AddItem, now: string) =>
  sql<CartRow>`
    SELECT c.id, c.version, count(l.id) AS lines, min(coalesce(sum(v.price * l.quantity), 0), ${CAPPED}) AS total
    FROM carts c LEFT JOIN cart_lines l ON l.cart_id = c.id LEFT JOIN variants v ON v.id = l.variant_id
    WHERE ${thisCart(owner, now)} GROUP BY c.id`;

/** The product with the variant that is meant, or, for a label, with each that has one; a product alone when none. */
const theVariants = ({ owner, product, variant }: AddItem, now: string, among: Statement) =>
  sql<VariantRow>`
    SELECT p.id AS product, v.id, v.plain, ${raw(labelText("v.options"))} AS label, v.price, v.stock, coalesce((
      SELECT l.quantity FROM carts c JOIN cart_lines l ON l.cart_id = c.id
      WHERE ${thisCart(owner, now)} AND l.variant_id = v.id), 0) AS in_cart
    FROM products p LEFT JOIN variants v ON v.product_id = p.id AND v.archived = 0
      AND ${typeof variant === "number" ? sql`v.plain = 0 AND v.id = ${variant}` : sql`1`}
    WHERE p.id = ${product} AND p.archived = 0 AND ${among}
    ORDER BY v.position LIMIT ${typeof variant === "string" ? -1 : 1}`;

/** Adds up in one statement what `decide` relied on: the stock, the lines, the quantity and the total. */
const insertLine = ({ cart, variant, quantity, price, at }: AddedItem) =>
  sql`
    INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at)
    SELECT c.id, v.id, ${quantity}, ${at}, ${at}
    FROM carts c JOIN variants v ON v.id = ${variant}
      LEFT JOIN cart_lines l ON l.cart_id = c.id AND l.variant_id = v.id
    WHERE c.id = ${cart} AND c.state = 'open' AND v.archived = 0 AND v.price = ${price}
      AND v.stock >= ${quantity} + coalesce(l.quantity, 0)
      AND ${quantity} + coalesce(l.quantity, 0) <= ${QUANTITY_MAX}
      AND (l.id IS NOT NULL OR (SELECT count(*) FROM cart_lines WHERE cart_id = c.id) < ${LINES_MAX})
      AND (SELECT coalesce(sum(ov.price * ol.quantity), 0) FROM cart_lines ol JOIN variants ov ON ov.id = ol.variant_id
           WHERE ol.cart_id = c.id) + ${quantity} * v.price <= ${TOTAL_MAX}
    ON CONFLICT (cart_id, variant_id)
    DO UPDATE SET quantity = quantity + excluded.quantity, updated_at = excluded.updated_at`;

/** The Shop API's: every product, lines as it shows them. */
const wholeShop: Shelf = { line: lineJson, among: sql`1` };

/** The line comes back as the JSON text of the wire. */
export const addItemStore = (database: Database, { line, among }: Shelf = wholeShop): AddItemPort<string> => ({
  load: async (command, at) => {
    const [[session], [cart], variants] = await database.read([
      standing(command.owner, at.now),
      theCart(command, at.now),
      theVariants(command, at.now, among),
    ]);
    const [first] = variants;
    const { variant } = command;
    const found = typeof variant === "string"
      ? variants.find(({ label }) => label !== null && isSameOption(label, variant))
      : first;
    return {
      standing: stands(session),
      cart: cart === undefined ? null : { ...cart, total: cart.total > TOTAL_MAX ? null : money(cart.total) },
      product: first === undefined ? null : { id: first.product },
      variant: found === undefined || found.id === null ? null : {
        id: found.id,
        shown: found.plain === 1 ? null : found.id,
        price: money(found.price),
        stock: found.stock,
        inCart: found.in_cart,
      },
    };
  },
  commit: async (change) => {
    const receipt = await commitBatch(
      database,
      [
        ...stillStanding(change.owner, change.at),
        orStale(insertLine(change)),
        changed(1),
        touchCart(change.cart, change.at),
      ],
      shownLine(line, sql`l.cart_id = ${change.cart} AND l.variant_id = ${change.variant}`),
    );
    return receipt === stale ? stale : receipt.line;
  },
});
