import Libsql from "libsql";
import { bindable, type Database, DatabaseUnavailable, type Statement } from "./database.ts";

/** The file cannot serve as the database: not writable, or something else than a database. */
export class DatabaseUnusable extends Error {
  override readonly name = "DatabaseUnusable";
}

type Bound = { readonly sql: string; readonly values: readonly (string | bigint | null)[] };

/** How long another process may hold the write lock before a write gives up, in milliseconds. */
const BUSY_MS = 5000;

/** How many prepared statements are kept. */
const PREPARED_MAX = 500;

/**
 * The engine inside this process: one connection, one writer, write-ahead log, every commit flushed to the disk
 * (`synchronous = FULL`). A batch runs without an await in it, so nothing of this process comes between its statements.
 */
export function openEmbedded(path: string): Database {
  const connection = open(path);
  const prepared = new Map<string, Libsql.Statement>();

  const prepare = (sql: string): Libsql.Statement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= PREPARED_MAX) prepared.clear();
    const fresh = connection.prepare(sql);
    prepared.set(sql, fresh);
    return fresh;
  };

  const run = (sql: string, values: readonly (string | bigint | null)[]): readonly unknown[] => {
    const statement = prepare(sql);
    if (statement.reader) return statement.all(values);
    statement.run(values);
    return [];
  };

  const rollback = () => {
    if (connection.inTransaction) connection.exec("ROLLBACK");
  };

  // What begins and ends a transaction is not kept prepared: a prepared BEGIN that another process turned away stays
  // in progress, and nothing of this connection could commit beside it.
  const attempt = (begin: string, statements: readonly Bound[]) => {
    let index = -1;
    try {
      connection.exec(begin);
      const rows = statements.map(({ sql, values }, at) => (index = at, run(sql, values)));
      index = -1;
      connection.exec("COMMIT");
      return { done: true as const, rows };
    } catch (error) {
      rollback();
      if (isBusy(error)) return "busy";
      if (index < 0) throw error;
      return { done: false as const, refused: index, reason: message(error) };
    }
  };

  const unlessBusy = async (begin: string, statements: readonly Statement[]) => {
    const bound = statements.map(({ sql, args }) => ({ sql, values: args.map(bindable) }));
    const end = performance.now() + BUSY_MS;
    for (let pause = 1;; pause = Math.min(pause * 2, 50)) {
      const outcome = attempt(begin, bound);
      if (outcome !== "busy") return outcome;
      if (performance.now() > end) throw new DatabaseUnavailable("another process holds the database");
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  };

  return {
    read: async (statements) => {
      const outcome = await unlessBusy("BEGIN", statements);
      if (!outcome.done) throw new Error(`read, statement ${outcome.refused}: ${outcome.reason}`);
      return outcome.rows as never;
    },
    write: (statements) => unlessBusy("BEGIN IMMEDIATE", statements),
    close: () => {
      prepared.clear();
      connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
      connection.close();
    },
  };
}

function open(path: string): Libsql.Database {
  try {
    const connection = new Libsql(path, { timeout: 0 });
    connection.exec("PRAGMA busy_timeout = 5000");
    connection.exec("PRAGMA journal_mode = WAL");
    connection.exec("PRAGMA synchronous = FULL");
    connection.exec("PRAGMA foreign_keys = ON");
    connection.prepare("SELECT count(*) FROM sqlite_schema").get();
    connection.exec("PRAGMA busy_timeout = 0");
    return connection;
  } catch (error) {
    throw new DatabaseUnusable(`DATABASE_URL: ${path} cannot be the database: ${message(error)}`);
  }
}

const message = (error: unknown): string => error instanceof Error ? error.message : String(error);

const isBusy = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
