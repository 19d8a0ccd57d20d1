import type { Answer, Invalid, UnexpectedAnswer, Unreachable } from "./types.ts";

/** What came back. Status 0: nothing did, for this `cause`. `body` is undefined where it is no JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly cause?: unknown;
}

/** The least that every problem has. */
export interface AnyProblem {
  readonly code: string;
  readonly detail: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isProblem = (body: unknown): body is AnyProblem =>
  isObject(body) && typeof body["code"] === "string" && typeof body["detail"] === "string";

/** Whether a reply is a problem with this code. */
export const says = ({ body }: Reply, code: string): boolean => isProblem(body) && body.code === code;

const sentence = ([field, said]: [string, readonly unknown[]]): string =>
  `${field}: ${said.map((each) => typeof each === "string" ? each : JSON.stringify(each)).join(" ")}`;

function invalid(fields: Readonly<Record<string, readonly unknown[]>>): Invalid {
  return { code: "invalid", detail: Object.entries(fields).map(sentence).join("\n"), fields };
}

function problem({ status, body, cause }: Reply): AnyProblem | Invalid | Unreachable | UnexpectedAnswer {
  if (status === 0) return { code: "unreachable", detail: "No answer came from the shop.", cause };
  if (isProblem(body)) return body;
  if (status === 400 && isObject(body)) return invalid(body as Invalid["fields"]);
  return { code: "unexpected_answer", detail: `An answer came, with status ${status}, that is not the shop's.` };
}

/** A reply as a caller sees it. */
export function answerOf(reply: Reply): Answer<unknown, AnyProblem> {
  const { status, headers, body } = reply;
  const done = status >= 200 && status < 300 && (body !== undefined || status === 204);
  return done ? { ok: true, data: body, status, headers } : { ok: false, error: problem(reply), status, headers };
}

/** What `unwrap` and the iteration of a list throw. */
export class KioskError<P extends AnyProblem = AnyProblem> extends Error {
  override readonly name = "KioskError";

  constructor(readonly problem: P, readonly status: number) {
    super(`${problem.code}: ${problem.detail}`, { cause: problem });
  }
}

/** The data of an answer; a `KioskError` is thrown when there is none. */
export function unwrap<D>(answer: Answer<D, AnyProblem>): D {
  if (answer.ok) return answer.data;
  throw new KioskError(answer.error, answer.status);
}

const faults = [
  "unreachable",
  "unexpected_answer",
  "unavailable",
  "overloaded",
  "internal_error",
  "parse_error",
  "body_too_slow",
  "body_too_large",
  "uri_too_long",
  "unsupported_media_type",
] as const;

/** The codes of what went wrong on the way or in the shop, rather than with what was asked for. */
export type FaultCode = typeof faults[number];

/** Whether a problem is one of those: what is left to switch on is what the operation itself refuses. */
export const isFault = <P extends AnyProblem>(problem: P): problem is Extract<P, { code: FaultCode }> =>
  faults.some((code) => code === problem.code);
