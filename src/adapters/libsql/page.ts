import { join, raw, sql, type Statement } from "./database.ts";

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

/**
 * Where a list's rows come from: everything from FROM to the end of WHERE. Where that depends on who asks, several of
 * them, of which the one that is looked at is the one whose `when` holds.
 */
export type Source = Statement | readonly { readonly from: Statement; readonly when: Statement }[];

/** Lists what `select` makes of the source and of the most rows to take: of its parts, only the one that counts is run. */
const ofSource = (source: Source, limit: number, select: (from: Statement, limit: Statement) => Statement): Statement =>
  "sql" in source ? select(source, sql`${limit}`) : join(
    source.map(({ from, when }) => sql`SELECT * FROM (${select(from, sql`iif(${when}, ${limit}, 0)`)})`),
    " UNION ALL ",
  );

/** How many rows there are in all, where pages are counted by offset. */
export const countOf = (source: Source, start: PageStart): Statement<{ count: number }> => {
  if (!("offset" in start)) return sql`SELECT 0 AS count`;
  if ("sql" in source) return sql`SELECT count(*) AS count ${source}`;
  const counts = source.map(({ from, when }) => sql`iif(${when}, (SELECT count(*) ${from}), 0)`);
  return sql`SELECT ${join(counts, " + ")} AS count`;
};

/** What may be sent as one page, in bytes of its rows. */
const PAGE_BYTES = 4_000_000;

/**
 * Rows of a keyset page. A row comes with its id, its sort value and its JSON text; beyond 4 MB they are left for the next page, except where pages are counted by offset.
 *
 * Beyond a cursor the page is the rest of the tie and then what lies beyond it: a row-value comparison would walk
 * through the whole tie.
 */
export function page(
  source: Source,
  body: Statement,
  order: Order,
  start: PageStart,
  limit: number,
): Statement<PageRow> {
  const { id } = order;
  const way = order.descending ? "DESC" : "ASC";
  const beyond = raw(order.descending ? "<" : ">");
  const key = raw(order.key);
  const byKey = raw(order.key === id ? `ORDER BY ${id} ${way}` : `ORDER BY ${order.key} ${way}, ${id} ${way}`);
  const byId = raw(`ORDER BY ${id} ${way}`);
  const rows = (from: Statement) => sql`SELECT ${raw(id)} AS id, ${key} AS value, ${body} AS body ${from}`;
  if ("offset" in start) {
    return sql<PageRow>`SELECT *, 0 AS found FROM (${
      ofSource(source, limit, (from, most) => sql`${rows(from)} ${byKey} LIMIT ${most} OFFSET ${start.offset}`)
    })`;
  }
  const { after } = start;
  const select = (from: Statement, most: Statement): Statement => {
    if (after === null) return sql`${rows(from)} ${byKey} LIMIT ${most}`;
    if (order.key === id) return sql`${rows(from)} AND ${raw(id)} ${beyond} ${after.id} ${byId} LIMIT ${most}`;
    return sql`
      SELECT * FROM (${rows(from)} AND ${key} = ${after.value} AND ${
      raw(id)
    } ${beyond} ${after.id} ${byId} LIMIT ${most})
      UNION ALL
      SELECT * FROM (${rows(from)} AND ${key} ${beyond} ${after.value} ${byKey} LIMIT ${most})
      LIMIT ${most}`;
  };
  return fitting<PageRow>(ofSource(source, limit, select), raw("id, value, body"), PAGE_BYTES);
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
