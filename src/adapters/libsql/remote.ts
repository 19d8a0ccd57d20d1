import { createClient, LibsqlBatchError, type TransactionMode } from "@libsql/client/web";
import { bindable, type Database, DatabaseUnavailable, type Statement } from "./database.ts";

/** Refusals that are the server's and not a statement's: it was busy, took the lock away, or could not send. */
const serverRefusals = /^(SQLITE_BUSY|TRANSACTION_|STREAM_|RESPONSE_TOO_LARGE|HRANA_|SERVER_ERROR)/;

/** A server's database that nobody has migrated yet is not ready, as `/readyz` says, and not broken. */
const notMigrated = /no such table/;

/**
 * A libSQL server or Turso over HTTP: one batch is one transaction and one request. `url` begins with `http:`,
 * `https:` or `libsql:`; `authToken` is the server's own. Each batch has a client of its own: on Workers nothing that
 * does I/O may be shared between requests.
 */
export function openRemote(url: string, authToken: string | undefined): Database {
  const batch = async (statements: readonly Statement[], mode: TransactionMode) => {
    const bound = statements.map(({ sql, args }) => ({ sql, args: args.map(bindable) }));
    const client = createClient({ url, ...(authToken === undefined ? {} : { authToken }) });
    try {
      const results = await client.batch(bound, mode);
      return { done: true as const, rows: results.map((result) => result.rows) };
    } catch (error) {
      if (error instanceof LibsqlBatchError && !serverRefusals.test(error.code) && !notMigrated.test(error.message)) {
        return { done: false as const, refused: error.statementIndex, reason: error.message };
      }
      throw new DatabaseUnavailable("the database server did not answer as one that is ready", { cause: error });
    } finally {
      client.close();
    }
  };

  return {
    read: async (statements) => {
      const outcome = await batch(statements, "read");
      if (!outcome.done) throw new Error(`read, statement ${outcome.refused}: ${outcome.reason}`);
      return outcome.rows as never;
    },
    write: (statements) => batch(statements, "write"),
    close: () => {},
  };
}
