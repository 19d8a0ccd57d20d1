import { createClient, LibsqlBatchError, type TransactionMode } from "@libsql/client/http";
import { bindable, type Database, DatabaseUnavailable, LostInTransit, type Statement } from "./database.ts";

/** Refusals that are the server's and not a statement's: it was busy, took the lock away, or could not send. */
const serverRefusals = /^(SQLITE_BUSY|TRANSACTION_|STREAM_|RESPONSE_TOO_LARGE|HRANA_|SERVER_ERROR)/;

/** A server's database that nobody has migrated yet is not ready, as `/readyz` says, and not broken. */
const notMigrated = /no such table/;

/** Milliseconds until a batch is given up: twice as long as a server lets one wait for another's write. */
const PATIENCE = 10_000;

/** What a proxy says when the server behind it could not be heard. */
const gatewayFailures: readonly number[] = [502, 503, 504];

/**
 * Fetches an answer to its last byte: what breaks on the way is `LostInTransit`, what takes too long is not. The body is
 * sent as a stream, which can be sent once: Deno's fetch repeats any other POST whose kept-alive connection breaks, a
 * write that was done included (denoland/deno#36415).
 */
const fetchWhole = (patience: number) => async (request: Request): Promise<Response> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    const { url, method, headers } = request;
    const stream = request.body?.pipeThrough(new TransformStream());
    const response = await fetch(url, { method, headers, body: stream ?? null, signal: abort.signal });
    const body = await response.text();
    if (gatewayFailures.includes(response.status)) throw new Error(`HTTP status ${response.status}`);
    const type = response.headers.get("content-type") ?? "text/plain";
    return new Response(body, { status: response.status, headers: { "Content-Type": type } });
  } catch (cause) {
    if (abort.signal.aborted) throw new DatabaseUnavailable("the database server did not answer in time", { cause });
    throw new LostInTransit("the database server was not heard to its end", { cause });
  } finally {
    clearTimeout(timer);
  }
};

/**
 * A libSQL server or Turso over HTTP: one batch is one transaction and one request. `url` begins with `http:`,
 * `https:` or `libsql:`; `authToken` is the server's own; a batch that is not answered after `patience` milliseconds
 * is given up. Each batch has a client of its own: on Workers nothing that does I/O may be shared between requests.
 */
export function openRemote(url: string, authToken: string | undefined, patience = PATIENCE): Database {
  const config = { url, fetch: fetchWhole(patience), ...(authToken === undefined ? {} : { authToken }) };
  const batch = async (statements: readonly Statement[], mode: TransactionMode) => {
    const bound = statements.map(({ sql, args }) => ({ sql, args: args.map(bindable) }));
    const client = createClient(config);
    try {
      const results = await client.batch(bound, mode);
      return { done: true as const, rows: results.map((result) => result.rows) };
    } catch (error) {
      if (error instanceof LibsqlBatchError && !serverRefusals.test(error.code) && !notMigrated.test(error.message)) {
        return { done: false as const, refused: error.statementIndex, reason: error.message };
      }
      if (error instanceof DatabaseUnavailable) throw error;
      if (error instanceof SyntaxError) throw new LostInTransit("the server's answer was cut short", { cause: error });
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
