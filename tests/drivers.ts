import type { Database } from "../src/adapters/libsql/database.ts";
import { openEmbedded } from "../src/adapters/libsql/embedded.ts";
import { migrate } from "../src/adapters/libsql/migrate.ts";
import { openRemote } from "../src/adapters/libsql/remote.ts";
import { readMigrations } from "../src/prepare.ts";
import { serveDatabase } from "../tools/db_serve.ts";

/** A database to test against: migrated and empty unless told otherwise. */
export type TestDatabase = { readonly database: Database; readonly close: () => Promise<void> };

/** The two drivers, each on a database of its own in a new folder. */
export const drivers: Readonly<Record<"embedded" | "remote", (migrated?: boolean) => Promise<TestDatabase>>> = {
  embedded: async (migrated = true) => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const database = openEmbedded(`${folder}/kiosk.db`);
    return await ready(database, migrated, () => Promise.resolve(), folder);
  },
  remote: async (migrated = true) => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const server = serveDatabase({ path: `${folder}/kiosk.db`, port: 0 });
    return await ready(openRemote(server.url, undefined), migrated, server.close, folder);
  },
};

async function ready(
  database: Database,
  migrated: boolean,
  stop: () => Promise<void>,
  folder: string,
): Promise<TestDatabase> {
  if (migrated) await migrate(database, readMigrations(), new Date().toISOString());
  return {
    database,
    close: async () => {
      database.close();
      await stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Registers a test once for each driver. The server's listener and the engine's native handles outlive a step. */
export function onEachDriver(name: string, test: (database: Database) => Promise<void>, migrated = true): void {
  for (const [driver, open] of Object.entries(drivers)) {
    Deno.test({
      name: `${driver}: ${name}`,
      fn: async () => {
        const { database, close } = await open(migrated);
        try {
          await test(database);
        } finally {
          await close();
        }
      },
    });
  }
}
