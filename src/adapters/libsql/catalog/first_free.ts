import { raw, sql, type Statement } from "../database.ts";

/**
 * SQL for a text, or where a row of the table has it in that column, the text with the first of -2, -3 … after it that
 * is free. It is never longer than `max` characters, if the text is not.
 */
export const firstFree = (text: Statement, table: string, column: string, max: number): Statement =>
  sql`(
    WITH RECURSIVE tried (n, base, text) AS (
      SELECT 1, base, base FROM (SELECT ${text} AS base)
      UNION ALL
      SELECT n + 1, base, rtrim(substr(base, 1, ${max} - length('-' || (n + 1))), '-') || '-' || (n + 1) FROM tried
      WHERE EXISTS (SELECT 1 FROM ${raw(table)} other WHERE other.${raw(column)} = tried.text))
    SELECT text FROM tried ORDER BY n DESC LIMIT 1)`;
