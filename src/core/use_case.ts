import { err, ok, type Result } from "./result.ts";

/** When a command is decided, and one fresh id for what it makes: `now` is ISO 8601 UTC, `id` a random UUID. */
export type Moment = { readonly now: string; readonly id: string };

/** What a commit returns when a guard found that the facts had changed since they were loaded; nothing was written. */
export const stale = Symbol("stale");
export type Stale = typeof stale;

/** Others changed the same things twice while this command was decided; nothing was written. */
export type Conflict = { readonly type: "conflict" };

/**
 * What `decide` makes of the facts: a change to commit, an answer that needs no change, or the reason why not. A refusal
 * may come with a note, as a failed login counts: it is given once that is written.
 */
export type Decision<Change, Outcome, E, Note = never> =
  | { readonly do: "commit"; readonly change: Change }
  | { readonly do: "answer"; readonly outcome: Outcome }
  | { readonly do: "refuse"; readonly error: E }
  | { readonly do: "refuse after"; readonly error: E; readonly note: Note };

export const commit = <const Change>(change: Change): Decision<Change, never, never> => ({ do: "commit", change });

export const answer = <const Outcome>(outcome: Outcome): Decision<never, Outcome, never> => ({ do: "answer", outcome });

export const refuse = <const E>(error: E): Decision<never, never, E> => ({ do: "refuse", error });

export const refuseAfter = <const Note, const E>(note: Note, error: E): Decision<never, never, E, Note> => ({
  do: "refuse after",
  error,
  note,
});

/**
 * A command's two round trips. `load` reads every fact that the decision needs as one snapshot. `commit` writes the
 * change as one guarded batch, all or nothing, and returns what the caller is told, new ids included.
 */
export type Port<Command, Facts, Change, Outcome> = {
  load(command: Command, at: Moment): Promise<Facts>;
  commit(change: Change): Promise<Outcome | Stale>;
};

/** A port of a command whose refusal may leave a note, in a guarded batch too. */
export type NotingPort<Command, Facts, Change, Outcome, Note> = Port<Command, Facts, Change, Outcome> & {
  note(note: Note): Promise<null | Stale>;
};

export type UseCase<Command, Outcome, E> = (
  command: Command,
  at: Moment,
) => Promise<Result<Outcome, E | Conflict>>;

/**
 * Load, decide, commit. When the commit is stale, all three once more on the new facts, so that the caller hears the
 * real reason; when that is stale too, a conflict.
 */
export const useCase = <Command, Facts, Change, Outcome, E>(
  port: Port<Command, Facts, Change, Outcome>,
  decide: (facts: Facts, command: Command, at: Moment) => Decision<Change, Outcome, E>,
): UseCase<Command, Outcome, E> =>
  useCaseWithWork(port, () => Promise.resolve(undefined), (facts, _work, command, at) => decide(facts, command, at));

/**
 * The same with slow work on what was loaded, between load and decide: its result is one more fact. The second try is
 * handed the first one's result and returns it again while it still holds.
 */
export const useCaseWithWork = <Command, Facts, Work, Change, Outcome, E>(
  port: Port<Command, Facts, Change, Outcome>,
  work: (facts: Facts, command: Command, earlier: Work | undefined) => Promise<Work>,
  decide: (facts: Facts, work: Work, command: Command, at: Moment) => Decision<Change, Outcome, E>,
): UseCase<Command, Outcome, E> =>
  notingUseCase({ ...port, note: (never: never) => Promise.resolve(never) }, work, decide);

/** The same for a command whose refusal may leave a note. */
export const notingUseCase = <Command, Facts, Work, Change, Outcome, E, Note>(
  port: NotingPort<Command, Facts, Change, Outcome, Note>,
  work: (facts: Facts, command: Command, earlier: Work | undefined) => Promise<Work>,
  decide: (facts: Facts, work: Work, command: Command, at: Moment) => Decision<Change, Outcome, E, Note>,
): UseCase<Command, Outcome, E> =>
async (command, at) => {
  let done: Work | undefined;
  for (const _attempt of ["first", "again"]) {
    const facts = await port.load(command, at);
    done = await work(facts, command, done);
    const decision = decide(facts, done, command, at);
    if (decision.do === "refuse") return err(decision.error);
    if (decision.do === "answer") return ok(decision.outcome);
    if (decision.do === "refuse after") {
      if (await port.note(decision.note) !== stale) return err(decision.error);
      continue;
    }
    const outcome = await port.commit(decision.change);
    if (outcome !== stale) return ok(outcome);
  }
  return err({ type: "conflict" });
};
