import Libsql from "libsql";
import { SCHEMA_VERSION } from "../../src/adapters/libsql/migrate.ts";
import { parseConfig, WrongSetting } from "../../src/config.ts";

/** How long the database may be busy before a task gives up, in milliseconds. */
const BUSY_MS = 5000;

/** The path of the embedded database that DATABASE_URL names. */
export function embeddedPath(): string {
  const { database } = parseConfig({ DATABASE_URL: Deno.env.get("DATABASE_URL") });
  if (database.type === "file") return database.path;
  throw new WrongSetting("DATABASE_URL: a server's database is copied by its server; docs/backup.md says how");
}

export const exists = (path: string): boolean => sizeOf(path) >= 0;

/** A file's size in bytes, -1 when there is none. */
export function sizeOf(path: string): number {
  try {
    const { isFile, size } = Deno.statSync(path);
    return isFile ? size : -1;
  } catch {
    return -1;
  }
}

/** Opens a file that is there, hands it on, and closes it. */
export function withDatabase<T>(path: string, use: (connection: Libsql.Database) => T): T {
  if (!exists(path)) throw new Error(`${path} is not there`);
  const connection = new Libsql(path, { timeout: BUSY_MS });
  try {
    return use(connection);
  } finally {
    connection.close();
  }
}

/** A database as it counts: its schema, the last id that each table gave, and how many orders and items it holds. */
export type Tally = {
  readonly schema: string;
  readonly version: number;
  readonly counts: Readonly<Record<string, number>>;
};

type Count = { readonly name: string; readonly count: number };

/** What only ever grows: ids that were given, and rows that no request removes. */
export const tally = (connection: Libsql.Database): Tally => ({
  schema: JSON.stringify(connection.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all()),
  version:
    (connection.prepare("SELECT max(version) AS version FROM migrations").all()[0] as { version: number }).version,
  counts: Object.fromEntries(
    (connection.prepare(`
      SELECT 'last id in ' || name AS name, seq AS count FROM sqlite_sequence
      UNION ALL SELECT 'orders', count(*) FROM orders UNION ALL SELECT 'order items', count(*) FROM order_items`)
      .all() as Count[]).map(({ name, count }) => [name, count]),
  ),
});

/** The tally of a copy that is whole, consistent, and of no newer schema than this Kiosk's; throws what is wrong. */
export const checked = (path: string): Tally =>
  withDatabase(path, (connection) => {
    const damage = damageIn(connection);
    if (damage !== null) throw new Error(`the copy is damaged: ${damage}`);
    const found = tally(connection);
    if (found.version > SCHEMA_VERSION) throw new Error(`its schema ${found.version} is newer than this Kiosk's`);
    return found;
  });

function damageIn(connection: Libsql.Database): string | null {
  try {
    const [found] = connection.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[];
    if (found?.integrity_check !== "ok") return found?.integrity_check ?? "it cannot be checked";
    return connection.prepare("PRAGMA foreign_key_check").all().length > 0 ? "references lead nowhere" : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Makes sure that what was written to the file is on the disk. */
export function flush(path: string): void {
  using file = Deno.openSync(path, { read: true, write: true });
  file.syncSync();
}
