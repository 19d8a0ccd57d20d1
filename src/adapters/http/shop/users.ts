import * as z from "zod";
import type { Customer } from "../../../core/customers/customer.ts";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import { asked, listAnswer, type Listed, listParameters, listReply, type PageRequest } from "../lists.ts";
import { notFound } from "../problem.ts";
import { refusal } from "../refusal.ts";
import { type Reply, replyText } from "../reply.ts";
import { type Named, operation } from "../operation.ts";
import { Id, said, Time } from "./schemas.ts";
import { words } from "../words.ts";

export const User = z.object({
  id: Id,
  username: said("nurpratap"),
  first_name: said("Nur Pratap"),
  last_name: said("Karki"),
  email: said("nurpratap@example.com"),
  phone: z.string().nullable(),
  address: said("Kohalpur"),
  created_at: Time,
  is_staff: z.boolean(),
}).meta(words({ id: "User", description: "A customer or a member of the staff." }));

/** A user on the wire; never a password or a hash. */
export const userView = (user: Customer): z.output<typeof User> => ({
  id: user.id,
  username: user.username,
  first_name: user.firstName,
  last_name: user.lastName,
  email: user.email,
  phone: user.phone,
  address: user.address,
  created_at: user.createdAt,
  is_staff: user.staff,
});

const errors = { session_ended: 401 } as const;

/** Reads one page of users by id; `count` is how many there are, when a numbered page was asked for. */
export type ListUsers = (
  caller: Caller,
  start: PageRequest,
  limit: number,
  now: string,
) => Promise<Listed & { readonly standing: Standing }>;

export const listUsersOperation = operation({
  id: "listUsers",
  method: "get",
  path: "/api/users",
  tag: "Account",
  summary: words("List users"),
  description: words(
    "For staff all users, by id. For others a list of themselves alone.",
  ),
  access: "customer",
  names: [],
  query: z.object(listParameters),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of users."), schema: listAnswer(User) },
  errors: { ...errors, not_found: 404 },
  handle: async ({ caller, query, at, url }, listUsers: ListUsers) => {
    const request = asked(query, "id");
    if (!request.ok) return request.error;
    const found = await listUsers(caller, request.value.start, request.value.limit, at.now);
    if (found.standing === null) return refusal(errors, { type: "session_ended" });
    return listReply(request.value, found, url, "id");
  },
});

/** A user: oneself, and the staff's. */
export const aUser: Named = { thing: "user", by: "path", others: 404, staff: "allowed", missing: 404 };

/** One user as the wire's JSON text, or null when it is not there for the caller. */
export type ShowUser = (
  caller: Caller,
  id: number,
  now: string,
) => Promise<{ readonly standing: Standing; readonly user: string | null }>;

async function shown(showUser: ShowUser, caller: Caller, id: number, now: string): Promise<Reply> {
  const { standing, user } = await showUser(caller, id, now);
  if (standing === null) return refusal(errors, { type: "session_ended" });
  return user === null ? notFound() : replyText(200, user);
}

export const showUserOperation = operation({
  id: "getUser",
  method: "get",
  path: "/api/users/{id}",
  tag: "Account",
  summary: words("One user"),
  description: words(
    "Myself by my id; staff see everyone. No answer ever shows a password or a hash.",
  ),
  access: "customer",
  names: [aUser],
  roundTrips: 1,
  answer: { status: 200, description: words("The user."), schema: User },
  errors: { ...errors, not_found: 404 },
  handle: ({ caller, id, at }, showUser: ShowUser) => shown(showUser, caller, id, at.now),
});

export const showMeOperation = operation({
  id: "getMe",
  method: "get",
  path: "/api/users/me",
  tag: "Account",
  summary: words("Myself"),
  description: words(
    "The user who is signed in: ask it to find out whether a kept cookie or token still holds.",
  ),
  access: "customer",
  names: [],
  roundTrips: 1,
  answer: { status: 200, description: words("The user."), schema: User },
  errors,
  handle: ({ caller, at }, showUser: ShowUser) => shown(showUser, caller, caller.user, at.now),
});
