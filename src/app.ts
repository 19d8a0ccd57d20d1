import type { Context } from "hono";
import { scryptPasswords } from "./adapters/crypto/passwords.ts";
import type { Tokens } from "./adapters/crypto/tokens.ts";
import { keptAnswers } from "./adapters/http/answers.ts";
import type { ClientAddress } from "./adapters/http/client_address.ts";
import { mountFront } from "./adapters/http/front.ts";
import type { Described } from "./adapters/http/operation.ts";
import { type Pipeline, pipeline } from "./adapters/http/pipeline.ts";
import { mountReference, type ReferenceFiles } from "./adapters/http/reference.ts";
import { mount } from "./adapters/http/route.ts";
import type { HttpEnv, LogEntry } from "./adapters/http/service.ts";
import { askingAgain, counted, type Database, DatabaseUnavailable } from "./adapters/libsql/database.ts";
import { isReady } from "./adapters/libsql/migrate.ts";
import { type Config, VERSION } from "./config.ts";
import type { Passwords } from "./core/customers/password.ts";
import { picture } from "./demo/pictures.ts";
import { serveCakes } from "./serve/cakes.ts";
import { serveCarts } from "./serve/carts.ts";
import { serveCatalogue } from "./serve/catalogue.ts";
import { serveCustomers } from "./serve/customers.ts";
import { serveOrders } from "./serve/orders.ts";
import { serveRatings } from "./serve/ratings.ts";
import { serveRecords } from "./serve/records.ts";
import type { Ports, Serve } from "./serve/serve.ts";

/** What the shop runs on. */
export type Parts = {
  readonly config: Pick<
    Config,
    "publicUrl" | "allowedOrigins" | "cookieSameSite" | "currency" | "loginRate" | "maxInFlight" | "trustProxy"
  >;
  readonly database: Database;
  readonly tokens: Tokens;
  readonly address: ClientAddress;
  /** Digests of what is not to be kept, with a key of its own. */
  readonly digest: (text: string) => string;
  readonly log: (entry: LogEntry) => void;
  readonly referenceFiles: ReferenceFiles;
  readonly passwords?: Passwords;
  /** How long a request's body may take, in milliseconds: 10 seconds unless told otherwise. */
  readonly bodyMs?: number;
};

const BODY_MS = 10_000;

/** The composition root. Which adapter serves which port stands in serve/, a line per use case. */
export function kiosk(parts: Parts): Pick<Pipeline, "fetch"> {
  const { config, database, tokens, log, referenceFiles, address, digest } = parts;
  const { passwords = scryptPasswords(), bodyMs = BODY_MS } = parts;
  const { currency, loginRate } = config;
  const throttles = loginRate === null ? null : { login: loginRate, address, digest };
  const answers = keptAnswers(database.version ?? null);
  const service = { ...config, verifyToken: tokens.verify, answers, throttles, bodyMs, log };
  const { on, fetch } = pipeline(service, (error) => error instanceof DatabaseUnavailable);
  const operations: Described[] = [];

  const serve: Serve = (operation, use) => {
    operations.push(operation);
    mount(on, service, operation, (c) => use(perRequest(c, database)));
  };
  const ports: Ports = { currency, passwords, tokens };
  serveCustomers(serve, ports);
  serveCatalogue(serve);
  serveRatings(serve);
  serveCarts(serve, ports);
  serveOrders(serve, ports);
  serveCakes(serve, ports);
  serveRecords(serve);

  mountReference(on, operations, referenceFiles);
  mountFront(on, { version: VERSION, currency }, isReady(database), tokens.publicKeys, picture);
  return { fetch };
}

/** The database for one request, whose round trips its log line tells, a second asking included. */
function perRequest(c: Context<HttpEnv>, database: Database): Database {
  const own = counted(database);
  c.set("roundTrips", own.roundTrips);
  return askingAgain(own);
}
