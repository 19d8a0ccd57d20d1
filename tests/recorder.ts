import { AsyncLocalStorage } from "node:async_hooks";
import type { Database, Statement } from "../src/adapters/libsql/database.ts";
import { documentOf } from "./blackbox/documented.ts";

/** A statement that the database port got, with the arguments of its first time, and the operations that sent it. */
export type Recorded = Statement & { readonly operations: readonly string[] };

/** Keeps every statement that a shop sends its database while it answers requests. */
export type Recorder = {
  /** The same database, recorded. */
  on(database: Database): Database;
  /** Goes around each request's answer. */
  within<A>(request: Request, answer: () => A): A;
  /** What was recorded of the shop at this address. */
  statements(url: string): Promise<readonly Recorded[]>;
};

export function recorder(): Recorder {
  const asking = new AsyncLocalStorage<Request>();
  const found = new Map<string, { statement: Statement; by: Set<string> }>();

  const note = (statements: readonly Statement[]) => {
    const request = asking.getStore();
    if (request === undefined) return;
    const asked = `${request.method} ${new URL(request.url).pathname}`;
    for (const statement of statements) {
      const known = found.get(statement.sql) ?? { statement, by: new Set() };
      found.set(statement.sql, known);
      known.by.add(asked);
    }
  };

  return {
    on: (database) => ({
      read: (statements) => (note(statements), database.read(statements)),
      write: (statements) => (note(statements), database.write(statements)),
      close: () => database.close(),
    }),
    within: (request, answer) => asking.run(request, answer),
    statements: async (url) => {
      const { operations } = await documentOf(url);
      const operationOf = (asked: string) => {
        const [method, path = ""] = asked.split(" ");
        const documented = method === "HEAD" ? "GET" : method;
        return operations.find((it) => it.method === documented && it.pattern.test(path))?.id ?? asked;
      };
      return [...found.values()].map(({ statement, by }) => ({
        ...statement,
        operations: [...new Set([...by].map(operationOf))].sort(),
      }));
    },
  };
}
