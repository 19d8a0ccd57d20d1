/** The parts of Hrana 2 over JSON that the server reads and writes (sqld's HTTP API v2). */
export type WireValue =
  | { readonly type: "null" }
  | { readonly type: "integer"; readonly value: string }
  | { readonly type: "float"; readonly value: number }
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "blob"; readonly base64: string };

export type WireStatement = {
  readonly sql?: string | null;
  readonly sql_id?: number | null;
  readonly args?: readonly WireValue[];
  readonly named_args?: readonly { readonly name: string; readonly value: WireValue }[];
  readonly want_rows?: boolean;
};

export type WireCondition =
  | { readonly type: "ok" | "error"; readonly step: number }
  | { readonly type: "not"; readonly cond: WireCondition }
  | { readonly type: "and" | "or"; readonly conds: readonly WireCondition[] }
  | { readonly type: "is_autocommit" };

export type WireStep = { readonly condition?: WireCondition | null; readonly stmt: WireStatement };

export type WireRequest =
  | { readonly type: "execute"; readonly stmt: WireStatement }
  | { readonly type: "batch"; readonly batch: { readonly steps: readonly WireStep[] } }
  | { readonly type: "sequence" | "describe"; readonly sql?: string | null; readonly sql_id?: number | null }
  | { readonly type: "store_sql"; readonly sql_id: number; readonly sql: string }
  | { readonly type: "close_sql"; readonly sql_id: number }
  | { readonly type: "get_autocommit" | "close" };

export type WireResult = {
  readonly cols: readonly { readonly name: string; readonly decltype: string | null }[];
  readonly rows: readonly (readonly WireValue[])[];
  readonly affected_row_count: number;
  readonly last_insert_rowid: string | null;
  readonly replication_index: null;
};

export type WireError = { readonly message: string; readonly code: string };

/** A request that fails with an error of the protocol. */
export class HranaError extends Error {
  constructor(message: string, readonly code: string) {
    super(message);
  }
}

export type EngineValue = null | bigint | number | string | Uint8Array;

export function toEngine(value: WireValue): EngineValue {
  switch (value.type) {
    case "null":
      return null;
    case "integer":
      if (typeof value.value !== "string") throw new HranaError("integers are texts", "ARGS_INVALID");
      return BigInt(value.value);
    case "float":
      return value.value;
    case "text":
      return value.value;
    case "blob":
      return Uint8Array.from(atob(value.base64), (char) => char.charCodeAt(0));
  }
}

export function toWire(value: EngineValue): WireValue {
  if (value === null || value === undefined) return { type: "null" };
  if (typeof value === "bigint") return { type: "integer", value: value.toString() };
  if (typeof value === "number") return Number.isFinite(value) ? { type: "float", value } : { type: "null" };
  if (typeof value === "string") return { type: "text", value };
  return { type: "blob", base64: btoa(String.fromCharCode(...new Uint8Array(value))).replace(/=+$/, "") };
}

/** An engine's error as sqld words it: no extended code, the constraint's kind in the message alone. */
export function wireError(error: unknown): WireError {
  if (error instanceof HranaError) return { message: error.message, code: error.code };
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/syntax error|unrecognized token|incomplete input/.test(message)) {
    return { message: `SQL string could not be parsed: ${message}`, code: "SQL_PARSE_ERROR" };
  }
  if (/bind|parameter/i.test(message) && code === "") return { message, code: "ARGS_INVALID" };
  for (const known of ["SQLITE_CONSTRAINT", "SQLITE_BUSY", "SQLITE_TOOBIG", "SQLITE_READONLY", "SQLITE_FULL"]) {
    if (code.startsWith(known)) return { message: `SQLite error: ${message}`, code: known };
  }
  return { message: `SQLite error: ${message}`, code: "SQLITE_UNKNOWN" };
}
