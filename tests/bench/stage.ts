import { openEmbedded } from "../../src/adapters/libsql/embedded.ts";
import { assertInvariants } from "../invariants.ts";
import { GENERATOR_CORE, SERVER_CORE } from "./measure.ts";
import { CLIENTS, type Seeded, SEEDING, seedShop } from "./seed.ts";
import { type Server, startFloor, startKiosk, type Synchronous } from "./server.ts";

/** How a server is started: with further flags for its `deno run`, and as a shop with further settings. */
type How = { readonly flags?: string; readonly cores?: string; readonly env?: Readonly<Record<string, string>> };

/** Starts a server on a copy of the shop, on the servers' core unless told otherwise. */
type Start = (synchronous: Synchronous, how?: How) => Promise<Server>;

/** Kiosk and its floor. */
export type Pair = { readonly kiosk: Server; readonly floor: Server };

/** Where servers run, each on its own copy of one shop. A server that is stopped must have kept the shop's laws. */
export type Stage = {
  readonly seeded: Seeded;
  readonly kiosk: Start;
  readonly floor: Start;
  readonly both: (...how: Parameters<Start>) => Promise<Pair>;
  /** Ends what still runs and removes all that was written. */
  readonly clear: () => Promise<void>;
};

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
export const ALL_CORES = `${SERVER_CORE},${GENERATOR_CORE}`;

/** Makes a shop with a tree's code, for so many clients, and serves it beside the floor. A signal clears it at once. */
export async function setStage(tree: string, clients = CLIENTS): Promise<Stage> {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-bench-" });
  const running = new Set<Server>();
  const interrupted = () => {
    for (const { pid } of running) Deno.kill(pid, "SIGKILL");
    Deno.removeSync(folder, { recursive: true });
    Deno.exit(1);
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, interrupted);
  const clear = async () => {
    await Promise.all([...running].map((server) => server.stop()));
    for (const signal of SIGNALS) Deno.removeSignalListener(signal, interrupted);
    await Deno.remove(folder, { recursive: true });
  };

  async function onFile(database: string, run: (database: string) => Promise<Server>): Promise<Server> {
    const server = await run(database);
    running.add(server);
    const stop = async () => {
      running.delete(server);
      await server.stop();
      const after = openEmbedded(database);
      await assertInvariants(after);
      after.close();
    };
    return { ...server, stop };
  }

  const seed = `${folder}/seed.db`;
  const shop = await onFile(seed, (database) => startKiosk(tree, "NORMAL", { database, cores: ALL_CORES }, SEEDING));
  const seeded = await seedShop(`http://127.0.0.1:${shop.port}`, clients);
  await shop.stop();

  let copies = 0;
  async function onCopy(run: (database: string) => Promise<Server>): Promise<Server> {
    const database = `${folder}/${copies++}.db`;
    await Deno.copyFile(seed, database);
    return await onFile(database, run);
  }
  const kiosk: Start = (synchronous, { env, ...how } = {}) =>
    onCopy((database) => startKiosk(tree, synchronous, { cores: SERVER_CORE, ...how, database }, env));
  const floor: Start = (synchronous, how) =>
    onCopy((database) => startFloor(synchronous, { cores: SERVER_CORE, ...how, database }));
  return {
    seeded,
    kiosk,
    floor,
    both: async (...how) => ({ kiosk: await kiosk(...how), floor: await floor(...how) }),
    clear,
  };
}
