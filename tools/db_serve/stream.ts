import Libsql from "libsql";
import {
  type EngineValue,
  HranaError,
  toEngine,
  toWire,
  type WireCondition,
  type WireError,
  wireError,
  type WireRequest,
  type WireResult,
  type WireStatement,
  type WireStep,
  type WireValue,
} from "./hrana.ts";
import type { Holder, WriteLock } from "./write_lock.ts";

/** sqld's largest answer, in bytes. */
const RESPONSE_MAX = 10_000_000;

/** sqld's largest row, in bytes. */
const ROW_MAX = 5_000_000;

/** How long another process may hold the file before a write gives up, in milliseconds. */
const BUSY_MS = 5000;

const PREPARED_MAX = 200;

/** A connection to the file, with its prepared statements. */
export class Connection {
  readonly #database: Libsql.Database;
  readonly #prepared = new Map<string, Libsql.Statement>();

  constructor(path: string) {
    this.#database = new Libsql(path, { timeout: 0 });
    for (const pragma of ["busy_timeout = 5000", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"]) {
      this.#database.exec(`PRAGMA ${pragma}`);
    }
    this.#database.exec("PRAGMA busy_timeout = 0");
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  prepare(sql: string): Libsql.Statement {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    if (this.#prepared.size >= PREPARED_MAX) this.#prepared.clear();
    const statement = this.#database.prepare(sql);
    statement.safeIntegers(true);
    if (statement.reader) statement.raw(true);
    this.#prepared.set(sql, statement);
    return statement;
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  /** One value of one row. */
  value(sql: string): bigint {
    return (this.prepare(sql).all() as unknown as [[bigint]])[0][0];
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }
}

/** One client's sequence of requests on a connection of its own. */
export class Stream implements Holder {
  lastUsed = performance.now();
  sequence = 0;
  closed = false;
  readonly #sqls = new Map<number, string>();
  #lostTransaction = false;

  constructor(readonly connection: Connection, readonly lock: WriteLock) {}

  /** The write lock was taken away: the transaction is gone, which the client is told once. */
  lostLock(): void {
    if (this.connection.inTransaction) this.connection.exec("ROLLBACK");
    this.#lostTransaction = true;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    if (this.connection.inTransaction) this.connection.exec("ROLLBACK");
    this.lock.release(this);
  }

  async answer(request: WireRequest): Promise<Record<string, unknown>> {
    switch (request.type) {
      case "execute":
        return { type: "execute", result: await this.#execute(request.stmt) };
      case "batch":
        return { type: "batch", result: await this.#batch(request.batch.steps) };
      case "sequence":
        await this.#withLock(this.#sql(request), (sql) => this.connection.exec(sql));
        return { type: "sequence" };
      case "describe":
        return { type: "describe", result: this.#describe(this.#sql(request)) };
      case "store_sql":
        this.#sqls.set(request.sql_id, request.sql);
        return { type: "store_sql" };
      case "close_sql":
        this.#sqls.delete(request.sql_id);
        return { type: "close_sql" };
      case "get_autocommit":
        return { type: "get_autocommit", is_autocommit: !this.connection.inTransaction };
      case "close":
        this.close();
        return { type: "close" };
      default:
        throw new HranaError("unknown request", "HRANA_PROTO_ERROR");
    }
  }

  #sql({ sql, sql_id: id }: { readonly sql?: string | null; readonly sql_id?: number | null }): string {
    const text = sql ?? this.#sqls.get(id ?? -1);
    if (text === undefined) throw new HranaError("there is no such SQL text", "SQL_NOT_FOUND");
    return text;
  }

  async #batch(steps: readonly WireStep[]) {
    const results: (WireResult | null)[] = [];
    const errors: (WireError | null)[] = [];
    const holds = (condition: WireCondition): boolean => {
      switch (condition.type) {
        case "ok":
          return results[condition.step] != null;
        case "error":
          return errors[condition.step] != null;
        case "not":
          return !holds(condition.cond);
        case "and":
          return condition.conds.every(holds);
        case "or":
          return condition.conds.some(holds);
        case "is_autocommit":
          return !this.connection.inTransaction;
      }
    };
    for (const { condition, stmt } of steps) {
      let result: WireResult | null = null;
      let error: WireError | null = null;
      if (condition == null || holds(condition)) {
        try {
          result = await this.#execute(stmt);
        } catch (cause) {
          error = wireError(cause);
        }
      }
      results.push(result);
      errors.push(error);
    }
    return { step_results: results, step_errors: errors };
  }

  #execute(statement: WireStatement): Promise<WireResult> {
    const sql = this.#sql(statement);
    if (holdsMany(sql)) throw new HranaError("SQL string contains more than one statement", "SQL_MANY_STATEMENTS");
    return this.#withLock(sql, (text) => this.#run(text, statement));
  }

  #run(sql: string, { args = [], named_args: named = [], want_rows: wantRows = true }: WireStatement): WireResult {
    const prepared = this.connection.prepare(sql);
    if (sizeOf([...args, ...named.map(({ value }) => value)]) > ROW_MAX) throw tooBig();
    const bound: unknown = named.length > 0
      ? Object.fromEntries(named.map(({ name, value }) => [name.replace(/^[:@$]/, ""), toEngine(value)]))
      : args.map(toEngine);
    if (!prepared.reader) {
      const { changes, lastInsertRowid } = prepared.run(bound);
      return result([], [], Number(changes), String(lastInsertRowid));
    }
    const rows = prepared.all(bound) as unknown as readonly EngineValue[][];
    const cols = prepared.columns().map(({ name, type }) => ({ name, decltype: type ?? null }));
    const changes = isWrite(sql) ? Number(this.connection.value("SELECT changes()")) : 0;
    const last = isWrite(sql) ? String(this.connection.value("SELECT last_insert_rowid()")) : null;
    const sent = wantRows ? rows.map((row) => row.map(toWire)) : [];
    const sizes = sent.map(sizeOf);
    if (sizes.some((size) => size > ROW_MAX)) throw tooBig();
    if (sizes.reduce((sum, size) => sum + size, 0) > RESPONSE_MAX) {
      throw new HranaError("Response is too large", "RESPONSE_TOO_LARGE");
    }
    return result(cols, sent, changes, last);
  }

  #describe(sql: string) {
    const prepared = this.connection.prepare(sql);
    return {
      params: [],
      cols: prepared.reader ? prepared.columns().map(({ name, type }) => ({ name, decltype: type ?? null })) : [],
      is_explain: /^\s*EXPLAIN/i.test(sql),
      is_readonly: !isWrite(sql),
    };
  }

  /** Runs what may write while the lock is held, and keeps the lock for as long as a transaction is open. */
  async #withLock<T>(sql: string, run: (sql: string) => T): Promise<T> {
    const needsLock = isWrite(sql) || /^\s*BEGIN\s+(IMMEDIATE|EXCLUSIVE)/i.test(sql);
    if (this.#lostTransaction) {
      this.#lostTransaction = false;
      throw new HranaError("Transaction timed out", "TRANSACTION_TIMEOUT");
    }
    if (needsLock) {
      const wait = this.lock.acquire(this);
      if (wait !== undefined) await wait;
    }
    try {
      const text = /^\s*BEGIN\s+(TRANSACTION\s+)?READONLY\s*;?\s*$/i.test(sql) ? "BEGIN" : sql;
      return needsLock && !this.connection.inTransaction ? await unlessBusy(() => run(text)) : run(text);
    } finally {
      if (!this.connection.inTransaction) this.lock.release(this);
    }
  }
}

const result = (
  cols: WireResult["cols"],
  rows: WireResult["rows"],
  affected: number,
  last: string | null,
): WireResult => ({ cols, rows, affected_row_count: affected, last_insert_rowid: last, replication_index: null });

/** Another process may hold the file for a moment. */
async function unlessBusy<T>(run: () => T): Promise<T> {
  const end = performance.now() + BUSY_MS;
  for (;;) {
    try {
      return run();
    } catch (error) {
      if (wireError(error).code !== "SQLITE_BUSY" || performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 10));
  }
}

const bare = (sql: string): string => sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, " ");

const isWrite = (sql: string): boolean =>
  !/^\s*(SELECT|VALUES|EXPLAIN|BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA)\b/i.test(sql) &&
  !(/^\s*WITH\b/i.test(sql) && !/\b(INSERT|UPDATE|DELETE|REPLACE)\b/i.test(bare(sql)));

const holdsMany = (sql: string): boolean =>
  sql.includes(";") && !/^\s*CREATE\s+(TEMP\w*\s+)?TRIGGER\b/i.test(sql) && /;\s*[^\s;]/.test(bare(sql));

const tooBig = () => new HranaError("SQLite error: string or blob too big", "SQLITE_TOOBIG");

const sizeOf = (row: readonly WireValue[]): number =>
  row.reduce(
    (sum, cell) => sum + ("value" in cell ? String(cell.value).length : "base64" in cell ? cell.base64.length : 4),
    0,
  );
