import type { Readable } from "node:stream";
import { Miniflare } from "npm:miniflare@4.20260730.0";
import { worker } from "./worker_build.ts";

/** A running Worker: its address and its end. */
export type RunningWorker = { readonly url: string; close(): Promise<void> };

/** Runs the built Worker, or another script, in workerd with these variables. `port` 0 takes any free one. */
export async function runWorker(
  variables: Readonly<Record<string, string>>,
  port: number,
  log: boolean,
  script = worker.script,
): Promise<RunningWorker> {
  const miniflare = new Miniflare({
    modules: true,
    modulesRoot: new URL(".", script).pathname,
    scriptPath: script.pathname,
    compatibilityDate: "2026-07-01",
    compatibilityFlags: ["nodejs_compat"],
    bindings: variables,
    assets: {
      directory: worker.assets.pathname,
      binding: "ASSETS",
      routerConfig: { invoke_user_worker_ahead_of_assets: true, has_user_worker: true },
    },
    host: "127.0.0.1",
    port,
    ...(log ? {} : { handleRuntimeStdio: discard }),
  });
  const { origin } = await miniflare.ready;
  return { url: origin, close: () => miniflare.dispose() };
}

function discard(out: Readable, errors: Readable): void {
  out.resume();
  errors.resume();
}
