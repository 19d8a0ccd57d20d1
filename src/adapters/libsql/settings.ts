import { type Database, sql } from "./database.ts";

/** Keeps a setting of the shop with its database: the value kept before, or this one when there was none. */
export async function keptSetting(database: Database, name: string, value: string): Promise<string> {
  const written = await database.write([
    sql`INSERT INTO settings (name, value) VALUES (${name}, ${value}) ON CONFLICT DO NOTHING`,
    sql`SELECT value FROM settings WHERE name = ${name}`,
  ]);
  if (!written.done) throw new Error(`setting ${name}: ${written.reason}`);
  return (written.rows[1]?.[0] as { value: string }).value;
}
