import type { News, Order } from "./isolates.ts";
import { openDatabase } from "./open_database.ts";
import { explain } from "./prepare.ts";
import { type Listening, serveShop } from "./serve_deno.ts";

// One of several isolates that serve a shop together. Each has a connection of its own to the database.
const scope = self as unknown as {
  onmessage: (event: MessageEvent<Order>) => void;
  postMessage(news: News): void;
};
const say = (news: News) => scope.postMessage(news);
let shop: Listening | undefined;

scope.onmessage = async ({ data }) => {
  if (data === "stop") {
    await shop?.stop();
    return say("stopped");
  }
  try {
    const { config, seeds } = data.serve;
    shop = await serveShop(config, await openDatabase(config), seeds, true);
    say({ listens: { hostname: shop.hostname, port: shop.port } });
  } catch (error) {
    say({ failed: explain(error) });
  }
};
