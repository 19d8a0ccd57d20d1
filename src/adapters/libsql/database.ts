/** What a statement takes and a row holds. A number is a safe integer: it never travels as floating point. */
export type Value = string | number | null;

/** `R` is the shape of the rows that the statement returns. */
export type Statement<R = unknown> = {
  readonly sql: string;
  readonly args: readonly Value[];
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

/**
 * A statement from a template: values become arguments, statements become part of the text.
 * `sql<{ id: number }>\`SELECT id FROM users WHERE ${condition} AND name = ${name}\``
 */
export function sql<R = unknown>(
  text: TemplateStringsArray,
  ...values: readonly (Value | Statement)[]
): Statement<R> {
  let joined = text[0] ?? "";
  const args: Value[] = [];
  values.forEach((value, index) => {
    if (value !== null && typeof value === "object") {
      joined += value.sql;
      args.push(...value.args);
    } else {
      joined += "?";
      args.push(value);
    }
    joined += text[index + 1] ?? "";
  });
  return { sql: joined, args };
}

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
