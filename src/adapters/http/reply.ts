/** What a request is answered with: a status and a text, which is JSON unless a header says otherwise, or a stream. */
export type Reply = {
  readonly status: number;
  readonly body: string | ReadableStream<Uint8Array<ArrayBuffer>> | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values for `Set-Cookie`. */
  readonly cookies?: readonly string[];
};

export const reply = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  body: JSON.stringify(value),
  headers,
});

/** A JSON text that the database made, as it is, or a text of the type that the headers say. */
export const replyText = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  body,
  headers,
});

/** 204: done, and nothing to say. */
export const nothing = (): Reply => ({ status: 204, body: null });

const unlessSaid = { "Cache-Control": "no-store" };
const ofTexts = { ...unlessSaid, "Content-Type": "application/json" };

/**
 * A reply as an HTTP response, with headers that hold unless the reply says otherwise. What is private is not stored
 * anywhere. It is made at once and not touched again: a response that is changed is copied, body and all.
 */
export function send(
  { status, body, headers, cookies }: Reply,
  general: Readonly<Record<string, string>> = {},
): Response {
  const all = { ...(body === null ? unlessSaid : ofTexts), ...general, ...headers };
  if (cookies === undefined) return new Response(body, { status, headers: all });
  const several = new Headers(all);
  for (const cookie of cookies) several.append("Set-Cookie", cookie);
  return new Response(body, { status, headers: several });
}
