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
 * Where a list's rows come from: everything from FROM to the end of WHERE. Where that depends on what is in the database,
 * several of them, of which the one that is looked at is the one whose `when` holds. Where the rows must be sorted, `late`
 * is what they are shown from, as it is joined to a row `late` of their ids: so what is sorted are not whole texts.
 */
export type Source = Statement | readonly Part[];

type Part = { readonly from: Statement; readonly when?: Statement; readonly late?: Statement };

const partsOf = (source: Source): readonly Part[] => "sql" in source ? [{ from: source }] : source;

const first = (limit: number, when: Statement | undefined): Statement =>
  when === undefined ? sql`${limit}` : sql`iif(${when}, ${limit}, 0)`;

/** How many rows there are in all, where pages are counted by offset. */
export const countOf = (source: Source, start: PageStart): Statement<{ count: number }> => {
  if (!("offset" in start)) return sql`SELECT 0 AS count`;
  const counts = partsOf(source).map(({ from, when }) =>
    when === undefined ? sql`(SELECT count(*) ${from})` : sql`iif(${when}, (SELECT count(*) ${from}), 0)`
  );
  return sql`SELECT ${join(counts, " + ")} AS count`;
};

/** What may be sent as one page, in bytes of its rows. */
const PAGE_BYTES = 4_000_000;

/**
 * Rows of a keyset page. A row comes with its id, its sort value and its JSON text; beyond 4 MB they are left for the
 * next page, except where pages are counted by offset.
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
  const { after, offset } = "offset" in start ? { ...start, after: null } : { ...start, offset: null };

  const rows = ({ from, late }: Part, rest: Statement): Statement =>
    late === undefined
      ? sql`SELECT ${raw(id)} AS id, ${key} AS value, ${body} AS body ${from} ${rest}`
      : sql`SELECT late.id, late.value, ${body} AS body
            FROM (SELECT ${raw(id)} AS id, ${key} AS value ${from} ${rest}) late CROSS JOIN ${late}`;
  const select = (part: Part): Statement => {
    const most = first(limit, part.when);
    if (offset !== null) return rows(part, sql`${byKey} LIMIT ${most} OFFSET ${offset}`);
    if (after === null) return rows(part, sql`${byKey} LIMIT ${most}`);
    if (order.key === id) return rows(part, sql`AND ${raw(id)} ${beyond} ${after.id} ${byId} LIMIT ${most}`);
    const tied = rows(
      part,
      sql`AND ${key} = ${after.value} AND ${raw(id)} ${beyond} ${after.id} ${byId} LIMIT ${most}`,
    );
    const rest = rows(part, sql`AND ${key} ${beyond} ${after.value} ${byKey} LIMIT ${most}`);
    return sql`SELECT * FROM (${tied}) UNION ALL SELECT * FROM (${rest}) LIMIT ${most}`;
  };

  const parts = partsOf(source).map(select);
  const all = parts.length === 1
    ? join(parts, "")
    : join(parts.map((part) => sql`SELECT * FROM (${part})`), " UNION ALL ");
  return offset === null
    ? fitting<PageRow>(all, raw("id, value, body"), PAGE_BYTES)
    : sql<PageRow>`SELECT *, 0 AS found FROM (${all})`;
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
