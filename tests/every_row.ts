import { type Database, raw, sql } from "../src/adapters/libsql/database.ts";

/** Every row of every table, the search's own tables too, whose bytes come as hexadecimal digits. */
export async function everyRow(database: Database): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const [tables] = await database.read([sql<{ name: string; columns: string }>`
    SELECT t.name, group_concat('iif(typeof("' || c.name || '") = ''blob'', hex("' || c.name || '"), "' || c.name
      || '") AS "' || c.name || '"') AS columns
    FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name <> 'product_words' GROUP BY t.name`]);
  const rows = await database.read(
    tables.map(({ name, columns }) => raw(`SELECT ${columns} FROM "${name}" ORDER BY 1, 2`)),
  );
  return Object.fromEntries(tables.map(({ name }, index) => [name, rows[index] ?? []]));
}
