import Libsql from "libsql";
import { bindable, type Database, type Statement } from "../../src/adapters/libsql/database.ts";

/** A new database file that one process fills as fast as it can: what is written is not safe before it is closed. */
export type Bulk = Database & {
  run(statements: readonly Statement[]): readonly (readonly unknown[])[];
  /** The word index is filled from now on: its entries are collected in memory, and written `HASH_BYTES` at a time. */
  index(): void;
  /** Ends a transaction and begins the next. */
  commit(): void;
};

const HASH_BYTES = 64 * 2 ** 20;

const pragmas = ["journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "foreign_keys = OFF"];

export function openBulk(path: string): Bulk {
  const connection = new Libsql(path);
  for (const pragma of pragmas) connection.exec(`PRAGMA ${pragma}`);
  connection.exec("BEGIN");
  const prepared = new Map<string, Libsql.Statement>();
  const run = (statements: readonly Statement[]) =>
    statements.map(({ sql, args }): readonly unknown[] => {
      const statement = prepared.get(sql) ?? connection.prepare(sql);
      prepared.set(sql, statement);
      if (statement.reader) return statement.all(args.map(bindable));
      statement.run(args.map(bindable));
      return [];
    });
  return {
    read: (statements) => Promise.resolve(run(statements) as never),
    write: (statements) => Promise.resolve({ done: true, rows: run(statements) }),
    run,
    index: () => connection.exec(`INSERT INTO product_words (product_words, rank) VALUES ('hashsize', ${HASH_BYTES})`),
    commit: () => connection.exec("COMMIT; BEGIN"),
    close: () => {
      connection.exec("DELETE FROM product_words_config WHERE k = 'hashsize'");
      connection.exec("COMMIT");
      prepared.clear();
      connection.exec("PRAGMA journal_mode = WAL");
      connection.close();
    },
  };
}
