import { openEmbedded } from "../../src/adapters/libsql/embedded.ts";
import { assertInvariants } from "../invariants.ts";
import { SERVER_CORE } from "./measure.ts";
import { type Seeded, seedShop } from "./seed.ts";
import { type Server, startFloor, startKiosk, type Synchronous } from "./server.ts";

/** Starts a server on a copy of the shop; `preload` is a module that its process loads first. */
type Start = (synchronous: Synchronous, preload?: string) => Promise<Server>;

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

/** Makes a shop with a tree's code, which is what is served beside the floor. */
export async function setStage(tree: string): Promise<Stage> {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-bench-" });
  const seeded = await seedShop(tree, `${folder}/seed.db`);
  const running = new Set<Server>();
  let copies = 0;

  async function onCopy(run: (database: string) => Promise<Server>): Promise<Server> {
    const database = `${folder}/${copies++}.db`;
    await Deno.copyFile(seeded.database, database);
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
  const where = (database: string, preload: string | undefined) => ({ database, cores: SERVER_CORE, preload });
  const kiosk: Start = (synchronous, preload) =>
    onCopy((database) => startKiosk(tree, synchronous, where(database, preload)));
  const floor: Start = (synchronous, preload) =>
    onCopy((database) => startFloor(synchronous, where(database, preload)));

  return {
    seeded,
    kiosk,
    floor,
    both: async (...how) => ({ kiosk: await kiosk(...how), floor: await floor(...how) }),
    clear: async () => {
      for (const server of running) await server.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
