import { type Config, WrongSetting } from "./config.ts";
import type { Listening } from "./serve_deno.ts";

/** What is served, and the seeds that sign its tokens. */
export type Service = { readonly config: Config; readonly seeds: readonly string[] };

/** What an isolate hears: to serve, or to come to its end. */
export type Order = { readonly serve: Service } | "stop";

/** What an isolate says: where it listens, why it cannot, or that it has come to its end. */
export type News = { readonly listens: Pick<Listening, "hostname" | "port"> } | { readonly failed: string } | "stopped";

/** Serves the shop in so many isolates of this process, which share one port: the kernel deals out the connections. */
export async function serveInIsolates({ config, seeds }: Service): Promise<Listening> {
  const first = await isolate({ config, seeds });
  const { hostname, port } = first;
  const others = await Promise.all(
    Array.from({ length: config.workers - 1 }, () => isolate({ config: { ...config, port }, seeds })),
  );
  return {
    hostname,
    port,
    stop: async () => {
      await Promise.all([first, ...others].map(({ stop }) => stop()));
    },
  };
}

/** One isolate that serves. When one breaks later on the process ends, as it would if it were the only one. */
async function isolate(service: Service): Promise<Listening> {
  const thread = new Worker(new URL("./isolate.ts", import.meta.url), { type: "module" });
  const order = (it: Order) => thread.postMessage(it);
  const stopped = Promise.withResolvers<void>();
  const started = Promise.withResolvers<Pick<Listening, "hostname" | "port">>();
  thread.onmessage = ({ data }: MessageEvent<News>) => {
    if (data === "stopped") stopped.resolve();
    else if ("failed" in data) started.reject(new WrongSetting(data.failed));
    else started.resolve(data.listens);
  };
  order({ serve: service });
  return {
    ...await started.promise,
    stop: async () => {
      order("stop");
      await stopped.promise;
      thread.terminate();
    },
  };
}
