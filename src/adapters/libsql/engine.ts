import Libsql from "libsql";
import { bindable, type Statement } from "./database.ts";

/** The file cannot serve as the database: not writable, or something else than a database. */
export class DatabaseUnusable extends Error {
  override readonly name = "DatabaseUnusable";
}

/** Whether a commit waits until the disk has it (FULL), or may be lost, whole, in a power cut (NORMAL). */
export type Synchronous = "FULL" | "NORMAL";

type Values = (string | bigint | null)[];

/** A statement with its arguments as the engine binds them. */
export type Bound = { readonly statement: Statement; readonly values: Values };

/** Throws a RangeError for a number that is no integer. */
export const bound = (statement: Statement): Bound => ({ statement, values: statement.args.map(bindable) });

/** One connection to a database file, which runs statements one after the other. */
export type Engine = {
  run(given: Bound): readonly unknown[];
  /** Runs a statement that is not kept prepared and returns nothing. */
  exec(text: string): void;
  isInTransaction(): boolean;
  /** Another number after every commit of another connection, of whatever process. */
  dataVersion(): number;
  close(): void;
};

/** After how many pages the log goes back into the file: twice SQLite's own, so that hot pages go back less often. */
const CHECKPOINT_PAGES = 2000;

/** How many prepared statements are kept. */
const PREPARED_MAX = 500;

/** A prepared statement and the names of the columns that it returns; null when it returns nothing. */
type Prepared = {
  readonly statement: Libsql.Statement;
  readonly columns: readonly string[] | null;
  readonly fetch: Fetch;
};

type Fetch = (statement: Libsql.Statement, columns: readonly string[], values: Values) => readonly unknown[];

/** Opens a file with a write-ahead log; a connection that meets another's lock says so at once. */
export function openEngine(path: string, synchronous: Synchronous): Engine {
  const connection = open(path, synchronous);
  const prepared = new Map<string, Prepared>();

  const prepare = (statement: Statement): Prepared => {
    const known = prepared.get(statement.sql);
    if (known !== undefined) return known;
    if (prepared.size >= PREPARED_MAX) prepared.clear();
    const fresh = preparedFrom(connection, statement);
    prepared.set(statement.sql, fresh);
    return fresh;
  };
  const version = connection.prepare("PRAGMA data_version").raw();

  return {
    run: ({ statement: given, values }) => {
      const { statement, columns, fetch } = prepare(given);
      try {
        if (columns !== null) return fetch(statement, columns, values);
        statement.run(values);
        return [];
      } catch (error) {
        // The engine leaves a statement that failed as it was: what it is bound to next would not count.
        prepared.delete(given.sql);
        throw error;
      }
    },
    exec: (text) => connection.exec(text),
    isInTransaction: () => connection.inTransaction,
    dataVersion: () => (version.get() as unknown as [number])[0],
    close: () => {
      prepared.clear();
      connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
      connection.close();
    },
  };
}

/**
 * The engine leaks some memory each time it hands out several rows. So they come as one: a JSON text of them all, unless
 * the statement is known to return one at most.
 */
function preparedFrom(connection: Libsql.Database, { sql, one }: Statement): Prepared {
  const plain = connection.prepare(sql);
  if (!plain.reader) return { statement: plain, columns: null, fetch: fetchOne };
  const columns = plain.columns().map(({ name }) => name);
  plain.raw();
  if (one) return { statement: plain, columns, fetch: fetchOne };
  if (!/^\s*(SELECT|WITH)\b/i.test(sql)) return { statement: plain, columns, fetch: fetchSeveral };
  const names = columns.map((_, at) => `c${at}`);
  // A text that SQLite's functions made as JSON is to stay a text here; joined to another it is one again.
  const texts = names.map((name) => `iif(typeof(${name}) = 'text', ${name} || '', ${name})`);
  const packed = connection.prepare(
    `WITH found (${names.join(", ")}) AS (${sql}) SELECT json_group_array(json_array(${texts.join(", ")})) FROM found`,
  ).raw();
  return { statement: packed, columns, fetch: fetchPacked };
}

type Row = readonly unknown[];

const fetchOne: Fetch = (statement, columns, values) => {
  const row = statement.get(values) as Row | undefined;
  return row === undefined ? [] : [named(columns, row)];
};

const fetchSeveral: Fetch = (statement, columns, values) =>
  (statement.all(values) as Row[]).map((row) => named(columns, row));

const fetchPacked: Fetch = (statement, columns, values) => {
  const [text] = statement.get(values) as unknown as [string];
  return text === "[]" ? [] : (JSON.parse(text) as Row[]).map((row) => named(columns, row));
};

function named(columns: readonly string[], row: Row): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at++) object[columns[at] as string] = row[at];
  return object;
}

function open(path: string, synchronous: Synchronous): Libsql.Database {
  try {
    const connection = new Libsql(path, { timeout: 0 });
    connection.exec("PRAGMA busy_timeout = 5000");
    connection.exec("PRAGMA journal_mode = WAL");
    connection.exec(`PRAGMA synchronous = ${synchronous}`);
    connection.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    connection.exec("PRAGMA foreign_keys = ON");
    connection.prepare("SELECT count(*) FROM sqlite_schema").get();
    connection.exec("PRAGMA busy_timeout = 0");
    return connection;
  } catch (error) {
    throw new DatabaseUnusable(`DATABASE_URL: ${path} cannot be the database: ${message(error)}`);
  }
}

export const message = (error: unknown): string => error instanceof Error ? error.message : String(error);
