import { argon2Hashes } from "./adapters/crypto/argon2.ts";
import { keyedDigest } from "./adapters/crypto/digests.ts";
import { OWASP_COST, scryptPasswords } from "./adapters/crypto/passwords.ts";
import { edDsaTokens } from "./adapters/crypto/tokens.ts";
import { connectionAddress } from "./adapters/http/client_address.ts";
import { kiosk } from "./app.ts";
import { environment, parseConfig } from "./config.ts";
import { gatheredLog } from "./log.ts";
import { openDatabase } from "./open_database.ts";
import { explain, inspect, prepare, type Prepared, signingSeeds } from "./prepare.ts";
import { referenceFiles } from "./reference_files.ts";

/** Serves the shop. A file is made ready first; a server's database is the matter of `deno task migrate`. */
async function start(): Promise<void> {
  const config = parseConfig(environment((name) => Deno.env.get(name)));
  const database = await openDatabase(config);
  const isFile = config.database.type === "file";
  const prepared = isFile ? await prepare(database, config, new Date().toISOString()) : null;
  const seeds = await signingSeeds(database, config);
  if (!isFile) await inspect(database, config);
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

  // A platform may have it listen elsewhere, DENO_SERVE_ADDRESS: on a socket without a host's name too.
  const onListen = ({ hostname = config.host, port = config.port }: Partial<Deno.NetAddr>) =>
    greet(`http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`, prepared);
  const server = Deno.serve({ hostname: config.host, port: config.port, onListen }, app.fetch);

  const stop = async () => {
    await server.shutdown();
    database.close();
    flush();
    Deno.exit(0);
  };
  Deno.addSignalListener("SIGINT", stop);
  Deno.addSignalListener("SIGTERM", stop);
}

function greet(address: string, prepared: Prepared | null): void {
  const lines = [`Kiosk serves at  ${address}/`, `Reference        ${address}/docs`];
  if (prepared?.staff != null) {
    const { username, password, random } = prepared.staff;
    lines.push(`Staff user       ${username}${random ? `, password ${password} (shown this once)` : ""}`);
  }
  console.log(lines.join("\n"));
}

try {
  await start();
} catch (error) {
  console.error(`Kiosk cannot start: ${explain(error)}`);
  Deno.exit(1);
}
