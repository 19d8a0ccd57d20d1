import { explain } from "../src/prepare.ts";
import { checked, embeddedPath, exists, flush, type Tally, tally, withDatabase } from "./backup/database_file.ts";

/** Says what a copy lacks of what was there before it was made, or has that was not there afterwards either. */
function misfit(before: Tally, copy: Tally, after: Tally): string | null {
  if (copy.schema !== before.schema) return "its schema is another";
  const wrong = Object.keys(before.counts).find((name) =>
    !((copy.counts[name] ?? 0) >= (before.counts[name] ?? 0) && (copy.counts[name] ?? 0) <= (after.counts[name] ?? 0))
  );
  return wrong === undefined ? null : `${wrong}: ${copy.counts[wrong]}`;
}

// Copies the embedded database to a new file while shops serve it: one snapshot, checked before it gets its name.
try {
  const [file, ...more] = Deno.args;
  if (file === undefined || more.length > 0) throw new Error("say where to: deno task backup FILE");
  if (exists(file)) throw new Error(`${file} is there already`);
  const part = `${file}.${crypto.randomUUID()}.part`;
  try {
    const { before, after } = withDatabase(embeddedPath(), (connection) => {
      const before = tally(connection);
      connection.prepare("VACUUM INTO ?").run(part);
      return { before, after: tally(connection) };
    });
    const copy = checked(part);
    const wrong = misfit(before, copy, after);
    if (wrong !== null) throw new Error(`the copy is not what was copied: ${wrong}`);
    flush(part);
    Deno.renameSync(part, file);
    console.log(`Backed up to ${file}: ${copy.counts.orders} orders, checked.`);
  } finally {
    if (exists(part)) Deno.removeSync(part);
  }
} catch (error) {
  console.error(`Kiosk cannot back up: ${explain(error)}`);
  Deno.exit(1);
}
