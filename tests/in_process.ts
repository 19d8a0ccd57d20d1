import { keyedDigest } from "../src/adapters/crypto/digests.ts";
import { scryptPasswords } from "../src/adapters/crypto/passwords.ts";
import { edDsaTokens, freshSeed } from "../src/adapters/crypto/tokens.ts";
import { connectionAddress } from "../src/adapters/http/client_address.ts";
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

/** Serves the demo shop on a migrated or empty database. `variables` are settings as the environment has them. */
export async function serveShop(
  database: Database,
  variables: Readonly<Record<string, string>>,
  { passwords, bodyMs, log = () => {}, within = (_request, answer) => answer() }: {
    passwords?: Passwords;
    bodyMs?: number;
    log?: (entry: LogEntry) => void;
    /** Called around each request's answer. */
    within?: (request: Request, answer: () => Response | Promise<Response>) => Response | Promise<Response>;
  } = {},
): Promise<Shop> {
  const config = parseConfig(variables);
  const seeds = config.authSecretKey ?? [freshSeed()];
  await prepare(database, config, new Date().toISOString());
  const tokens = await edDsaTokens(seeds);
  const app = kiosk({
    config,
    database,
    tokens,
    address: connectionAddress(config.trustProxy),
    digest: keyedDigest(seeds),
    log,
    referenceFiles: referenceFiles(),
    ...(passwords === undefined ? {} : { passwords }),
    ...(bodyMs === undefined ? {} : { bodyMs }),
  });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request, info) => within(request, () => app.fetch(request, info)),
  );
  return { url: `http://127.0.0.1:${server.addr.port}`, seed: seeds[0] ?? "", close: () => server.shutdown() };
}
