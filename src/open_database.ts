import type { Database } from "./adapters/libsql/database.ts";
import { openRemote } from "./adapters/libsql/remote.ts";
import type { Config } from "./config.ts";

/** The driver for the configured database. The native engine is loaded only where the database is a file. */
export async function openDatabase({ database, synchronous }: Config): Promise<Database> {
  if (database.type === "server") return openRemote(database.url, database.authToken);
  const { openEmbedded } = await import("./adapters/libsql/embedded.ts");
  return openEmbedded(database.path, synchronous);
}
