import { commitBatch, orStale, type Write } from "./commit.ts";
import { type Database, sql } from "./database.ts";
import { stale } from "../../core/use_case.ts";

/** The schema that this code works with: the number of its last migration. */
export const SCHEMA_VERSION = 1;

/** A reviewed file of SQL: each statement ends with a semicolon at the end of a line. */
export type Migration = { readonly version: number; readonly text: string };

/** The database cannot be brought to this code's schema. */
export class MigrationRefused extends Error {
  override readonly name = "MigrationRefused";
}

/** The database's schema: 0 before the first migration. */
export async function schemaVersion(database: Database): Promise<number> {
  const [tables] = await database.read([sql`SELECT 1 FROM sqlite_schema WHERE name = 'migrations'`]);
  if (tables.length === 0) return 0;
  const [[row]] = await database.read([
    sql<{ version: number }>`SELECT coalesce(max(version), 0) AS version FROM migrations`,
  ]);
  return row?.version ?? 0;
}

/**
 * Applies what is missing in one transaction and returns how many migrations that were. When another process applies
 * them at the same time, one of the two does and the other finds nothing left. A database that is newer than the code
 * is refused.
 */
export async function migrate(database: Database, migrations: readonly Migration[], at: string): Promise<number> {
  for (;;) {
    const version = await schemaVersion(database);
    if (version > SCHEMA_VERSION) {
      throw new MigrationRefused(
        `the database has schema ${version}, newer than this Kiosk's ${SCHEMA_VERSION}: run a newer Kiosk on it`,
      );
    }
    const pending = migrations.filter((migration) => migration.version > version);
    if (pending.length === 0) return 0;
    const writes: readonly Write[] = [
      sql`CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL) STRICT`,
      ...pending.flatMap((migration) => [
        orStale(sql`INSERT INTO migrations (version, applied_at) VALUES (${migration.version}, ${at})`),
        ...statements(migration.text).map((text) => ({ sql: text, args: [] })),
      ]),
    ];
    if (await commitBatch(database, writes, sql`SELECT 1`) !== stale) return pending.length;
  }
}

const statements = (text: string): readonly string[] =>
  text.replace(/^\s*--.*$/gm, "").split(/;[ \t]*$/m).map((part) => part.trim()).filter((part) => part !== "");

/** Whether the database answers and has this code's schema. Never throws: a database out of reach is not ready. */
export const isReady = (database: Database) => async (): Promise<boolean> => {
  try {
    const [[row]] = await database.read([sql<{ version: number }>`SELECT max(version) AS version FROM migrations`]);
    return row?.version === SCHEMA_VERSION;
  } catch {
    return false;
  }
};
