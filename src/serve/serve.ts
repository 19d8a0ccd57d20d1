import type { Tokens } from "../adapters/crypto/tokens.ts";
import type { Access } from "../adapters/http/auth.ts";
import type { Operation, Shape } from "../adapters/http/operation.ts";
import type { Database } from "../adapters/libsql/database.ts";
import type { Passwords } from "../core/customers/password.ts";

/** Serves an operation by what it uses, made for one request on the database that counts its round trips. */
export type Serve = <Use, A extends Access, B extends Shape | undefined, Q extends Shape | undefined>(
  operation: Operation<Use, A, B, Q>,
  use: (db: Database) => Use,
) => void;

/** What use cases need beside the database. */
export type Ports = { readonly currency: string; readonly passwords: Passwords; readonly tokens: Tokens };
