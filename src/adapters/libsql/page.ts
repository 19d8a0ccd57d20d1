import { join, one, raw, sql, type Statement } from "./database.ts";

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
const countOf = (source: Source, start: PageStart): Statement => {
  if (!("offset" in start)) return sql`0`;
  const counts = partsOf(source).map(({ from, when }) =>
    when === undefined ? sql`(SELECT count(*) ${from})` : sql`iif(${when}, (SELECT count(*) ${from}), 0)`
  );
  return join(counts, " + ");
};

/** What may be sent as one page, in bytes of its rows. */
const PAGE_BYTES = 4_000_000;

/** Rows of a page as the database gives them: their JSON texts, one a line, and their ids and sort values as JSON. */
export type PagePart = {
  readonly bodies: string | null;
  readonly ids: string;
  readonly sort: string;
  readonly count: number;
};

/** A page's rows, and, where pages are counted by offset, how many there are in all. */
export type Page = { readonly rows: readonly PageRow[]; readonly count: number };

/** The page that came in these parts. */
export function pageOf(parts: readonly PagePart[]): Page {
  const rows = parts.flatMap(({ bodies, ids, sort }) => {
    const [known, values] = [JSON.parse(ids) as PageRow["id"][], JSON.parse(sort) as PageRow["value"][]];
    const found = known.length;
    const texts = bodies === null ? [] : bodies.split("\n");
    return texts.map((body, at): PageRow => ({ id: known[at] ?? 0, value: values[at] ?? 0, body, found }));
  });
  return { rows, count: parts[0]?.count ?? 0 };
}

/**
 * A page of a list, by its cursor as one part; `pageOf` takes it apart. What is counted may be written in another way.
 * Beyond 4 MB rows are left for the next page, except where pages are counted by offset.
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
  counted: Source = source,
): Statement<PagePart> {
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
  if (offset !== null) {
    const count = countOf(counted, start);
    return sql`SELECT body AS bodies, json_array(id) AS ids, json_array(value) AS sort, ${count} AS count FROM (${all})`;
  }
  return one(sql`
    SELECT iif(octet_length(bodies) < ${PAGE_BYTES}, bodies, (
      SELECT group_concat(body, char(10)) FROM (${fitting(all, raw("body"), PAGE_BYTES)}))) AS bodies,
      ids, sort, 0 AS count
    FROM (SELECT group_concat(body, char(10)) AS bodies, json_group_array(id) AS ids, json_group_array(value) AS sort
          FROM (${all}))`);
}

/** The columns of those rows whose JSON texts, `body`, fit into so many bytes; of the first one in any case. */
export const fitting = <R extends { readonly body: string; readonly found: number }>(
  rows: Statement,
  columns: Statement,
  bytes: number,
): Statement<R> =>
  sql<R>`
    SELECT ${columns}, found
    FROM (SELECT *, sum(octet_length(body) + 1) OVER (ROWS UNBOUNDED PRECEDING) AS bytes,
            row_number() OVER () AS place, count(*) OVER () AS found FROM (${rows}))
    WHERE bytes < ${bytes} OR place = 1`;
