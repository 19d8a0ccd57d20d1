import Libsql from "libsql";
import { explain } from "../src/prepare.ts";
import { checked, embeddedPath, exists, flush, sizeOf } from "./backup/database_file.ts";

/** Holds a database that nobody else has open; its log is then part of the file. Throws when a shop serves it. */
function seize(path: string): Libsql.Database {
  const connection = new Libsql(path, { timeout: 0 });
  try {
    connection.exec("PRAGMA journal_mode = DELETE");
    connection.exec("BEGIN EXCLUSIVE");
    return connection;
  } catch (error) {
    connection.close();
    const busy = error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
    throw busy ? new Error(`a shop serves ${path}: stop it first`) : error;
  }
}

// Puts a checked copy of a back-up in the place of the embedded database, which is kept beside it.
try {
  const [file, ...more] = Deno.args;
  if (file === undefined || more.length > 0) throw new Error("say where from: deno task restore FILE");
  if (!exists(file)) throw new Error(`${file} is not there`);
  if (sizeOf(`${file}-wal`) > 0) throw new Error(`${file} is a database in use, and no back-up`);
  const path = embeddedPath();
  const part = `${path}.${crypto.randomUUID()}.part`;
  try {
    Deno.copyFileSync(file, part);
    const { counts } = checked(part);
    flush(part);
    const replaced = `${path}.${new Date().toISOString().replaceAll(":", "-")}.replaced`;
    const held = exists(path) ? seize(path) : null;
    if (held !== null) Deno.renameSync(path, replaced);
    Deno.renameSync(part, path);
    held?.close();
    console.log(`Restored ${file} to ${path}: ${counts.orders} orders, checked.`);
    if (held !== null) console.log(`What was there is kept as ${replaced}.`);
  } finally {
    if (exists(part)) Deno.removeSync(part);
  }
} catch (error) {
  console.error(`Kiosk cannot restore: ${explain(error)}`);
  Deno.exit(1);
}
