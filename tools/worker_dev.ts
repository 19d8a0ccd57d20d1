import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { openRemote } from "../src/adapters/libsql/remote.ts";
import { parseConfig } from "../src/config.ts";
import { prepare } from "../src/prepare.ts";
import { serveDatabase } from "./db_serve.ts";
import { buildWorker } from "./worker_build.ts";
import { runWorker } from "./workerd.ts";

// The Worker as it will be deployed, in workerd, with the demo shop on a local libSQL server.
const folder = new URL("../dist/", import.meta.url);
await buildWorker();
const server = serveDatabase({ path: new URL("worker_dev.db", folder).pathname });
const environment = {
  PORT: Deno.env.get("PORT") ?? "8000",
  DATABASE_URL: server.url,
  AUTH_SECRET_KEY: Deno.env.get("AUTH_SECRET_KEY") ?? freshSeed(),
  ADMIN_PASSWORD: Deno.env.get("ADMIN_PASSWORD") ?? freshSeed().slice(0, 20),
  DEMO_DATA: "on",
};
const config = parseConfig(environment);
const database = openRemote(server.url, undefined);
const { staff } = await prepare(database, config, new Date().toISOString());
const { url, close } = await runWorker(environment, config.port, true);
console.log(`Kiosk serves at ${url}/, in workerd`);
console.log(`Reference:      ${url}/docs`);
if (staff !== null) console.log(`Staff user:     ${staff.username}  password: ${staff.password}  (shown this once)`);

Deno.addSignalListener("SIGINT", async () => {
  await close();
  await server.close();
  Deno.exit(0);
});
