import type { Caller, Standing } from "../../../core/customers/session.ts";
import { isStaffNow, standing, stands } from "../commit.ts";
import { type Database, raw, sql } from "../database.ts";
import { type Page, page, pageOf, type PageStart, type Source } from "../page.ts";
import { visibleUser } from "./customers.ts";

const byId = { key: "u.id", id: "u.id", descending: false } as const;

/** SQL for a user as JSON, over users `u`. */
export const userJson = raw(`json_object('id', u.id, 'username', u.username, 'first_name', u.first_name,
  'last_name', u.last_name, 'email', u.email, 'phone', u.phone, 'address', u.address, 'created_at', u.created_at,
  'is_staff', json(iif(u.is_staff, 'true', 'false')))`);

/** Users as the wire's JSON texts, and, when counted, how many there are: for staff all, else the caller alone. */
export const showCustomers = (database: Database) =>
async (
  caller: Caller,
  start: PageStart,
  limit: number,
  now: string,
): Promise<Page & { standing: Standing }> => {
  const own = sql`FROM users u WHERE u.id = ${caller.user}`;
  const staff = isStaffNow(caller);
  const source: Source = caller.staff
    ? [{ from: sql`FROM users u WHERE true`, when: staff }, { from: own, when: sql`NOT ${staff}` }]
    : own;
  const [[session], parts] = await database.read([
    standing(caller, now),
    page(source, userJson, byId, start, limit),
  ]);
  return { standing: stands(session), ...pageOf(parts, limit) };
};

/** One user as the wire's JSON text, or null when it is not there for the caller. */
export const showCustomer =
  (database: Database) =>
  async (caller: Caller, id: number, now: string): Promise<{ standing: Standing; user: string | null }> => {
    const [[session], [row]] = await database.read([
      standing(caller, now),
      sql<{ body: string }>`SELECT ${userJson} AS body FROM users u WHERE u.id = ${id} AND ${visibleUser(caller)}`,
    ]);
    return { standing: stands(session), user: row?.body ?? null };
  };
