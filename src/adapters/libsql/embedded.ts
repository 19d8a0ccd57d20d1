import { type Database, DatabaseUnavailable, type Written } from "./database.ts";
import { type Bound, bound, type Engine, message, openEngine, type Synchronous } from "./engine.ts";

/** How long another process may hold the write lock before a write gives up, in milliseconds. */
const BUSY_MS = 5000;

/** For how long a group may gather writes before what it has is committed, in milliseconds. */
const GROUP_MS = 20;

/** A write that waits for its group, and since when, in milliseconds. */
type Job = {
  readonly statements: readonly Bound[];
  readonly since: number;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * The engine inside this process: one connection, one writer, write-ahead log. A batch runs without an await in it, so
 * nothing of this process comes between its statements.
 *
 * Writes that are there at the same time share one commit, and so one wait for the disk. Each is a savepoint of its own:
 * it sees those before it, and one that refuses undoes itself alone. None is answered before the commit.
 */
export function openEmbedded(path: string, synchronous: Synchronous = "FULL"): Database {
  const engine = openEngine(path, synchronous);
  let waiting: Job[] = [];
  let commits = 0;
  /** The engine's count of others' commits, as this turn knows it. */
  let others: number | null = null;
  /** Another process holds the lock, and the next try has its time. */
  let retrying = false;

  const commitGroup = () => {
    if (retrying || waiting.length === 0) return;
    const end = performance.now() + GROUP_MS;
    const group: Job[] = [];
    const outcomes: Written[] = [];
    try {
      engine.exec("BEGIN IMMEDIATE");
      for (const job of waiting) {
        if (group.length > 0 && performance.now() > end) break;
        group.push(job);
        outcomes.push(asSavepoint(engine, job.statements));
      }
      engine.exec("COMMIT");
      commits++;
    } catch (error) {
      if (engine.isInTransaction()) engine.exec("ROLLBACK");
      if (isBusy(error)) return waitForOthers();
      waiting = waiting.slice(group.length);
      for (const job of group) job.reject(error);
      return next();
    }
    waiting = waiting.slice(group.length);
    group.forEach((job, index) => job.resolve(outcomes[index] as Written));
    next();
  };

  const next = () => {
    if (waiting.length > 0) setImmediate(commitGroup);
  };

  /** Another process holds the lock: whoever has waited long enough gives up, the others wait on. */
  const waitForOthers = () => {
    const late = waiting.filter((job) => hasWaited(job, BUSY_MS));
    waiting = waiting.slice(late.length);
    for (const job of late) job.reject(new DatabaseUnavailable("another process holds the database"));
    if (waiting.length === 0) return;
    retrying = true;
    setTimeout(() => {
      retrying = false;
      commitGroup();
    }, 1 + 10 * Math.random());
  };

  return {
    read: async (given) => {
      const statements = given.map(bound);
      // Who reads without a pause leaves no turn for the group: what has waited for too long is committed before.
      const [oldest] = waiting;
      if (oldest !== undefined && hasWaited(oldest, GROUP_MS)) commitGroup();
      const end = performance.now() + BUSY_MS;
      for (let pause = 1;; pause = Math.min(pause * 2, 50)) {
        try {
          return snapshot(engine, statements) as never;
        } catch (error) {
          if (!isBusy(error)) throw error;
          if (performance.now() > end) throw new DatabaseUnavailable("another process holds the database");
          await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
        }
      }
    },
    write: (statements) =>
      new Promise((resolve, reject) => {
        waiting.push({ statements: statements.map(bound), since: performance.now(), resolve, reject });
        if (waiting.length === 1) setImmediate(commitGroup);
      }),
    version: () => {
      // What is served in one turn had come in before the turn began: one look at others' commits does for all of it.
      if (others === null) {
        others = engine.dataVersion();
        queueMicrotask(() => others = null);
      }
      return others + commits;
    },
    close: () => {
      for (const job of waiting.splice(0)) job.reject(new DatabaseUnavailable("the database was closed"));
      engine.close();
    },
  };
}

const hasWaited = ({ since }: Job, milliseconds: number): boolean => performance.now() > since + milliseconds;

/** Runs the statements of a read on one snapshot. */
function snapshot(engine: Engine, statements: readonly Bound[]): readonly (readonly unknown[])[] {
  const isOne = statements.length === 1;
  let index = 0;
  if (!isOne) engine.exec("BEGIN");
  try {
    const rows: (readonly unknown[])[] = [];
    for (; index < statements.length; index++) rows.push(engine.run(statements[index] as Bound));
    if (!isOne) engine.exec("COMMIT");
    return rows;
  } catch (error) {
    if (engine.isInTransaction()) engine.exec("ROLLBACK");
    throw isBusy(error) ? error : new Error(`read, statement ${index}: ${message(error)}`, { cause: error });
  }
}

/** Runs a write's statements, all or nothing, and tells which one refused. What ends the whole transaction is thrown. */
function asSavepoint(engine: Engine, statements: readonly Bound[]): Written {
  let index = 0;
  engine.exec("SAVEPOINT job");
  try {
    const rows: (readonly unknown[])[] = [];
    for (; index < statements.length; index++) rows.push(engine.run(statements[index] as Bound));
    engine.exec("RELEASE job");
    return { done: true, rows };
  } catch (error) {
    if (!engine.isInTransaction() || isBusy(error) || index === statements.length) throw error;
    engine.exec("ROLLBACK TO job");
    engine.exec("RELEASE job");
    return { done: false, refused: index, reason: message(error) };
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
