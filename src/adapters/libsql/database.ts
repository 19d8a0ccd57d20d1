/** What a statement takes and a row holds. A number is a safe integer: it never travels as floating point. */
export type Value = string | number | null;

/** `R` is the shape of the rows that the statement returns. */
export type Statement<R = unknown> = {
  readonly sql: string;
  readonly args: readonly Value[];
  /** It returns one row at most, which can be fetched for less. */
  readonly one?: true;
  readonly rows?: R;
};

type Rows<S extends readonly Statement[]> = {
  readonly [I in keyof S]: S[I] extends Statement<infer R> ? readonly R[] : never;
};

/** A write that went through, with each statement's rows; or the index of the statement that refused, all undone. */
export type Written =
  | { readonly done: true; readonly rows: readonly (readonly unknown[])[] }
  | { readonly done: false; readonly refused: number; readonly reason: string };

/** The one database port. Each call is one round trip; a lost or overloaded database throws `DatabaseUnavailable`. */
export type Database = {
  /** Runs the statements on one snapshot. */
  read<const S extends readonly Statement[]>(statements: S): Promise<Rows<S>>;
  /** Runs the statements as one write, all or nothing. */
  write(statements: readonly Statement[]): Promise<Written>;
  /**
   * Greater after every commit, of whatever process; another process's counts from the next turn of the event loop on.
   * Absent where nobody can tell it cheaply.
   */
  readonly version?: () => number;
  /** Ends every connection; what was acknowledged stays. */
  close(): void;
};

/** The database is out of reach or does not answer in time. Whether an interrupted write took place is unknown. */
export class DatabaseUnavailable extends Error {
  override readonly name: string = "DatabaseUnavailable";
}

/** The request or its answer was lost on the way, soon enough to ask again. */
export class LostInTransit extends DatabaseUnavailable {
  override readonly name = "LostInTransit";
}

/** What a template came to with certain parts in it: their texts lead from one to the next. */
type Known = { text?: string; readonly next: Map<string, Known> };

const templates = new WeakMap<TemplateStringsArray, Known>();

/**
 * A statement from a template: values become arguments, statements become part of the text.
 * `sql<{ id: number }>\`SELECT id FROM users WHERE ${condition} AND name = ${name}\``
 * A text is put together once: it is the same string from then on, by which a driver finds what it has prepared.
 */
export function sql<R = unknown>(
  text: TemplateStringsArray,
  ...values: readonly (Value | Statement)[]
): Statement<R> {
  let known = templates.get(text);
  if (known === undefined) templates.set(text, known = { next: new Map() });
  const args: Value[] = [];
  for (const value of values) {
    const part = partOf(value);
    args.push(...part.args);
    let next: Known | undefined = known.next.get(part.sql);
    if (next === undefined) known.next.set(part.sql, next = { next: new Map() });
    known = next;
  }
  known.text ??= String.raw({ raw: text }, ...values.map((value) => partOf(value).sql));
  return { sql: known.text, args };
}

const partOf = (value: Value | Statement): Statement =>
  value !== null && typeof value === "object" ? value : { sql: "?", args: [value] };

/** The statement, of which it is known that it returns one row at most. */
export const one = <R>(statement: Statement<R>): Statement<R> => ({ ...statement, one: true });

/** A part of a statement that is fixed text of the program, never input. */
export const raw = (text: string): Statement => ({ sql: text, args: [] });

/** The parts one after the other, with fixed text between them. */
export const join = (parts: readonly Statement[], between: string): Statement => ({
  sql: parts.map((part) => part.sql).join(between),
  args: parts.flatMap((part) => part.args),
});

/** What a driver binds: integers as bigint, so that no engine takes them for floating point. */
export const bindable = (value: Value): string | bigint | null => typeof value === "number" ? BigInt(value) : value;

/** The same database, asked once more for a read that was lost in transit. A write is not: it may have been done. */
export const askingAgain = (database: Database): Database => ({
  ...database,
  read: async (statements) => {
    try {
      return await database.read(statements);
    } catch (error) {
      if (!(error instanceof LostInTransit)) throw error;
      return await database.read(statements);
    }
  },
});

export type CountedDatabase = Database & { roundTrips(): number };

/** The same database, counting its round trips from 0. */
export function counted(database: Database): CountedDatabase {
  let trips = 0;
  return {
    read: (statements) => (trips++, database.read(statements)),
    write: (statements) => (trips++, database.write(statements)),
    close: () => database.close(),
    roundTrips: () => trips,
  };
}
