import type { Caller, Standing } from "../../core/customers/session.ts";
import { standing, stands, type Write } from "./commit.ts";
import { type Database, raw, sql, type Statement } from "./database.ts";
import { type Page, page, pageOf, type PageStart } from "./page.ts";

/**
 * A thing that staff change: its kind and id, and queries of how the wire shows it and, where that tells something of a
 * customer, of whose it is.
 */
export type Audited = {
  readonly kind: "product" | "category" | "order" | "rating" | "user";
  readonly id: number | Statement;
  readonly view: Statement;
  readonly person?: Statement;
};

/** Which member of the staff acts, and when. */
type Act = { readonly caller: Caller; readonly at: string };

const nothing = raw("NULL");

const insert = (
  { caller, at }: Act,
  action: "create" | "update" | "delete",
  { kind, id, person = nothing }: Omit<Audited, "view">,
  before: Statement,
  after: Statement,
): Write =>
  sql`INSERT INTO audit (user_id, at, action, object, person_id, before, after)
      VALUES (${caller.user}, ${at}, ${action}, ${`${kind}/`} || ${id}, (${person}), (${before}), (${after}))`;

/** Staff have made it. */
export const auditMade = (act: Act, thing: Audited): Write => insert(act, "create", thing, nothing, thing.view);

/** Staff are about to take it away. */
export const auditRemoved = (act: Act, thing: Audited): Write => insert(act, "delete", thing, thing.view, nothing);

/** The row that this batch has made: writers come one at a time. */
const newest = sql`(SELECT max(id) FROM audit)`;

/** Staff change it by these writes. When it is shown as before, but for the time of its change, that was no change. */
export const audited = (act: Act, thing: Audited, writes: readonly Write[]): readonly Write[] => [
  insert(act, "update", thing, thing.view, nothing),
  ...writes,
  sql`UPDATE audit SET after = (${thing.view}) WHERE id = ${newest}`,
  sql`DELETE FROM audit
      WHERE id = ${newest} AND json_remove(before, '$.updated_at') = json_remove(after, '$.updated_at')`,
];

const staffRight = raw("'is_staff', json(iif(is_staff, 'true', 'false'))");

/** Staff are about to change these fields of a user: their names, and no value but what `staff` becomes. */
export const auditUser = (act: Act, user: number, changed: readonly string[], staff: boolean | undefined): Write => {
  const names = JSON.stringify(changed);
  const before = sql`SELECT json_object('changed', json(${names})${
    staff === undefined ? raw("") : sql`, ${staffRight}`
  }) FROM users WHERE id = ${user}`;
  const after = sql`${JSON.stringify({ changed, is_staff: staff })}`;
  return insert(act, "update", { kind: "user", id: user }, before, after);
};

/** Staff are about to delete a user. */
export const auditUserRemoved = (act: Act, user: number): Write =>
  auditRemoved(act, {
    kind: "user",
    id: user,
    view: sql`SELECT json_object(${staffRight}) FROM users WHERE id = ${user}`,
  });

/** A view of an order or a rating without what is personal in it, and without what its customer wrote. */
const impersonal = (view: string): Statement =>
  raw(`json_replace(${view}, '$.user', NULL, '$.user_name', '', '$.username', '', '$.shipping_address', '',
    '$.phone', '', '$.email', '', '$.comment', '')`);

/** Takes out of the audit what it tells of a user: before the user is deleted. */
export const forgetPerson = (user: number): Write =>
  sql`UPDATE audit SET before = ${impersonal("before")}, after = ${impersonal("after")} WHERE person_id = ${user}`;

const newestFirst = { key: "a.id", id: "a.id", descending: true } as const;

const everyRow = sql`FROM audit a WHERE true`;

const rowJson = raw(`json_object('id', a.id, 'user', a.user_id, 'at', a.at, 'action', a.action, 'object', a.object,
  'before', json(a.before), 'after', json(a.after))`);

/** What staff changed as the wire's JSON texts, newest first, and, where pages are numbered, how much that is. */
export const showAudit = (database: Database) =>
async (
  caller: Caller,
  start: PageStart,
  limit: number,
  now: string,
): Promise<Page & { standing: Standing }> => {
  const [[session], parts] = await database.read([
    standing(caller, now),
    page(everyRow, rowJson, newestFirst, start, limit),
  ]);
  return { standing: stands(session), ...pageOf(parts, limit) };
};
