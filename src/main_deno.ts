import { edDsaTokens } from "./adapters/crypto/tokens.ts";
import type { Database } from "./adapters/libsql/database.ts";
import { openRemote } from "./adapters/libsql/remote.ts";
import { kiosk } from "./app.ts";
import { type Config, parseConfig, variables } from "./config.ts";
import { logTo } from "./log.ts";
import { prepare, type Prepared, signingSeeds } from "./prepare.ts";
import { referenceScript } from "./reference_script.ts";

/** The driver for the configured database; the native engine is loaded only for a file. */
async function open(config: Config): Promise<Database> {
  if (config.database.type === "server") return openRemote(config.database.url, config.database.authToken);
  const { openEmbedded } = await import("./adapters/libsql/embedded.ts");
  return openEmbedded(config.database.path);
}

async function start(): Promise<void> {
  const config = parseConfig(Object.fromEntries(variables.map((name) => [name, Deno.env.get(name)])));
  const database = await open(config);
  const seeds = config.database.type === "server" ? await signingSeeds(database, config) : null;
  const prepared = config.database.type === "file" ? await prepare(database, config, new Date().toISOString()) : null;
  const tokens = await edDsaTokens(seeds ?? await signingSeeds(database, config));
  const log = logTo((line) => console.log(line), Deno.stdout.isTerminal());
  const app = kiosk({ config, database, tokens, log, script: referenceScript });

  const server = Deno.serve({
    hostname: config.host,
    port: config.port,
    onListen: ({ hostname, port }) =>
      greet(`http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`, prepared),
  }, app.fetch);

  const stop = async () => {
    await server.shutdown();
    database.close();
    Deno.exit(0);
  };
  Deno.addSignalListener("SIGINT", stop);
  Deno.addSignalListener("SIGTERM", stop);
}

function greet(address: string, prepared: Prepared | null): void {
  console.log(`Kiosk serves at ${address}/`);
  console.log(`Reference:      ${address}/docs`);
  if (prepared?.staff != null) {
    const { username, password, random } = prepared.staff;
    console.log(`Staff user:     ${username}${random ? `  password: ${password}  (shown this once)` : ""}`);
  }
}

/** Start-up failures in one line that says what to mend. */
function explain(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) return "PORT: the port is taken by another program";
  if (error instanceof Deno.errors.AddrNotAvailable) return "HOST: this machine does not have that address";
  return error instanceof Error ? error.message : String(error);
}

try {
  await start();
} catch (error) {
  console.error(`Kiosk cannot start: ${explain(error)}`);
  Deno.exit(1);
}
