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

/** A setting of the shop, or null when it was never kept. */
export async function knownSetting(database: Database, name: string): Promise<string | null> {
  const [[row]] = await database.read([sql<{ value: string }>`SELECT value FROM settings WHERE name = ${name}`]);
  return row?.value ?? null;
}
