import * as v from "valibot";
import type { Rate } from "./core/customers/throttle.ts";

export const VERSION = "0.1.0";

/** A setting that cannot be used; its message is one line that names the variable. */
export class WrongSetting extends Error {
  override readonly name = "WrongSetting";
}

/** ISO 4217 codes whose minor unit is not a hundredth, or that have none. */
const NOT_HUNDREDTHS = new Set(
  ("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF BHD IQD JOD KWD LYD OMR TND CLF UYW MRU MGA " +
    "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX").split(" "),
);

const currencies = new Set([...Intl.supportedValuesOf("currency"), ...NOT_HUNDREDTHS]);

const text = (fallback: string) => v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty")), fallback);
const onOff = v.pipe(v.string(), v.picklist(["on", "off"], 'must be "on" or "off"'), v.transform((it) => it === "on"));

const origin = v.pipe(
  v.string(),
  v.trim(),
  v.check((it) => {
    const url = URL.parse(it);
    return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  }, "must be an http or https origin such as https://shop.example, without a path"),
  v.transform((it) => new URL(it).origin),
);

const list = <T extends v.GenericSchema<string, unknown>>(item: T) =>
  v.pipe(v.string(), v.transform((it) => it.split(",").map((part) => part.trim()).filter(Boolean)), v.array(item));

const seed = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, "must be Ed25519 seeds of 32 bytes in base64url"));

const RATE = "must be two whole numbers from 1 such as 10/60, tries per seconds, or off";

const rate = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^(off|[1-9]\d{0,8}\/[1-9]\d{0,8})$/, RATE),
  v.transform((it): Rate | null => {
    const [limit, seconds] = it.split("/").map(Number);
    return limit === undefined || seconds === undefined ? null : { limit, seconds };
  }),
);

const Environment = v.object({
  HOST: text("127.0.0.1"),
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, "must be a port from 0 to 65535"),
      v.transform(Number),
      v.maxValue(65535, "must be a port from 0 to 65535"),
    ),
    "8000",
  ),
  PUBLIC_URL: v.optional(origin),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.regex(/^(file:.+|(https?|libsql):\/\/.+)$/, "must begin with file:, http://, https:// or libsql://"),
    ),
    "file:kiosk.db",
  ),
  DATABASE_AUTH_TOKEN: v.optional(v.pipe(v.string(), v.trim())),
  ADMIN_USERNAME: v.optional(
    v.pipe(v.string(), v.trim(), v.regex(/^[\p{L}\p{N}_.@+-]{1,150}$/u, "must be letters, digits and @.+-_")),
    "admin",
  ),
  ADMIN_PASSWORD: v.optional(
    v.pipe(
      v.string(),
      v.minLength(8, "must have 8 to 128 characters"),
      v.maxLength(128, "must have 8 to 128 characters"),
    ),
  ),
  DEMO_DATA: v.optional(onOff),
  AUTH_SECRET_KEY: v.optional(v.pipe(list(seed), v.minLength(1, "must not be empty"))),
  ALLOWED_ORIGINS: v.optional(list(origin), ""),
  COOKIE_SAMESITE: v.optional(v.pipe(v.string(), v.picklist(["lax", "none"], 'must be "lax" or "none"')), "lax"),
  CURRENCY: v.optional(
    v.pipe(
      v.string(),
      v.check((it) => currencies.has(it), "must be an ISO 4217 code such as NPR"),
      v.check((it) => !NOT_HUNDREDTHS.has(it), "must be a currency whose minor unit is a hundredth"),
    ),
    "NPR",
  ),
  LOGIN_RATE_LIMIT: v.optional(rate, "10/60"),
  MAX_IN_FLIGHT: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.regex(/^[1-9]\d{0,5}$/, "must be a whole number from 1 to 999999"),
      v.transform(Number),
    ),
    "256",
  ),
  WORKERS: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.regex(/^[1-9]\d?$/, "must be a whole number from 1 to 99"),
      v.transform(Number),
    ),
    "1",
  ),
  SYNCHRONOUS: v.optional(v.pipe(v.string(), v.picklist(["FULL", "NORMAL"], 'must be "FULL" or "NORMAL"')), "FULL"),
  TRUST_PROXY: v.optional(onOff, "off"),
});

const variables = Object.keys(Environment.entries);

/** The variables that Kiosk reads, and no others. */
export const environment = (read: (name: string) => string | undefined): Record<string, string | undefined> =>
  Object.fromEntries(variables.map((name) => [name, read(name)]));

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  /** A path for an embedded database, a URL for a server. */
  readonly database:
    | { readonly type: "file"; readonly path: string }
    | { readonly type: "server"; readonly url: string; readonly authToken: string | undefined };
  readonly adminUsername: string;
  readonly adminPassword: string | null;
  readonly demoData: boolean;
  /** Ed25519 seeds, the signing one first; null when the embedded database keeps its own. */
  readonly authSecretKey: readonly string[] | null;
  readonly allowedOrigins: readonly string[];
  readonly cookieSameSite: "lax" | "none";
  readonly currency: string;
  /** Wrong passwords of one account from one address; null switches every throttle off. */
  readonly loginRate: Rate | null;
  /** Requests in work at once. */
  readonly maxInFlight: number;
  /** Whether a commit to the embedded database waits until the disk has it. */
  readonly synchronous: "FULL" | "NORMAL";
  /** Isolates that serve together. */
  readonly workers: number;
  readonly trustProxy: boolean;
};

/** Parses the environment; throws `WrongSetting` for the first variable that cannot be used. Empty is not given. */
export function parseConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = environment((name) => variables[name] || undefined);
  const result = v.safeParse(Environment, given);
  if (!result.success) {
    const [issue] = result.issues;
    throw new WrongSetting(`${issue.path?.[0].key ?? "environment"}: ${issue.message}`);
  }
  const env = result.output;
  const isFile = env.DATABASE_URL.startsWith("file:");
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? null,
    database: isFile
      ? { type: "file", path: env.DATABASE_URL.slice("file:".length) }
      : { type: "server", url: env.DATABASE_URL, authToken: env.DATABASE_AUTH_TOKEN },
    adminUsername: env.ADMIN_USERNAME,
    adminPassword: env.ADMIN_PASSWORD ?? null,
    demoData: env.DEMO_DATA ?? isFile,
    authSecretKey: env.AUTH_SECRET_KEY ?? null,
    allowedOrigins: env.ALLOWED_ORIGINS,
    cookieSameSite: env.COOKIE_SAMESITE,
    currency: env.CURRENCY,
    loginRate: env.LOGIN_RATE_LIMIT,
    maxInFlight: env.MAX_IN_FLIGHT,
    synchronous: env.SYNCHRONOUS,
    workers: env.WORKERS,
    trustProxy: env.TRUST_PROXY,
  };
}
