import assert from "node:assert/strict";
import { Connection, requestBytes } from "./connection.ts";
import type { Seeded } from "./seed.ts";
import type { Server } from "./server.ts";

/** Throws unless both servers, each on its own copy of one database, give the same answers, times aside. */
export async function assertSameWork(one: Server, other: Server, { buyers }: Seeded): Promise<void> {
  const [buyer = ""] = buyers;
  const get = (path: string) => requestBytes("GET", path, null);
  const requests = [
    get("/api/products/1/"),
    get("/api/products/2/"),
    get("/api/products/?limit=24"),
    get(`/api/products/?limit=24&cursor=${btoa('["id",500,500]').replaceAll("=", "")}`),
    get("/api/products/?limit=24&search=woo+jack"),
    requestBytes("POST", "/api/cart/add_item/", buyer, '{"product_id":1,"quantity":2}'),
    requestBytes("POST", "/api/cart/add_item/", buyer, '{"product_id":2}'),
    requestBytes("POST", "/api/cart/checkout/", buyer, "{}"),
  ];
  const [first, second] = await Promise.all([one, other].map(async ({ port }) => {
    const connection = await Connection.open(port);
    const answers: unknown[] = [];
    for (const request of requests) {
      const { status, body } = await connection.ask(request);
      answers.push([status, JSON.parse(body, (key, value) => key.endsWith("_at") ? "" : value)]);
    }
    connection.close();
    return answers;
  }));
  assert.deepEqual(first, second);
}
