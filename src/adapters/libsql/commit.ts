import type { CartOwner } from "../../core/cart/cart.ts";
import { type Caller, hourOf, type Standing } from "../../core/customers/session.ts";
import { type Stale, stale } from "../../core/use_case.ts";
import { type Database, one, raw, sql, type Statement } from "./database.ts";

/** A statement of a commit. `stale`: its refusal means that the facts have changed, not that something is broken. */
export type Write = Statement & { readonly stale?: true };

/** The statement's refusal means that the facts have changed. */
export const orStale = (statement: Statement): Write => ({ ...statement, stale: true });

/** Refuses, as stale, unless the statement before it changed exactly `rows` rows. */
export const changed = (rows: number): Write =>
  orStale(one(sql`SELECT CASE WHEN changes() = ${rows} THEN 1 ELSE json('stale') END`));

/** Refuses, as stale, when there is no such row. */
export const stillThere = (rows: Statement): Write =>
  orStale(one(sql`SELECT CASE WHEN EXISTS (${rows}) THEN 1 ELSE json('stale') END`));

/** Writes the statements as one batch and returns the last one's first row, or stale when a guard refused. */
export async function commitBatch<R>(
  database: Database,
  writes: readonly Write[],
  receipt: Statement<R>,
): Promise<R | Stale> {
  const written = await database.write([...writes, one(receipt)]);
  if (!written.done) {
    if (writes[written.refused]?.stale === true) return stale;
    throw new Error(`commit, statement ${written.refused}: ${written.reason}`);
  }
  const row = written.rows.at(-1)?.[0];
  if (row === undefined) throw new Error("commit: no receipt");
  return row as R;
}

/** Whether the session stands, as a fact of a load or a query. A guest has none that could end. */
export const standing = (who: Caller | CartOwner, now: string): Statement<{ is_staff: number }> => {
  const caller = callerOf(who);
  return one(
    caller === null ? sql`SELECT 0 AS is_staff` : sql`
      SELECT users.is_staff FROM sessions JOIN users ON users.id = sessions.user_id
      WHERE sessions.id = ${caller.session} AND sessions.user_id = ${caller.user} AND sessions.expires_at > ${now}`,
  );
};

/** The fact that `standing` found. */
export const stands = (row: { readonly is_staff: number } | undefined): Standing =>
  row === undefined ? null : { staff: row.is_staff === 1 };

/** Guards that the session stands, and notes the hour of its use when it is another one. */
export const stillStanding = (who: Caller | CartOwner, now: string): readonly Write[] => {
  const caller = callerOf(who);
  if (caller === null) return [];
  const session = sql`id = ${caller.session} AND user_id = ${caller.user} AND expires_at > ${now}`;
  return [
    stillThere(sql`SELECT 1 FROM sessions WHERE ${session}`),
    sql`UPDATE sessions SET last_used_at = ${hourOf(now)} WHERE ${session} AND last_used_at <> ${hourOf(now)}`,
  ];
};

const asStaff = (caller: Caller): Statement => sql`SELECT 1 FROM users WHERE id = ${caller.user} AND is_staff = 1`;

/** Guards that the caller is still staff. */
export const stillStaff = (caller: Caller): Write => stillThere(asStaff(caller));

/** Holds while the database says that the caller is staff. */
export const isStaffNow = (caller: Caller): Statement => sql`EXISTS (${asStaff(caller)})`;

/**
 * Holds of what is the caller's own by its column `owner`; of everyone's, when the caller is staff by the token and by
 * the database.
 */
export const ownOrStaffs = (caller: Caller, owner: string): Statement => {
  const own = sql`${raw(owner)} = ${caller.user}`;
  return caller.staff ? sql`(${own} OR ${isStaffNow(caller)})` : own;
};

const callerOf = (who: Caller | CartOwner): Caller | null =>
  "session" in who ? who : who.type === "customer" ? who.caller : null;
