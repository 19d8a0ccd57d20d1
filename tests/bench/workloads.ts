import { mulberry32 } from "../../tools/grow/dice.ts";
import { requestBytes } from "./connection.ts";
import type { Act } from "./drive.ts";
import { CLIENTS, kinds, materials, PASSWORD, PRODUCTS, type Seeded } from "./seed.ts";
import type { Server } from "./server.ts";

export type Workload = {
  readonly key: string;
  /** What one act is, as the table says it. */
  readonly label: string;
  /** Whether its commits are what it costs, so that it is measured at both durabilities. */
  readonly writes: boolean;
  /** The ratio to the floor that is aimed at, of commits at NORMAL or FULL; none where none was set. */
  readonly aims: { readonly FULL: number | null; readonly NORMAL: number | null };
  /** What its clients do on that server. */
  readonly act: (seeded: Seeded, server: Server) => Act;
};

const PAGE = 24;
/** A cart holds at most so many different things. */
const BASKET = 12;

/** Numbers below `below` that are the same on each run. */
function dice(seed: number): (below: number) => number {
  const draw = mulberry32(seed);
  return (below) => draw() % below;
}

const ids = Array.from({ length: PRODUCTS }, (_, index) => index + 1);
const add = (token: string, product: number) =>
  requestBytes("POST", "/api/cart/add_item/", token, JSON.stringify({ product_id: product, quantity: 1 }));
const checkOut = (token: string) => requestBytes("POST", "/api/cart/checkout/", token, "{}");

/** Three things go into the buyer's cart, one after the other, and are bought. */
function purchases({ buyers }: Seeded): Act {
  const random = dice(3);
  const adds = buyers.map((token) => ids.map((id) => add(token, id)));
  const checkOuts = buyers.map(checkOut);
  return async (connection, client) => {
    const first = random(PRODUCTS);
    for (let n = 0; n < 3; n++) await connection.send(adds[client]![(first + 331 * n) % PRODUCTS]!);
    await connection.send(checkOuts[client]!);
  };
}

/**
 * Asks for one after the other, from the first again after the last, with a purchase after every 600 requests. So
 * between two times that the same is asked, stock has changed, and no cache that is exact can have kept the answer.
 */
function neverTwiceUnchanged(paths: readonly string[]): Workload["act"] {
  return (seeded) => {
    if (paths.length <= 600) throw new Error("too few to outlast a purchase");
    const requests = paths.map((path) => requestBytes("GET", path, null));
    const buy = purchases(seeded);
    let count = 0;
    return async (connection, client) => {
      const mine = count++;
      await connection.send(requests[mine % requests.length]!);
      if (mine % 600 === 599) await buy(connection, client);
    };
  };
}

/** Any of them, at random, while nobody writes. */
const atRandom = (paths: (server: Server) => readonly string[]): Workload["act"] => (_seeded, server) => {
  const requests = paths(server).map((path) => requestBytes("GET", path, null));
  const random = dice(1);
  return async (connection) => await connection.send(requests[random(requests.length)]!);
};

const cursorAfter = (id: number): string => btoa(JSON.stringify(["id", id, id])).replace(/=+$/, "");
const details = ids.map((id) => `/api/products/${id}/`);
const pages = ids.slice(0, PRODUCTS - PAGE).map((id) => `/api/products/?limit=${PAGE}&cursor=${cursorAfter(id)}`);
/** Each material with each kind by their first letters, so many that a purchase falls between: `?search=woo+jack`. */
const searches = materials.flatMap((material) =>
  kinds.flatMap((kind) =>
    [2, 3, 4].flatMap((first) =>
      [2, 3, 4].map((then) =>
        `/api/products/?limit=${PAGE}&search=${material.slice(0, first)}+${kind.slice(0, then)}`.toLowerCase()
      )
    )
  )
);

const reading = (aim: number | null) => ({ writes: false, aims: { FULL: aim, NORMAL: aim } }) as const;

export const workloads: readonly Workload[] = [
  {
    key: "detail",
    label: "a product, each anew",
    ...reading(0.8),
    act: neverTwiceUnchanged(details),
  },
  {
    key: "detail-repeated",
    label: "a product, repeated",
    ...reading(null),
    act: atRandom(() => details),
  },
  {
    key: "list",
    label: `a page of ${PAGE}, each anew`,
    ...reading(0.8),
    act: neverTwiceUnchanged(pages),
  },
  {
    key: "list-repeated",
    label: `a page of ${PAGE}, repeated`,
    ...reading(0.6),
    act: atRandom(({ name }) => [`${name === "floor" ? "/cached" : ""}/api/products/?limit=${PAGE}`]),
  },
  {
    key: "search",
    label: "a search, each anew",
    ...reading(null),
    act: neverTwiceUnchanged(searches),
  },
  {
    key: "add",
    label: "add to cart",
    writes: true,
    aims: { FULL: 4, NORMAL: 0.75 },
    act: ({ collectors }) => {
      const random = dice(2);
      const adds = collectors.map((token) => Array.from({ length: BASKET }, () => add(token, 1 + random(PRODUCTS))));
      return async (connection, client) => await connection.send(adds[client]![random(BASKET)]!);
    },
  },
  {
    key: "purchase",
    label: "whole purchase, 4 requests",
    writes: true,
    aims: { FULL: 4, NORMAL: 0.8 },
    act: (seeded) => purchases(seeded),
  },
  {
    key: "login",
    label: "login",
    ...reading(null),
    act: () => {
      const requests = Array.from(
        { length: CLIENTS },
        (_, n) =>
          requestBytes(
            "POST",
            "/api/auth/login/",
            null,
            JSON.stringify({ username: `collector${n}`, password: PASSWORD }),
          ),
      );
      return async (connection, client) => await connection.send(requests[client]!);
    },
  },
];
