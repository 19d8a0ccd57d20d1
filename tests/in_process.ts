import { keyedDigest } from "../src/adapters/crypto/digests.ts";
import { scryptPasswords } from "../src/adapters/crypto/passwords.ts";
import { edDsaTokens, freshSeed } from "../src/adapters/crypto/tokens.ts";
import { connectionAddress } from "../src/adapters/http/client_address.ts";
import type { Pipeline } from "../src/adapters/http/pipeline.ts";
import type { LogEntry } from "../src/adapters/http/service.ts";
import type { Database } from "../src/adapters/libsql/database.ts";
import { kiosk } from "../src/app.ts";
import { parseConfig } from "../src/config.ts";
import type { Passwords } from "../src/core/customers/password.ts";
import { prepare } from "../src/prepare.ts";
import { referenceFiles } from "../src/reference_files.ts";

/** A shop in this process, on a real socket. */
export type Shop = { readonly url: string; readonly seed: string; close(): Promise<void> };

/** The same work with the least cost: for tests that sign many people in. */
export const quickPasswords: Passwords = scryptPasswords({ ln: 4, r: 8, p: 1 });

/** What a shop in this process may run on instead of what production runs on. */
type Instead = {
  readonly passwords?: Passwords;
  readonly bodyMs?: number;
  readonly log?: (entry: LogEntry) => void;
};

/** The shop on a database that is ready, without a socket. `variables` are settings as the environment has them. */
export async function assembleShop(
  database: Database,
  variables: Readonly<Record<string, string>>,
  { log = () => {}, ...instead }: Instead = {},
): Promise<Pick<Pipeline, "fetch"> & { readonly seed: string }> {
  const config = parseConfig(variables);
  const seeds = config.authSecretKey ?? [freshSeed()];
  const { fetch } = kiosk({
    config,
    database,
    tokens: await edDsaTokens(seeds),
    address: connectionAddress(config.trustProxy),
    digest: keyedDigest(seeds),
    log,
    referenceFiles: referenceFiles(),
    ...instead,
  });
  return { fetch, seed: seeds[0] ?? "" };
}

/** Serves the demo shop on a migrated or empty database. */
export async function serveShop(
  database: Database,
  variables: Readonly<Record<string, string>>,
  { within = (_request, answer) => answer(), ...instead }: Instead & {
    /** Called around each request's answer. */
    readonly within?: (request: Request, answer: () => Response | Promise<Response>) => Response | Promise<Response>;
  } = {},
): Promise<Shop> {
  await prepare(database, parseConfig(variables), new Date().toISOString());
  const app = await assembleShop(database, variables, instead);
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request, info) => within(request, () => app.fetch(request, info)),
  );
  return { url: `http://127.0.0.1:${server.addr.port}`, seed: app.seed, close: () => server.shutdown() };
}
