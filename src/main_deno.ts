import { environment, parseConfig } from "./config.ts";
import { serveInIsolates } from "./isolates.ts";
import { openDatabase } from "./open_database.ts";
import { explain, inspect, prepare, type Prepared, signingSeeds } from "./prepare.ts";
import { serveShop } from "./serve_deno.ts";

/** Serves the shop. A file is made ready first; a server's database is the matter of `deno task migrate`. */
async function start(): Promise<void> {
  const config = parseConfig(environment((name) => Deno.env.get(name)));
  const database = await openDatabase(config);
  const isFile = config.database.type === "file";
  const prepared = isFile ? await prepare(database, config, new Date().toISOString()) : null;
  const seeds = await signingSeeds(database, config);
  if (!isFile) await inspect(database, config);
  if (config.workers > 1) database.close();
  const shop = config.workers > 1 ? await serveInIsolates({ config, seeds }) : await serveShop(config, database, seeds);
  const { hostname, port } = shop;
  greet(`http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`, prepared);

  const stop = async () => {
    await shop.stop();
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
