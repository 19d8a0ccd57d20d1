import { freshSeed } from "../../src/adapters/crypto/tokens.ts";
import { openEmbedded } from "../../src/adapters/libsql/embedded.ts";
import { openRemote } from "../../src/adapters/libsql/remote.ts";
import { parseConfig } from "../../src/config.ts";
import { prepare } from "../../src/prepare.ts";
import { serveDatabase } from "../../tools/db_serve.ts";
import { buildWorker } from "../../tools/worker_build.ts";
import { runWorker } from "../../tools/workerd.ts";
import { quickPasswords, serveShop, type Shop } from "../in_process.ts";
import { startTask } from "../process.ts";
import { type Excess, excessOf } from "../query_plan.ts";
import { recorder } from "../recorder.ts";

/**
 * A running demo shop, known by its address and by the seed that signs its tokens; where it can be seen, with what the
 * statements that it was asked for do beyond looking up by an index.
 */
export type Target = Shop & { readonly excess?: () => Promise<Excess> };

const ALLOWED_ORIGIN = "https://front.example";
export { ALLOWED_ORIGIN };

/** The staff user's password on every target. */
export const STAFF_PASSWORD = "the first of the staff";

const folder = () => Deno.makeTempDir({ prefix: "kiosk-" });

/** Settings of a shop besides those that every target has. */
type Settings = Readonly<Record<string, string>>;

/** A server's database with the demo shop, and the variables of a shop that serves it. */
async function demoServer(settings: Settings) {
  const home = await folder();
  const server = serveDatabase({ path: `${home}/server.db`, token: "the-server's-token" });
  const variables = {
    DATABASE_URL: server.url,
    DATABASE_AUTH_TOKEN: "the-server's-token",
    AUTH_SECRET_KEY: freshSeed(),
    ADMIN_PASSWORD: STAFF_PASSWORD,
    ALLOWED_ORIGINS: ALLOWED_ORIGIN,
    DEMO_DATA: "on",
    LOGIN_RATE_LIMIT: "off",
    ...settings,
  };
  const database = openRemote(server.url, variables.DATABASE_AUTH_TOKEN);
  await prepare(database, parseConfig(variables), new Date().toISOString());
  return {
    variables,
    close: async () => {
      await server.close();
      await Deno.remove(home, { recursive: true });
    },
  };
}

const onAFile = (home: string, seed: string, settings: Settings) => ({
  AUTH_SECRET_KEY: seed,
  DATABASE_URL: `file:${home}/kiosk.db`,
  ADMIN_PASSWORD: STAFF_PASSWORD,
  ALLOWED_ORIGINS: ALLOWED_ORIGIN,
  LOGIN_RATE_LIMIT: "off",
  ...settings,
});

async function inProcess(settings: Settings = {}): Promise<Target> {
  const home = await folder();
  const database = openEmbedded(`${home}/kiosk.db`);
  const { on, within, statements } = recorder();
  const variables = onAFile(home, freshSeed(), settings);
  const shop = await serveShop(on(database), variables, { passwords: quickPasswords, within });
  return {
    ...shop,
    excess: async () => excessOf(database, await statements(shop.url)),
    close: async () => {
      await shop.close();
      database.close();
      await Deno.remove(home, { recursive: true });
    },
  };
}

async function onFile(settings: Settings = {}): Promise<Target> {
  const home = await folder();
  const seed = freshSeed();
  const shop = await startTask("start", onAFile(home, seed, settings));
  return {
    url: shop.url,
    seed,
    close: async () => {
      await shop.stop("SIGTERM");
      await Deno.remove(home, { recursive: true });
    },
  };
}

async function onServer(settings: Settings = {}): Promise<Target> {
  const demo = await demoServer(settings);
  const shop = await startTask("start", demo.variables);
  return {
    url: shop.url,
    seed: demo.variables.AUTH_SECRET_KEY,
    close: async () => {
      await shop.stop("SIGTERM");
      await demo.close();
    },
  };
}

async function inWorkerd(settings: Settings = {}): Promise<Target> {
  const demo = await demoServer(settings);
  await buildWorker();
  const worker = await runWorker(demo.variables, 0, false);
  return {
    url: worker.url,
    seed: demo.variables.AUTH_SECRET_KEY,
    close: async () => {
      await worker.close();
      await demo.close();
    },
  };
}

/** Every run time that Kiosk has. */
export const targets: Readonly<Record<string, (settings?: Settings) => Promise<Target>>> = {
  "the app in process": inProcess,
  "Deno on a file": onFile,
  "Deno on a libSQL server": onServer,
  "the Worker in workerd": inWorkerd,
};
