/** Who a verified credential says is calling. `staff` is what held at sign-in; the database has the last word. */
export type Caller = { readonly user: number; readonly session: string; readonly staff: boolean };

/** What the database says of a caller's session: null when it was ended, has expired, or its user is gone. */
export type Standing = { readonly staff: boolean } | null;

/** The caller's session does not stand any more. */
export type SessionEnded = { readonly type: "session_ended" };

/** Only staff may do this. */
export type PermissionDenied = { readonly type: "permission_denied" };

/** Staff both by the token and by the database: a right that was lost counts at once, a new one from the next sign-in. */
export const isStaff = (caller: Caller, standing: Standing): boolean => caller.staff && standing?.staff === true;

/** Why the caller may not do what only staff may; null when they may. */
export function whyNotStaff(caller: Caller, standing: Standing): SessionEnded | PermissionDenied | null {
  if (standing === null) return { type: "session_ended" };
  return isStaff(caller, standing) ? null : { type: "permission_denied" };
}

/** 14 days: how long a session of the shop lasts, in seconds. */
export const SESSION_SECONDS = 14 * 24 * 3600;

/** 15 minutes: how long a sign-in stands for the current password, in seconds. */
export const RECENT_SECONDS = 15 * 60;
/** 90 days: how long a session of the cake shop lasts, in seconds. */
export const CAKE_SESSION_SECONDS = 90 * 24 * 3600;

/** ISO 8601 UTC, `seconds` after `now`. */
export const after = (now: string, seconds: number): string => new Date(Date.parse(now) + seconds * 1000).toISOString();

/** The hour that `now` lies in: as exactly as the use of a session is noted. */
export const hourOf = (now: string): string => `${now.slice(0, 13)}:00:00.000Z`;
