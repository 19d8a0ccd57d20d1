import * as z from "zod";
import { type Caller, type Standing, whyNotStaff } from "../../../core/customers/session.ts";
import { asked, listAnswer, type Listed, listParameters, listReply, type PageRequest } from "../lists.ts";
import { refusal } from "../refusal.ts";
import { operation } from "../operation.ts";
import { Id, IdOrNull, said, Time } from "./schemas.ts";
import { words } from "../words.ts";

const shownAs = (when: string, example: object) =>
  z.union([z.record(z.string(), z.unknown()), z.null()]).meta(words({
    description: `As the API showed it ${when}, an order without its items. Of a user the names of what \`changed\`, ` +
      "and no value but `is_staff`. When a customer is deleted, what was personal in it goes.",
    example,
  }));

/** What staff do to a thing. */
export const actions = ["create", "update", "delete"] as const;

const AuditRow = z.object({
  id: Id,
  user: IdOrNull.meta(words({ description: "The member of the staff; null once the account is gone." })),
  at: Time,
  action: z.enum(actions).meta({ example: "update" }),
  object: said("category/5"),
  before: shownAs("before; null for what is new", { id: 5, name: "Jackets", slug: "jackets", image: null }),
  after: shownAs("afterwards; null for what is gone", { id: 5, name: "Coats", slug: "jackets", image: null }),
}).meta(words({ id: "AuditRow", description: "What a member of the staff changed." }));

/** Reads one page of the audit, newest first; `count` is how many rows there are, when a numbered page was asked for. */
export type ListAudit = (
  caller: Caller,
  start: PageRequest,
  limit: number,
  now: string,
) => Promise<Listed & { readonly standing: Standing }>;

const errors = { session_ended: 401, permission_denied: 403, not_found: 404 } as const;

export const listAuditOperation = operation({
  id: "listAudit",
  method: "get",
  path: "/api/audit",
  tag: "Records",
  summary: words("What staff changed"),
  description: words(
    "For staff, newest first: each change that staff made to a product, a category, an order, a user, or " +
      "somebody else's rating. It is written with the change itself, and a change that changes nothing is none.",
  ),
  access: "staff",
  names: [],
  query: z.object(listParameters),
  roundTrips: 1,
  answer: { status: 200, description: words("A page of the audit."), schema: listAnswer(AuditRow) },
  errors,
  handle: async ({ caller, query, at, url }, listAudit: ListAudit) => {
    const request = asked(query, "-id");
    if (!request.ok) return request.error;
    const found = await listAudit(caller, request.value.start, request.value.limit, at.now);
    const denied = whyNotStaff(caller, found.standing);
    return denied === null ? listReply(request.value, found, url, "-id") : refusal(errors, denied);
  },
});
