import Libsql from "libsql";
import { bindable, type Database, type Statement, type Value } from "../../src/adapters/libsql/database.ts";

export type Row = Readonly<Record<string, Value>>;

/** A new database file that one process fills as fast as it can: what is written is not safe before it is closed. */
export type Bulk = Database & {
  /** Adds a row to a table, of which each is given with the same columns. */
  add(table: string, row: Row): void;
  /** Writes what was added, ends a transaction and begins the next. */
  commit(): void;
};

/** So many rows are written by one statement. */
const ROWS = 100;

/** Entries of the word index that are collected before they are written, in bytes. */
const HASH_BYTES = 64 * 2 ** 20;

const pragmas = ["journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "foreign_keys = OFF"];

/** The whole is made ready by `ready`, before the first row. */
export async function openBulk(path: string, ready: (database: Database) => Promise<unknown>): Promise<Bulk> {
  const engine = new Libsql(path);
  for (const pragma of pragmas) engine.exec(`PRAGMA ${pragma}`);
  engine.exec("BEGIN");
  const run = (statements: readonly Statement[]) =>
    statements.map(({ sql, args }): readonly unknown[] => {
      const statement = engine.prepare(sql);
      if (statement.reader) return statement.all(args.map(bindable));
      statement.run(args.map(bindable));
      return [];
    });
  const database: Database = {
    read: (statements) => Promise.resolve(run(statements) as never),
    write: (statements) => Promise.resolve({ done: true, rows: run(statements) }),
    close: () => {},
  };
  await ready(database);
  engine.exec(`INSERT INTO product_words (product_words, rank) VALUES ('hashsize', ${HASH_BYTES})`);

  const waiting = new Map<string, Row[]>();
  const prepared = new Map<string, Libsql.Statement>();
  const write = (table: string, rows: readonly Row[]) => {
    const columns = Object.keys(rows[0] ?? {});
    const key = `${table} ${rows.length}`;
    const places = `(${columns.map(() => "?").join()})`;
    const statement = prepared.get(key) ??
      engine.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES ${rows.map(() => places).join()}`);
    if (rows.length === ROWS) prepared.set(key, statement);
    statement.run(rows.flatMap((row) => Object.values(row).map(bindable)));
  };
  const flush = () => {
    for (const [table, rows] of waiting) if (rows.length > 0) write(table, rows.splice(0));
  };
  return {
    ...database,
    add: (table, row) => {
      const rows = waiting.get(table) ?? [];
      waiting.set(table, rows);
      if (rows.push(row) === ROWS) write(table, rows.splice(0));
    },
    commit: () => {
      flush();
      engine.exec("COMMIT; BEGIN");
    },
    close: () => {
      flush();
      engine.exec("DELETE FROM product_words_config WHERE k = 'hashsize'");
      engine.exec("COMMIT");
      prepared.clear();
      engine.exec("PRAGMA journal_mode = WAL");
      engine.close();
    },
  };
}
