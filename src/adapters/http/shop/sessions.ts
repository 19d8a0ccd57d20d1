import * as z from "zod";
import type { EndSessions, EndSessionsError } from "../../../core/customers/end_sessions.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import type { Conflict, UseCase } from "../../../core/use_case.ts";
import { endedCookies } from "../auth.ts";
import { asked, listAnswer, type Listed, listParameters, listReply, type PageRequest } from "../lists.ts";
import { type ErrorTable, refusal } from "../refusal.ts";
import { nothing, reply } from "../reply.ts";
import { operation } from "../operation.ts";
import { Message, said, Time } from "./schemas.ts";
import { named, words } from "../words.ts";

type End = UseCase<EndSessions, null, EndSessionsError>;

const errors: ErrorTable<EndSessionsError | Conflict> = { session_ended: 401, session_not_found: 404, conflict: 409 };

export const logoutOperation = operation({
  id: "logout",
  method: "post",
  path: "/api/auth/logout",
  tag: "Sign in",
  summary: words("Log out"),
  description: words(
    "Ends the session whose cookie or token comes with it: both are refused from then on, and the cookies are " +
      "cleared. Without credentials it does nothing and answers the same.",
  ),
  access: "leaving",
  names: [],
  roundTrips: 2,
  answer: {
    status: 200,
    description: words("Logged out."),
    schema: Message,
    example: words({ message: "Logout successful" }),
  },
  errors: {},
  handle: async ({ caller, at, c, service }, end: End) => {
    const result = caller === null ? null : await end({ caller, which: { type: "this" } }, at);
    if (result !== null && !result.ok) throw new Error(`a session can always be ended: ${result.error.type}`);
    return { ...reply(200, { message: "Logout successful" }), cookies: endedCookies(c, service) };
  },
});

export const SessionId = z.uuid().meta(
  named("SessionId", "A session's id; no secret, as its token is.", "0b9d3c4e-4f0e-4a56-9d77-6f6f2f1f7a10"),
);

export const Session = z.object({
  id: SessionId,
  created_at: Time,
  last_used_at: Time.meta(words({ description: "To the hour; set by sign-in and by what changes something." })),
  expires_at: Time.meta(words({ example: "2025-05-01T13:24:08.869Z" })),
  user_agent: said("Mozilla/5.0"),
  current: z.boolean().meta(words({ description: "The one that asks.", example: true })),
}).meta(words({ id: "Session", description: "A place where a user is signed in." }));

/** Reads one page of a customer's sessions, the newest first; `count` is how many there are. */
export type ListSessions = (
  caller: Caller,
  start: PageRequest,
  limit: number,
  now: string,
) => Promise<Listed & { readonly standing: Standing }>;

export const listSessionsOperation = operation({
  id: "listSessions",
  method: "get",
  path: "/api/auth/sessions",
  tag: "Sign in",
  summary: words("List my sessions"),
  description: words(
    "Where I am signed in, the newest first, tokens of the Cake API among them. `current` marks the session that " +
      "asks.",
  ),
  access: "customer",
  names: [],
  query: z.object(listParameters),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of sessions."), schema: listAnswer(Session) },
  errors: { session_ended: 401, not_found: 404 },
  handle: async ({ caller, query, at, url }, listSessions: ListSessions) => {
    const request = asked(query, "-created_at");
    if (!request.ok) return request.error;
    const found = await listSessions(caller, request.value.start, request.value.limit, at.now);
    if (found.standing === null) return refusal(errors, { type: "session_ended" });
    return listReply(request.value, found, url, "-created_at");
  },
});

export const endSessionOperation = operation({
  id: "endSession",
  method: "delete",
  path: "/api/auth/sessions/{session}",
  tag: "Sign in",
  summary: words("End one of my sessions"),
  description: words(
    "Signs out wherever that session is used: its cookie and its token are refused from then on.",
  ),
  access: "customer",
  names: [{ thing: "session", by: "path", others: 404, staff: 404, missing: 404 }],
  roundTrips: 2,
  answer: { status: 204, description: words("It is ended."), schema: null },
  errors,
  handle: async ({ caller, at, c }, end: End) => {
    const result = await end({ caller, which: { type: "one", id: c.req.param("session") ?? "" } }, at);
    return result.ok ? nothing() : refusal(errors, result.error);
  },
});

export const endOtherSessionsOperation = operation({
  id: "endOtherSessions",
  method: "delete",
  path: "/api/auth/sessions",
  tag: "Sign in",
  summary: words("End my other sessions"),
  description: words(
    "Signs out everywhere but here: what to offer to who has lost a device.",
  ),
  access: "customer",
  names: [],
  roundTrips: 2,
  answer: { status: 204, description: words("They are ended."), schema: null },
  errors: { session_ended: 401, conflict: 409 },
  handle: async ({ caller, at }, end: End) => {
    const result = await end({ caller, which: { type: "others" } }, at);
    return result.ok ? nothing() : refusal(errors, result.error);
  },
});
