import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { isLong, seedFrom } from "../long.ts";
import { beginning } from "./beginning.ts";
import { answer } from "./model.ts";
import { copyOf, shape, type State } from "./state.ts";
import { everything, resolve, type Wish, wishing } from "./wishes.ts";
import { withWorld, type World } from "./world.ts";

const RUNS = isLong ? 1000 : 25;
const seed = seedFrom("MODEL_SEED");

type Model = { state: State };

/** One request to the shop and to the model, which must agree on the answer and on all that there is afterwards. */
const asked = (wish: Wish): fc.AsyncCommand<Model, World> => ({
  check: ({ state }) => resolve(state, wish) !== null,
  run: async (model, world) => {
    const request = resolve(model.state, wish)!;
    const heard = await world.ask(copyOf(model.state), request);
    const expected = answer(model.state, request);
    assert.deepEqual(heard, expected, JSON.stringify(request));
    assert.deepEqual(await world.shape(), shape(model.state), JSON.stringify(request));
    await world.assertLawful(model.state);
  },
  toString: () => JSON.stringify(wish),
});

for (const driver of ["embedded", "remote"]) {
  Deno.test({
    name: `${driver}: whatever shoppers and staff do, one after the other, the shop is what the model says`,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () =>
      withWorld(driver, async (begin) => {
        await fc.assert(
          fc.asyncProperty(
            fc.commands([wishing(everything, 12).map(asked)], { maxCommands: 60, size: "max" }),
            (commands) =>
              fc.asyncModelRun(async () => ({ model: { state: beginning() }, real: await begin() }), commands),
          ),
          { numRuns: RUNS, seed },
        ).catch((error) => {
          console.log(`again: MODEL_SEED=${seed}`);
          throw error;
        });
      }),
  });
}
