import { GUEST_CART_SECONDS } from "../../../core/cart/cart.ts";
import type { MergeCartsPort, MergeLine } from "../../../core/cart/merge_carts.ts";
import { after } from "../../../core/customers/session.ts";
import { stale } from "../../../core/use_case.ts";
import { money, quantity, TOTAL_MAX } from "../../../core/values.ts";
import { changed, commitBatch, orStale, standing, stands, stillStanding } from "../commit.ts";
import { type Database, sql, type Statement } from "../database.ts";
import { insertDefaultCart, sameCart, thisCart } from "./carts.ts";
import { openCartOf } from "./lines.ts";

type LineRow = {
  readonly product: number;
  readonly variant: number;
  readonly plain: number;
  readonly price: number;
  readonly stock: number;
  readonly archived: number;
  readonly quantity: number;
};

const linesWhere = (condition: Statement): Statement<LineRow> =>
  sql`SELECT v.product_id AS product, v.id AS variant, v.plain, v.price, v.stock, v.archived, l.quantity
      FROM carts c JOIN cart_lines l ON l.cart_id = c.id JOIN variants v ON v.id = l.variant_id
      WHERE ${condition} ORDER BY l.id`;

const mergeLine = (row: LineRow): MergeLine => ({
  product: row.product,
  variant: row.variant,
  shown: row.plain === 1 ? null : row.variant,
  price: money(row.price),
  stock: row.stock,
  archived: row.archived === 1,
  quantity: quantity(row.quantity),
});

type SourceRow = {
  readonly id: number;
  readonly version: number;
  readonly is_default: number;
  readonly user_id: number | null;
  readonly token_hash: string | null;
};

export const mergeCartsStore = (database: Database): MergeCartsPort => ({
  load: async ({ caller, cart, source }, { now }) => {
    const owner = { type: "customer", caller, cart } as const;
    const [[session], [target], targetLines, [other], sourceLines] = await database.read([
      standing(caller, now),
      openCartOf(owner, now),
      linesWhere(thisCart(owner, now)),
      sql<SourceRow>`
        SELECT id, version, is_default, user_id, token_hash FROM carts
        WHERE id = ${source} AND state = 'open'
          AND (token_hash IS NULL OR updated_at > ${after(now, -GUEST_CART_SECONDS)})`,
      linesWhere(sql`c.id = ${source}`),
    ]);
    return {
      standing: stands(session),
      target: target === undefined
        ? null
        : { id: target.id, version: target.version, lines: targetLines.map(mergeLine) },
      source: other === undefined ? null : {
        id: other.id,
        version: other.version,
        isDefault: other.is_default === 1,
        owner: other.user_id === null
          ? { type: "guest", tokenDigest: other.token_hash ?? "" }
          : { type: "customer", user: other.user_id },
        lines: sourceLines.map(mergeLine),
      },
    };
  },
  commit: async ({ caller, target, source, lines, at }) => {
    const moved = JSON.stringify(lines);
    const receipt = await commitBatch(database, [
      ...stillStanding(caller, at),
      ...sameCart(target, at),
      ...sameCart(source, at),
      orStale(sql`
        SELECT CASE WHEN EXISTS (
          SELECT 1 FROM json_each(${moved}) m JOIN variants v ON v.id = m.value ->> 'variant'
          WHERE v.archived = 0 AND v.stock < m.value ->> 'quantity') THEN json('stale') ELSE 1 END`),
      sql`INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at)
          SELECT ${target.id}, value ->> 'variant', value ->> 'quantity', ${at}, ${at}
          FROM json_each(${moved}) WHERE true
          ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = excluded.quantity, updated_at = excluded.updated_at`,
      orStale(sql`
        SELECT CASE WHEN sum(v.price * l.quantity) > ${TOTAL_MAX} THEN json('stale') ELSE 1 END
        FROM cart_lines l JOIN variants v ON v.id = l.variant_id WHERE l.cart_id = ${target.id}`),
      sql`DELETE FROM carts WHERE id = ${source.id}`,
      changed(1),
      ...(source.isDefault ? [insertDefaultCart(caller.user, at)] : []),
    ], sql`SELECT 1`);
    return receipt === stale ? stale : null;
  },
});
