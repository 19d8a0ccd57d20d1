import { join, one, raw, sql, type Statement } from "./database.ts";

/** Where a page begins: after the row with this sort value and id, or at an offset. */
export type PageStart =
  | { readonly after: { readonly value: string | number; readonly id: string | number } | null }
  | { readonly offset: number };

/** `key` is a column or expression that an index serves together with `id`; both run in one direction. */
export type Order = { readonly key: string; readonly id: string; readonly descending: boolean };

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

/**
 * Rows of a page as the database gives them: their JSON texts, and their ids and sort values as JSON. `whole` is 0 where
 * the texts are too long for one page, so that only the first ones are here.
 */
export type PagePart = {
  readonly bodies: string | null;
  readonly ids: string;
  readonly sort: string;
  readonly whole: 0 | 1;
  readonly count: number;
};

/** Joins JSON texts to more JSON, and is found in none of them. */
const JOINT = ",\n";

type Place = { readonly value: string | number; readonly id: string | number };

/**
 * The JSON texts of a page's rows, joined by commas; the last of them where others follow; and, where pages are counted
 * by offset, how many there are in all.
 */
export type Page = { readonly results: string; readonly next: Place | null; readonly count: number };

/** The page of `limit` rows that came in these parts, of which one by a cursor holds a row more. */
export function pageOf(parts: readonly PagePart[], limit: number): Page {
  const ids = parts.flatMap((part) => JSON.parse(part.ids) as Place["id"][]);
  const values = parts.flatMap((part) => JSON.parse(part.sort) as Place["value"][]);
  const bodies = parts.flatMap((part) => part.bodies ?? []).join(JOINT);
  const texts = parts.every((part) => part.whole === 1) ? ids.length : bodies.split(JOINT).length;
  const [results, shown] = texts > limit ? [bodies.slice(0, bodies.lastIndexOf(JOINT)), limit] : [bodies, texts];
  const [value, id] = [values[shown - 1], ids[shown - 1]];
  const next = shown < ids.length && value !== undefined && id !== undefined ? { value, id } : null;
  return { results, next, count: parts[0]?.count ?? 0 };
}

/**
 * A page of a list, by its cursor as one part with a row more; `pageOf` takes it apart. What is counted may be written
 * in another way. Beyond 4 MB rows are left for the next page, except where pages are counted by offset.
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
    const most = first(offset === null ? limit + 1 : limit, part.when);
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
    return sql`SELECT body AS bodies, json_array(id) AS ids, json_array(value) AS sort, 1 AS whole, ${count} AS count
               FROM (${all})`;
  }
  return one(sql`
    SELECT iif(whole, bodies, (
      SELECT group_concat(body, ${JOINT}) FROM (${fitting(all, raw("body"), PAGE_BYTES)}))) AS bodies,
      ids, sort, whole, 0 AS count
    FROM (SELECT *, coalesce(octet_length(bodies) < ${PAGE_BYTES}, 1) AS whole FROM (
      SELECT group_concat(body, ${JOINT}) AS bodies, json_group_array(id) AS ids, json_group_array(value) AS sort
      FROM (${all})))`);
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
