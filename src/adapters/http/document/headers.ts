import type { Described } from "../operation.ts";

const text = { type: "string" } as const;

/** What answers carry beside their bodies. The required ones are always there where they are named. */
export const answerHeaders = {
  Link: {
    description: 'Where the list goes on, as `<address>; rel="next"`; not there on its last page.',
    schema: text,
    example: '<https://shop.example/api/products/?limit=2&cursor=WyJpZCIsMiwyXQ>; rel="next"',
  },
  ETag: {
    description: "The tag of this very body, for `If-None-Match`.",
    required: true,
    schema: text,
    example: '"k2Jq"',
  },
  "Retry-After": {
    description: "After how many seconds to try again.",
    required: true,
    schema: { type: "integer", minimum: 1 },
    example: 2,
  },
  "WWW-Authenticate": {
    description: "How to sign in; never Basic.",
    required: true,
    schema: text,
    example: 'Bearer realm="kiosk"',
  },
  "Idempotency-Replayed": {
    description: "There, and `true`, when the answer was given before to the same key.",
    schema: { type: "string", const: "true" },
    example: "true",
  },
  "Set-Cookie": {
    description: "`sessionid` and `csrftoken`, set or cleared.",
    schema: text,
    example: "sessionid=…; HttpOnly; SameSite=Lax; Path=/",
  },
} as const;

type Name = keyof typeof answerHeaders;

/** The headers that an operation's answer with this status carries. */
export function headersOf(spec: Described, status: number): { headers?: Record<string, { $ref: string }> } {
  const names: (Name | false)[] = [
    status === 200 && "limit" in (spec.query?.shape ?? {}) && "Link",
    spec.cached === true && (status === 200 || status === 304) && "ETag",
    (status === 429 || status === 503) && "Retry-After",
    status === 401 && "WWW-Authenticate",
    status === spec.answer.status && "Idempotency-Key" in (spec.headers?.shape ?? {}) && "Idempotency-Replayed",
    status === spec.answer.status && (spec.access === "login" || spec.access === "leaving") && "Set-Cookie",
  ];
  const found = names.filter((name) => name !== false);
  if (found.length === 0) return {};
  return { headers: Object.fromEntries(found.map((name) => [name, { $ref: `#/components/headers/${name}` }])) };
}
