import { base64url } from "jose";
import * as v from "valibot";
import * as z from "zod";
import { err, ok, type Result } from "../../core/result.ts";
import { invalid, invalidPage } from "./problem.ts";
import { type Reply, replyText } from "./reply.ts";
import { type Kind, optional } from "./wire.ts";
import { integer } from "./wire_numbers.ts";
import { anyText, checked } from "./wire_texts.ts";
import { words } from "./words.ts";

const LIMIT_DEFAULT = 100;
/** More than that are never sent as one list. */
export const LIMIT_MAX = 500;

/** Any whole number from 1, however large. */
const limitKind: Kind<number> = { ...integer({ min: 1 }), read: integer({ min: 1, max: Infinity }).read };

/** The parameters that every list takes. */
export const listParameters = {
  limit: optional(
    limitKind,
    LIMIT_DEFAULT,
    words({
      description: "How many at most; more than 500 counts as 500.",
      default: LIMIT_DEFAULT,
    }),
  ),
  cursor: optional(
    anyText,
    undefined,
    words({
      description: "Where the page begins: taken from the `Link` header of the page before.",
    }),
  ),
  page: optional(
    anyText,
    undefined,
    words({
      description: "A page by number, from 1. The answer is then an object with `count` and `results`.",
    }),
  ),
  page_size: optional(
    checked(anyText, (text) => /^\d*[1-9]\d*$/.test(text) ? Number(text) : LIMIT_DEFAULT, ""),
    LIMIT_DEFAULT,
    words({ description: "How many on a numbered page; more than 500 counts as 500.", default: LIMIT_DEFAULT }),
  ),
};

export type ListQuery = {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly page: string | undefined;
  readonly page_size: number;
};

/** The answer of a list: a bare array, or the page by number that was asked for. */
export const listAnswer = <S extends z.ZodType>(item: S) =>
  z.union([
    z.array(item),
    z.object({
      count: z.int().min(0).meta(words({ description: "How many there are in all.", example: 1 })),
      next: z.url().nullable().meta(words({ description: "The page after this one, if there is one.", example: null })),
      previous: z.url().nullable().meta(words({ description: "The page before this one.", example: null })),
      results: z.array(item),
    }),
  ]);

/** What is asked of a list: the rows after a cursor, or those of a numbered page. */
export type PageRequest =
  | { readonly after: { readonly value: string | number; readonly id: string | number } | null }
  | { readonly offset: number };

export type Asked = { readonly start: PageRequest; readonly limit: number; readonly page: number | null };

const textOrInteger = v.custom<string | number>((it) => typeof it === "string" || Number.isSafeInteger(it));

const Cursor = v.tuple([v.string(), textOrInteger, textOrInteger]);

/** Reads what is asked of a list. A cursor belongs to one `ordering`: with another it cannot be read. */
export function asked(query: ListQuery, ordering: string): Result<Asked, Reply> {
  if (query.page !== undefined) {
    const limit = Math.min(query.page_size, LIMIT_MAX);
    const page = /^\d{1,15}$/.test(query.page) ? Number(query.page) : 0;
    const offset = (page - 1) * limit;
    return page < 1 || !Number.isSafeInteger(offset) ? err(invalidPage()) : ok({ start: { offset }, limit, page });
  }
  const limit = Math.min(query.limit, LIMIT_MAX);
  if (query.cursor === undefined) return ok({ start: { after: null }, limit, page: null });
  const cursor = readCursor(Cursor, query.cursor);
  if (cursor === null || cursor[0] !== ordering) return err(wrongCursor());
  return ok({ start: { after: { value: cursor[1], id: cursor[2] } }, limit, page: null });
}

export const wrongCursor = (): Reply => invalid({ cursor: ["Invalid cursor."] });

/** What a cursor says, or null when it cannot be read. */
export function readCursor<const S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(new TextDecoder().decode(base64url.decode(text))));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/**
 * What a list shows: its rows' JSON texts, joined by commas; the sort value and id after which it goes on, where it does;
 * and, where a numbered page was asked for, how many rows there are in all.
 */
export type Listed = {
  readonly results: string;
  readonly next: { readonly value: string | number; readonly id: string | number } | null;
  readonly count: number;
};

/** The list as a bare array with a `Link` to the next page, or as the numbered page that was asked for. */
export function listReply({ limit, page }: Asked, { results, next, count }: Listed, url: URL, ordering: string): Reply {
  if (page === null) {
    if (next === null) return replyText(200, `[${results}]`);
    const cursor = writeCursor([ordering, next.value, next.id]);
    return replyText(200, `[${results}]`, nextLink(linkTo(url, "cursor", cursor)));
  }
  const pages = Math.max(1, Math.ceil(count / limit));
  if (page > pages) return invalidPage();
  const links = {
    next: page < pages ? linkTo(url, "page", String(page + 1)) : null,
    previous: page > 1 ? linkTo(url, "page", String(page - 1)) : null,
  };
  const head = JSON.stringify({ count, ...links });
  return replyText(200, `${head.slice(0, -1)},"results":[${results}]}`);
}

export const writeCursor = (says: readonly unknown[]): string => base64url.encode(JSON.stringify(says));

/** The header that tells where a list goes on. */
export const nextLink = (address: string) => ({ Link: `<${address}>; rel="next"` });

/** The same address with another value of a parameter. */
export function linkTo(url: URL, name: string, value: string): string {
  const query = new URLSearchParams(url.search);
  query.set(name, value);
  return `${url.origin}${url.pathname}?${query}`;
}
