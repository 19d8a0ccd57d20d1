import assert from "node:assert/strict";
import { left } from "../query_plan.ts";
import { browsersSuite } from "./browsers_suite.ts";
import { cakesSuite } from "./cakes_suite.ts";
import { cartsSuite } from "./carts_suite.ts";
import { catalogueSuite } from "./catalogue_suite.ts";
import { customersSuite } from "./customers_suite.ts";
import { documentedSuite, everyPromiseWasSeen } from "./documented_suite.ts";
import { hostileSuite } from "./hostile_suite.ts";
import { limitsSuite } from "./limits_suite.ts";
import { listedOrdersSuite } from "./listed_orders_suite.ts";
import { ordersSuite } from "./orders_suite.ts";
import { ratingsSuite } from "./ratings_suite.ts";
import { recordsSuite } from "./records_suite.ts";
import { seedSuite } from "./seed_suite.ts";
import { stockRoomSuite } from "./stock_room_suite.ts";
import { tokensSuite } from "./tokens_suite.ts";
import { targets } from "./targets.ts";
import { usersSuite } from "./users_suite.ts";
import { wireSuite } from "./wire_suite.ts";

const sentences = Object.entries({
  ...customersSuite,
  ...usersSuite,
  ...catalogueSuite,
  ...cartsSuite,
  ...ordersSuite,
  ...ratingsSuite,
  ...cakesSuite,
  ...listedOrdersSuite,
  ...stockRoomSuite,
  ...recordsSuite,
  ...wireSuite,
  ...tokensSuite,
  ...browsersSuite,
  ...hostileSuite,
  ...limitsSuite,
  ...seedSuite,
  ...documentedSuite,
});

/** Registers every sentence for one target. Each target has a file of its own, so that two are tested at once. */
export function speaksOf(name: string): void {
  // The engine's native handles and workerd's sockets live as long as the target, not as long as a step.
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false }, async (t) => {
    const target = await targets[name]!();
    try {
      for (const [sentence, test] of sentences) await t.step(sentence, () => test(target.url, target));
      await t.step("every answer that the document promises was seen", () => everyPromiseWasSeen(target.url));
      const { excess } = target;
      if (excess === undefined) return;
      await t.step("no statement of all that scans or sorts what grows, but for what is listed", async () => {
        for (const [step, operations] of Object.entries(await excess())) {
          assert.deepEqual(operations.filter((operation) => !left[step]?.by.includes(operation)), [], step);
        }
      });
    } finally {
      await target.close();
    }
  });
}
