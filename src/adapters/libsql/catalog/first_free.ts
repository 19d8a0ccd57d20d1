import { raw, sql, type Statement } from "../database.ts";

/**
 * SQL for a text, or where it is taken, the text with the first of -2, -3 … after it that is free. It is never longer
 * than `max` characters, if the text is not. `taken` is the condition that a text, an expression, is.
 */
export const firstFree = (text: Statement, taken: (text: Statement) => Statement, max: number): Statement =>
  sql`(
    WITH RECURSIVE tried (n, base, text) AS (
      SELECT 1, base, base FROM (SELECT ${text} AS base)
      UNION ALL
      SELECT n + 1, base, rtrim(substr(base, 1, ${max} - length('-' || (n + 1))), '-') || '-' || (n + 1) FROM tried
      WHERE ${taken(raw("tried.text"))})
    SELECT text FROM tried WHERE NOT ${taken(raw("tried.text"))})`;
