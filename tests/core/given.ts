import assert from "node:assert/strict";
import type { Decision } from "../../src/core/use_case.ts";

/** A decider's table: each row is a sentence, the facts and command it is given, and what it decides. */
export type Row<Facts, Command, Change, Outcome, E, Note = never> = {
  readonly it: string;
  readonly given: Facts;
  readonly when: Command;
  readonly then: Decision<Change, Outcome, E, Note>;
};

/** Registers a test for each row of the table. */
export function decides<Facts, Command, Change, Outcome, E, Note = never>(
  name: string,
  decide: (facts: Facts, command: Command) => Decision<Change, Outcome, E, Note>,
  rows: readonly Row<Facts, Command, NoInfer<Change>, NoInfer<Outcome>, NoInfer<E>, NoInfer<Note>>[],
): void {
  for (const row of rows) {
    Deno.test(`${name} ${row.it}`, () => assert.deepEqual(decide(row.given, row.when), row.then));
  }
}
