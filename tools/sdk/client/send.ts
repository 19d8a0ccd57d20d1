import { type Reply, says } from "./answers.ts";

/** How requests are sent. */
export interface Sending {
  readonly fetch: typeof fetch;
  /** How often a request is sent again, at most. */
  readonly retries: number;
  /** How long one try may take, in milliseconds. */
  readonly timeout: number;
}

/** A request. */
export interface Outgoing {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly credentials: "include" | "omit" | undefined;
  readonly signal: AbortSignal | undefined;
  /** It changes nothing, or has a key by which the shop knows it when it comes again. */
  readonly repeatable: boolean;
}

const WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

/** Whether a request may go once more. What is overloaded has not begun: anything may be asked again. */
const mayGoAgain = (reply: Reply, repeatable: boolean): boolean =>
  says(reply, "overloaded") || (repeatable && [0, 502, 503, 504].includes(reply.status));

/** The header's seconds or date, in milliseconds from now. */
function retryAfter(headers: Headers): number {
  const said = headers.get("Retry-After") ?? "0";
  return Math.max(0, /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now() || 0);
}

/** As long as the shop says, and twice as long as the time before, more or less. */
const waitBefore = (again: number, headers: Headers): number =>
  Math.max(retryAfter(headers), WAIT_MS * 2 ** again * (0.5 + Math.random()));

const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Deno's fetch repeats by itself what it sent on a connection that broke, unless the body can be read only once. */
const readOnce = (body: string) => "Deno" in globalThis ? new Blob([body]).stream() : body;

async function sendOnce(request: Outgoing, { fetch, timeout }: Sending): Promise<Reply> {
  const { url, method, headers, body, credentials, signal } = request;
  const limit = AbortSignal.timeout(timeout);
  try {
    const answer = await fetch(url, {
      method,
      headers,
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
      ...(body === undefined ? {} : { body: readOnce(body) }),
      ...(credentials === undefined ? {} : { credentials }),
    });
    return { status: answer.status, headers: answer.headers, body: jsonOf(await answer.text()) };
  } catch (cause) {
    signal?.throwIfAborted();
    return { status: 0, headers: new Headers(), body: undefined, cause };
  }
}

/** Sends a request, again where that is safe and may help, and returns the last reply. */
export async function send(request: Outgoing, sending: Sending): Promise<Reply> {
  for (let again = 0;; again++) {
    const reply = await sendOnce(request, sending);
    const wait = waitBefore(again, reply.headers);
    const enough = again >= sending.retries || wait > LONGEST_WAIT_MS;
    if (enough || !mayGoAgain(reply, request.repeatable)) return reply;
    await sleep(wait, request.signal);
  }
}
