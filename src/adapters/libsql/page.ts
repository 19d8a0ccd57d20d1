import { raw, sql, type Statement } from "./database.ts";

/** Where a page begins: after the row with this sort value and id, or at an offset. */
export type PageStart =
  | { readonly after: { readonly value: string | number; readonly id: string | number } | null }
  | { readonly offset: number };

/** `key` is a column or expression that an index serves together with `id`; both run in one direction. */
export type Order = { readonly key: string; readonly id: string; readonly descending: boolean };

/** `found` is how many rows there were, up to the limit, before the page was cut to its size. */
export type PageRow = {
  readonly id: string | number;
  readonly value: string | number;
  readonly body: string;
  readonly found: number;
};

/** How many rows there are in all, where pages are counted by offset. */
export const countOf = (from: Statement, start: PageStart): Statement<{ count: number }> =>
  "offset" in start ? sql`SELECT count(*) AS count ${from}` : sql`SELECT 0 AS count`;

/** What may be sent as one page, in bytes of its rows. */
const PAGE_BYTES = 4_000_000;

/**
 * Rows of a keyset page. `from` is everything from FROM to the end of WHERE. A row comes with its id, its sort value and
 * its JSON text; beyond 4 MB they are left for the next page, except where pages are counted by offset.
 *
 * Beyond a cursor the page is the rest of the tie and then what lies beyond it: a row-value comparison would walk
 * through the whole tie.
 */
export function page(
  from: Statement,
  body: Statement,
  order: Order,
  start: PageStart,
  limit: number,
): Statement<PageRow> {
  const { id } = order;
  const way = order.descending ? "DESC" : "ASC";
  const beyond = raw(order.descending ? "<" : ">");
  const key = raw(order.key);
  const columns = sql`SELECT ${raw(id)} AS id, ${key} AS value, ${body} AS body ${from}`;
  const byKey = raw(order.key === id ? `ORDER BY ${id} ${way}` : `ORDER BY ${order.key} ${way}, ${id} ${way}`);
  const byId = raw(`ORDER BY ${id} ${way}`);
  if ("offset" in start) {
    return sql<PageRow>`SELECT *, 0 AS found FROM (${columns} ${byKey} LIMIT ${limit} OFFSET ${start.offset})`;
  }
  const { after } = start;
  const ofPage = (rows: Statement) => fitting<PageRow>(rows, raw("id, value, body"), PAGE_BYTES);
  if (after === null) return ofPage(sql`${columns} ${byKey} LIMIT ${limit}`);
  if (order.key === id) return ofPage(sql`${columns} AND ${raw(id)} ${beyond} ${after.id} ${byId} LIMIT ${limit}`);
  return ofPage(sql`
    SELECT * FROM (${columns} AND ${key} = ${after.value} AND ${raw(id)} ${beyond} ${after.id} ${byId} LIMIT ${limit})
    UNION ALL
    SELECT * FROM (${columns} AND ${key} ${beyond} ${after.value} ${byKey} LIMIT ${limit})
    LIMIT ${limit}`);
}

/** The columns of those rows whose JSON texts, `body`, fit into so many bytes; of the first one in any case. */
export const fitting = <R extends { readonly body: string; readonly found: number }>(
  rows: Statement,
  columns: Statement,
  bytes: number,
): Statement<R> =>
  sql<R>`
    SELECT ${columns}, found
    FROM (SELECT *, sum(length(CAST(body AS BLOB)) + 1) OVER (ROWS UNBOUNDED PRECEDING) AS bytes,
            row_number() OVER () AS place, count(*) OVER () AS found FROM (${rows}))
    WHERE bytes < ${bytes} OR place = 1`;
