/** What a request is answered with: a status and a JSON text. */
export type Reply = {
  readonly status: number;
  readonly json: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values for `Set-Cookie`. */
  readonly cookies?: readonly string[];
};

export const reply = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  json: JSON.stringify(value),
  headers,
});

/** A JSON text that the database made, as it is. */
export const replyText = (status: number, json: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  json,
  headers,
});

/** 204: done, and nothing to say. */
export const nothing = (): Reply => ({ status: 204, json: null });

/** A reply as an HTTP response. What is private is not stored anywhere unless the reply says otherwise. */
export function send(answer: Reply): Response {
  const headers = new Headers({ "Cache-Control": "no-store", ...answer.headers });
  if (answer.json !== null && !headers.has("Content-Type")) headers.set("Content-Type", "application/json");
  for (const cookie of answer.cookies ?? []) headers.append("Set-Cookie", cookie);
  return new Response(answer.json, { status: answer.status, headers });
}
