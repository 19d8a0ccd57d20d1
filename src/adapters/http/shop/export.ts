import * as v from "valibot";
import * as z from "zod";
import type { Caller, Standing } from "../../../core/customers/session.ts";
import { LIMIT_MAX, linkTo, readCursor, writeCursor, wrongCursor } from "../lists.ts";
import { notFound } from "../problem.ts";
import { refusal } from "../refusal.ts";
import { replyText } from "../reply.ts";
import { operation } from "../operation.ts";
import { optional } from "../wire.ts";
import { blankText } from "../wire_texts.ts";
import { Cart } from "./cart.ts";
import { Order } from "./orders.ts";
import { Rating } from "./ratings.ts";
import { Session } from "./sessions.ts";
import { aUser, User } from "./users.ts";
import { words } from "../words.ts";

/** Where a list goes on: from its start, after the row with that key, or not at all. */
export type ExportStart = "start" | "end" | { readonly after: string | number };

/** Each of a user's lists, in the order in which a cursor tells how far they have come. */
export type ExportStarts = Readonly<Record<"orders" | "carts" | "ratings" | "sessions", ExportStart>>;

const names = ["orders", "carts", "ratings", "sessions"] as const;

const key = v.nullable(v.pipe(v.number(), v.safeInteger()));

/** For each list the key of the last row that was shown, null once all were. */
const Cursor = v.tuple([key, key, key, v.nullable(v.pipe(v.string(), v.regex(/^[\w.:-]{1,100}$/)))]);

function startsOf(cursor: string | undefined): ExportStarts | null {
  if (cursor === undefined) return { orders: "start", carts: "start", ratings: "start", sessions: "start" };
  const keys = readCursor(Cursor, cursor);
  if (keys === null) return null;
  const [orders, carts, ratings, sessions] = keys.map((after) => after === null ? "end" : { after });
  return { orders, carts, ratings, sessions } as ExportStarts;
}

/** A row of a list: its key, its JSON text, and how many rows were found for this page, up to those asked for. */
type ExportRow = { readonly key: string | number; readonly body: string; readonly found: number };

/** Reads what is kept about a user, as the wire's JSON texts, `limit` rows of each list; no user who is not there. */
export type ExportUser = (
  caller: Caller,
  id: number,
  starts: ExportStarts,
  limit: number,
  base: string,
  now: string,
) => Promise<{
  readonly standing: Standing;
  readonly user: string | null;
  readonly lists: Readonly<Record<keyof ExportStarts, readonly ExportRow[]>>;
}>;

const errors = { session_ended: 401, not_found: 404 } as const;

export const exportUserOperation = operation({
  id: "exportUser",
  method: "get",
  path: "/api/users/{id}/export",
  tag: "Account",
  summary: words("Everything kept about a user"),
  description: words(
    `Mine; staff get anyone's. Each list stands as its own endpoint shows it, at most ${LIMIT_MAX} of each ` +
      "at a time: what is left of them, and the user again, is at `next`. A cart that was bought is there as its order. " +
      "Passwords, tokens, and the digests of addresses that nobody can read back are not part of it.",
  ),
  access: "customer",
  names: [aUser],
  query: z.object({
    cursor: optional(blankText(4000), undefined, words({ description: "Where the lists go on: taken from `next`." })),
  }),
  roundTrips: 1,
  answer: {
    status: 200,
    description: words("What is kept."),
    schema: z.object({
      user: User,
      orders: z.array(Order).meta(words({ description: "Newest first." })),
      carts: z.array(Cart).meta(words({ description: "Open ones, the default one first." })),
      ratings: z.array(Rating).meta(words({ description: "Newest first." })),
      sessions: z.array(Session).meta(words({ description: "Newest first, expired ones too until they are removed." })),
      next: z.url().nullable().meta(
        words({ description: "Where what is left of the lists is; null when that is nothing." }),
      ),
    }).meta(words({ id: "UserExport", description: "What is kept about a user, as its own endpoints show it." })),
  },
  errors,
  handle: async ({ caller, id, query, base, at, url }, exportUser: ExportUser) => {
    const starts = startsOf(query.cursor);
    if (starts === null) return wrongCursor();
    const { standing, user, lists } = await exportUser(caller, id, starts, LIMIT_MAX + 1, base, at.now);
    if (standing === null) return refusal(errors, { type: "session_ended" });
    if (user === null) return notFound();
    const shown = names.map((name) => lists[name].slice(0, LIMIT_MAX));
    const ends = shown.map((rows) => {
      const last = rows.at(-1);
      return last === undefined || last.found <= rows.length ? null : last.key;
    });
    const next = ends.every((end) => end === null) ? null : linkTo(url, "cursor", writeCursor(ends));
    const parts = names.map((name, index) => `"${name}":[${shown[index]?.map(({ body }) => body).join(",")}]`);
    return replyText(200, `{"user":${user},${parts.join(",")},"next":${JSON.stringify(next)}}`);
  },
});
