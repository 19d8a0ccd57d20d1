import { type DatabaseServer, serveDatabase, type ServeOptions } from "../../tools/db_serve.ts";
import type { Fault } from "../../tools/db_serve/faults.ts";

/** A database server that is told what goes wrong with the pipelines to come, in their order; then nothing does. */
export type FaultyServer = DatabaseServer & { meet(...coming: readonly (Fault | null)[]): void };

export function serveFaulty(options: Omit<ServeOptions, "fault">): FaultyServer {
  let coming: (Fault | null)[] = [];
  const server = serveDatabase({ ...options, fault: () => coming.shift() ?? null });
  return { ...server, meet: (...faults) => coming = [...faults] };
}
