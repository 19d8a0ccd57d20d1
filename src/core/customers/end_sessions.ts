import { answer, commit, type Decision, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import type { Caller, SessionEnded, Standing } from "./session.ts";

/** Which of the caller's sessions end: the one that calls, another by its id, or all but the one that calls. */
export type Which =
  | { readonly type: "this" }
  | { readonly type: "one"; readonly id: string }
  | { readonly type: "others" };

export type EndSessions = { readonly caller: Caller; readonly which: Which };

/** `found`: the session named by its id is one of the caller's. */
export type EndSessionsFacts = { readonly standing: Standing; readonly found: boolean };

export type SessionNotFound = { readonly type: "session_not_found" };

export type EndSessionsError = SessionEnded | SessionNotFound;

export type EndSessionsPort = Port<EndSessions, EndSessionsFacts, EndSessions, null>;

export function decideEndSessions(
  { standing, found }: EndSessionsFacts,
  command: EndSessions,
): Decision<EndSessions, null, EndSessionsError> {
  const { which } = command;
  if (standing === null) return which.type === "this" ? answer(null) : refuse({ type: "session_ended" });
  if (which.type === "one" && !found) return refuse({ type: "session_not_found" });
  return commit(command);
}

/** Ends sessions: their tokens and cookies are refused from then on. Ending the own one again is no fault. */
export const endSessions = (port: EndSessionsPort): UseCase<EndSessions, null, EndSessionsError> =>
  useCase(port, decideEndSessions);
