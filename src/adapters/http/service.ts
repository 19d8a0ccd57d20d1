import type { Answers } from "./answers.ts";
import type { VerifyToken } from "./auth.ts";
import type { Throttles } from "./throttles.ts";

/** What a finished request is logged with. Nothing that a client sent in a body, a query or a credential. */
export type LogEntry = {
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  /** The route's path as documented, or null where nothing was found. */
  readonly route: string | null;
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly roundTrips: number;
  /** What broke, when something did. */
  readonly error?: string;
};

/** The settings and ports that every route shares. */
export type Service = {
  /** An origin, or null for the request's own. */
  readonly publicUrl: string | null;
  /** Whether a proxy's `X-Forwarded-Proto` and `X-Forwarded-Host` tell the request's own origin. */
  readonly trustProxy: boolean;
  readonly allowedOrigins: readonly string[];
  readonly cookieSameSite: "lax" | "none";
  readonly currency: string;
  readonly verifyToken: VerifyToken;
  /** Keeps answers that are everyone's while the database has not changed. */
  readonly answers: Answers;
  /** Null when throttling is switched off. */
  readonly throttles: Throttles | null;
  /** Requests in work at once. */
  readonly maxInFlight: number;
  /** How long a body may take, in milliseconds. */
  readonly bodyMs: number;
  readonly log: (entry: LogEntry) => void;
};

/** What a request carries from its beginning to its end; `url` is its own address. */
export type HttpEnv = {
  Bindings: object;
  Variables: { requestId: string; url: URL; roundTrips: () => number; broke: string };
};
