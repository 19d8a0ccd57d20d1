import { type Database, join, sql } from "../database.ts";
import { type Page, page, pageOf, type PageStart } from "../page.ts";
import { ratingJson, ratingView } from "./ratings.ts";

export type RatingFilter = { readonly product?: number | undefined; readonly user?: number | undefined };

const newestFirst = { key: "r.id", id: "r.id", descending: true } as const;

/** Ratings as the wire's JSON texts, newest first, and, where pages are numbered, how many pass the filter. */
export const showRatings = (database: Database) =>
async (
  filter: RatingFilter,
  start: PageStart,
  limit: number,
): Promise<Page> => {
  const conditions = [sql`true`];
  if (filter.product !== undefined) conditions.push(sql`r.product_id = ${filter.product}`);
  if (filter.user !== undefined) conditions.push(sql`r.user_id = ${filter.user}`);
  const from = sql`FROM ratings r WHERE ${join(conditions, " AND ")}`;
  const [parts] = await database.read([page(from, ratingJson, newestFirst, start, limit)]);
  return pageOf(parts, limit);
};

/** One rating as the wire's JSON text, or null. */
export const showRating = (database: Database) => async (id: number): Promise<string | null> => {
  const [[row]] = await database.read([ratingView(id)]);
  return row?.body ?? null;
};
