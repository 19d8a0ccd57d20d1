import { argon2Hashes } from "./adapters/crypto/argon2.ts";
import { keyedDigest } from "./adapters/crypto/digests.ts";
import { OWASP_COST, scryptPasswords } from "./adapters/crypto/passwords.ts";
import { edDsaTokens } from "./adapters/crypto/tokens.ts";
import { connectionAddress } from "./adapters/http/client_address.ts";
import type { Database } from "./adapters/libsql/database.ts";
import { kiosk } from "./app.ts";
import type { Config } from "./config.ts";
import { gatheredLog } from "./log.ts";
import { referenceFiles } from "./reference_files.ts";

/** A shop that listens: at which address, and what ends it once all that it is asked has been answered. */
export type Listening = { readonly hostname: string; readonly port: number; readonly stop: () => Promise<void> };

/** Serves the shop in this isolate; `seeds` sign its tokens. `shared`: others of this process have the same port. */
export async function serveShop(
  config: Config,
  database: Database,
  seeds: readonly string[],
  shared = false,
): Promise<Listening> {
  const { log, flush } = gatheredLog((lines) => console.log(lines), Deno.stdout.isTerminal());
  const app = kiosk({
    config,
    database,
    tokens: await edDsaTokens(seeds),
    address: connectionAddress(config.trustProxy),
    digest: keyedDigest(seeds),
    log,
    referenceFiles: referenceFiles(),
    passwords: scryptPasswords(OWASP_COST, [argon2Hashes()]),
  });

  const { promise: listens, resolve } = Promise.withResolvers<Pick<Listening, "hostname" | "port">>();
  // A platform may have it listen elsewhere, DENO_SERVE_ADDRESS: on a socket without a host's name too.
  const onListen = ({ hostname = config.host, port = config.port }: Partial<Deno.NetAddr>) =>
    resolve({ hostname, port });
  const server = Deno.serve({ hostname: config.host, port: config.port, reusePort: shared, onListen }, app.fetch);
  return {
    ...await listens,
    stop: async () => {
      await server.shutdown();
      database.close();
      flush();
    },
  };
}
