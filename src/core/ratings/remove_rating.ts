import type { Caller, PermissionDenied, SessionEnded, Standing } from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import { mayChange, type RatingNotFound } from "./rating.ts";

export type RemoveRating = { readonly caller: Caller; readonly rating: number };

export type RemoveRatingFacts = {
  readonly standing: Standing;
  readonly rating: { readonly author: number | null } | null;
};

export type RemoveRatingError = SessionEnded | RatingNotFound | PermissionDenied;

/** `asStaff`: the caller may do it as staff, and is not the author. */
export type RemovedRating = RemoveRating & { readonly asStaff: boolean; readonly at: string };

export type RemoveRatingPort = Port<RemoveRating, RemoveRatingFacts, RemovedRating, null>;

export function decideRemoveRating(
  { standing, rating }: RemoveRatingFacts,
  command: RemoveRating,
  at: Pick<Moment, "now">,
): Decision<RemovedRating, never, RemoveRatingError> {
  if (standing === null) return refuse({ type: "session_ended" });
  if (rating === null) return refuse({ type: "rating_not_found" });
  if (!mayChange(command.caller, standing, rating.author)) return refuse({ type: "permission_denied" });
  return commit({ ...command, asStaff: rating.author !== command.caller.user, at: at.now });
}

/** Takes a rating away: it counts no more. */
export const removeRating = (port: RemoveRatingPort): UseCase<RemoveRating, null, RemoveRatingError> =>
  useCase(port, decideRemoveRating);
