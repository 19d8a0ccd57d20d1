import Libsql from "libsql";
import { bindable, type Database, type Statement } from "../src/adapters/libsql/database.ts";

/** An embedded database that counts the steps which the engine takes. */
export type Metered = Database & {
  /** The virtual machine's instructions since it was last asked: what it does for each row that it looks at or sorts. */
  steps(): number;
};

/** Opens a file as the embedded driver does, for one process that nobody else writes beside. */
export function openMetered(path: string): Metered {
  const engine = new Libsql(path);
  engine.exec("PRAGMA foreign_keys = ON");
  const prepared = new Map<string, Libsql.Statement>();
  const run = ({ sql, args }: Statement): readonly unknown[] => {
    const statement = prepared.get(sql) ?? engine.prepare(sql);
    prepared.set(sql, statement);
    if (statement.reader) return statement.all(args.map(bindable));
    statement.run(args.map(bindable));
    return [];
  };
  let told = 0;
  const meter = engine.prepare(
    "SELECT coalesce(sum(nstep), 0) AS steps FROM sqlite_stmt WHERE sql NOT LIKE '%sqlite_stmt%'",
  );
  return {
    read: (statements) => Promise.resolve(statements.map(run) as never),
    write: (statements) => {
      let refused = -1;
      engine.exec("BEGIN");
      try {
        const rows = statements.map((statement, index) => (refused = index, run(statement)));
        engine.exec("COMMIT");
        return Promise.resolve({ done: true, rows });
      } catch (error) {
        engine.exec("ROLLBACK");
        return Promise.resolve({ done: false, refused, reason: String(error) });
      }
    },
    close: () => {
      prepared.clear();
      engine.close();
    },
    steps: () => {
      const { steps } = meter.get() as { steps: number };
      const since = steps - told;
      told = steps;
      return since;
    },
  };
}
