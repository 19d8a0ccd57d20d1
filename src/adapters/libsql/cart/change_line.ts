import type { ChangedLine, ChangeLinePort, MovedLine } from "../../../core/cart/change_line.ts";
import { stale } from "../../../core/use_case.ts";
import { money } from "../../../core/values.ts";
import { changed, commitBatch, standing, stands, stillStanding, type Write } from "../commit.ts";
import { type Database, raw, sql, type Statement } from "../database.ts";
import { labelText } from "../wire_json.ts";
import { sameCart, thisCart } from "./carts.ts";
import { setQuantity } from "./change_quantity.ts";
import { linesOf, openCartOf, productLine, rest, restOf, setLine, shownLine } from "./lines.ts";

type FoundRow = { readonly product: number; readonly view: string };
type VariantRow = { readonly id: number; readonly label: string; readonly price: number; readonly stock: number };

/** What the line was joined with goes first: a cart has one line of a variant. */
const moveLine = (change: MovedLine): readonly Write[] => [
  ...stillStanding(change.owner, change.at),
  ...sameCart(change.cart, change.at),
  ...(change.joined === null ? [] : [sql`DELETE FROM cart_lines WHERE id = ${change.joined}`, changed(1)]),
  ...setLine({ ...change, cart: change.cart.id }),
];

const writes = (changed: ChangedLine): readonly Write[] =>
  changed.type === "quantity" ? setQuantity(changed.change) : moveLine(changed.change);

/** `json` is SQL for the line as JSON, over cart_lines `l`, variants `v` and products `p`. */
export const changeLineStore = (database: Database, json: Statement): ChangeLinePort<string> => ({
  load: async ({ owner, line }, { now }) => {
    const product = sql`(SELECT v.product_id FROM cart_lines l JOIN variants v ON v.id = l.variant_id
                         WHERE l.id = ${line})`;
    const [[session], [cart], [found], lines, variants, [others]] = await database.read([
      standing(owner, now),
      openCartOf(owner, now),
      sql<FoundRow>`
        SELECT p.id AS product, ${json} AS view
        FROM carts c JOIN cart_lines l ON l.cart_id = c.id
          JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
        WHERE ${thisCart(owner, now)} AND l.id = ${line}`,
      linesOf(owner, product, now),
      sql<VariantRow>`
        SELECT v.id, ${raw(labelText("v.options"))} AS label, v.price, v.stock
        FROM variants v WHERE v.product_id = ${product} AND v.archived = 0 AND v.plain = 0 ORDER BY v.position`,
      restOf(owner, product, now),
    ]);
    return {
      standing: stands(session),
      cart: cart === undefined ? null : { id: cart.id, version: cart.version },
      found: found ?? null,
      lines: lines.map(productLine),
      variants: variants.map((variant) => ({ ...variant, price: money(variant.price) })),
      rest: rest(others),
    };
  },
  commit: async (change) => {
    const shown = shownLine(json, sql`l.id = ${change.change.line}`);
    const receipt = await commitBatch(database, writes(change), shown);
    return receipt === stale ? stale : receipt.line;
  },
});
