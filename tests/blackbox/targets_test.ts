import { shopSuite } from "./shop_suite.ts";
import { targets } from "./targets.ts";

for (const [name, start] of Object.entries(targets)) {
  // The engine's native handles and workerd's sockets live as long as the target, not as long as a step.
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false }, async (t) => {
    const target = await start();
    try {
      for (const [sentence, test] of Object.entries(shopSuite)) await t.step(sentence, () => test(target.url));
    } finally {
      await target.close();
    }
  });
}
