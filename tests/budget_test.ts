import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import type { LogEntry } from "../src/adapters/http/service.ts";
import { arrange, send } from "./blackbox/arrange.ts";
import { assemble, newActor } from "./blackbox/cast.ts";
import { documentOf } from "./blackbox/documented.ts";
import { STAFF_PASSWORD } from "./blackbox/targets.ts";
import { onEachDriver } from "./drivers.ts";
import { quickPasswords, serveShop } from "./in_process.ts";

const variables = () => ({ ADMIN_PASSWORD: STAFF_PASSWORD, AUTH_SECRET_KEY: freshSeed(), DEMO_DATA: "on" });

onEachDriver("each operation takes the round trips that its document states, and no more", async (database) => {
  const entries: LogEntry[] = [];
  const shop = await serveShop(database, variables(), {
    passwords: quickPasswords,
    log: (entry) => entries.push(entry),
  });
  try {
    const cast = await assemble(shop);
    for (const operation of (await documentOf(shop.url)).operations) {
      const { id, method, documented } = operation;
      const sender = documented["x-access"].callers === "staff" ? cast.staff : await newActor(shop.url);
      const arranged = await arrange(cast, operation, sender, null, "own");
      const answer = await send(shop.url, method, arranged);
      assert.ok(answer.status < 300, `${id}: ${answer.text}`);
      assert.equal(entries.at(-1)?.roundTrips, documented["x-db-round-trips"], id);
      assert.ok(documented["x-db-round-trips"] <= (method === "GET" ? 1 : 2), id);
    }
  } finally {
    await shop.close();
  }
});

onEachDriver("what the wire refuses by itself takes no round trip", async (database) => {
  const entries: LogEntry[] = [];
  const shop = await serveShop(database, variables(), {
    passwords: quickPasswords,
    log: (entry) => entries.push(entry),
  });
  try {
    const paths = ["/api/cart/items/", "/api/orders/1/", "/api/products/?limit=0", "/nowhere", "/healthz"];
    for (const path of paths) await (await fetch(shop.url + path)).text();
    await (await fetch(`${shop.url}/api/users/`, { method: "POST", body: "{" })).text();
    assert.deepEqual(entries.map((entry) => entry.roundTrips), [0, 0, 0, 0, 0, 0]);
  } finally {
    await shop.close();
  }
});
