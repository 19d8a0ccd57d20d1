import { answerOf, type Reply } from "./answers.ts";
import { credentialsFor, learn } from "./credentials.ts";
import { Kept, memory, type Store } from "./kept.ts";
import { cartChanges, orderKey } from "./order_keys.ts";
import { pages } from "./pages.ts";
import { type Given, headersOf, type Route, targetOf } from "./routes.ts";
import { send, type Sending } from "./send.ts";

/** How a client reaches a shop, and as whom. */
export interface KioskOptions extends Partial<Sending> {
  /** The shop's address, such as `https://shop.example`. */
  readonly url: string;
  /**
   * How the shop knows who asks: by a login's token, which the client keeps and sends (the default, for anywhere), or by
   * a login's cookie, which a browser keeps out of reach of scripts.
   */
  readonly credentials?: "token" | "cookie";
  /** Where tokens and the keys of unanswered orders are kept. Without it they end with the client. */
  readonly store?: Store;
}

/** A client of one shop. */
export class Client {
  readonly kept: Kept;
  readonly #url: string;
  readonly #byCookie: boolean;
  readonly #sending: Sending;

  constructor({ url, credentials, store, ...sending }: KioskOptions) {
    this.#url = url.replace(/\/+$/, "");
    this.#byCookie = credentials === "cookie";
    this.#sending = { fetch: globalThis.fetch, retries: 3, timeout: 30_000, ...sending };
    this.kept = new Kept(store ?? memory(), this.#url);
  }

  /** The operations as methods. */
  methods<M>(routes: Readonly<Record<keyof M & string, Route>>): M {
    const named = Object.entries<Route>(routes).map(([id, route]) => {
      const ask = (input: Given = {}, how: Given = {}) => this.#ask(id, route, input, how);
      return [
        id,
        route.list
          ? (input?: Given, how?: Given) => pages((mark) => ask({ ...input, ...mark }, how))
          : (input?: Given, how?: Given) => ask(input, how).then(answerOf),
      ];
    });
    return Object.fromEntries(named);
  }

  async #ask(id: string, route: Route, input: Given, how: Given): Promise<Reply> {
    const { method, keyed, session } = route;
    const { url, body } = targetOf(route, this.#url, input);
    const headers = { ...credentialsFor(this.kept, id, route, input), ...headersOf(how) };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (route.changesCart) cartChanges(this.kept);
    const order = keyed && headers["Idempotency-Key"] === undefined
      ? await orderKey(this.kept, `${route.path} ${how["cartId"]} ${body}`, input["items"] === undefined)
      : undefined;
    if (order !== undefined) headers["Idempotency-Key"] = order.key;
    const reply = await send({
      url,
      method,
      headers,
      body,
      credentials: this.#byCookie ? session || method !== "GET" ? "include" : "omit" : undefined,
      signal: how["signal"] as AbortSignal | undefined,
      repeatable: method === "GET" || keyed === true,
    }, this.#sending);
    order?.settle(reply);
    learn(this.kept, id, this.#byCookie, headers, reply);
    return reply;
  }
}
