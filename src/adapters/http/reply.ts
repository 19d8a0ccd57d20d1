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
