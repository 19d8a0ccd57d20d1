import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { isLong, seedFrom } from "../long.ts";
import { beginning } from "./beginning.ts";
import { answer } from "./model.ts";
import type { Answer, Request } from "./requests.ts";
import { copyOf, shape, type State } from "./state.ts";
import { collecting, everything, resolve, type Wish, wishing } from "./wishes.ts";
import { withWorld, type World } from "./world.ts";

const RUNS = isLong ? 3000 : 60;
const AT_ONCE_MAX = 4;
const seed = seedFrom("MODEL_SEED");

/** Every order of the numbers below `count`. */
const orders = (count: number): readonly (readonly number[])[] =>
  count === 0
    ? [[]]
    : orders(count - 1).flatMap((order) =>
      Array.from({ length: count }, (_, at) => [...order.slice(0, at), count - 1, ...order.slice(at)])
    );

const isConflict = ({ status, code }: Answer): boolean => status === 409 && code === "conflict";

const equal = (one: unknown, other: unknown): boolean => {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    return false;
  }
};

/**
 * What the shop may have become, one request after the other, given what each was answered and what is there: null when
 * no order of them gives that. Who was told of a conflict changed nothing.
 */
function serialOutcome(
  state: State,
  requests: readonly Request[],
  answers: readonly Answer[],
  found: unknown,
): State | null {
  const done = [...requests.keys()].filter((index) => !isConflict(answers[index]!));
  for (const order of orders(done.length)) {
    const tried = copyOf(state);
    const agrees = order.every((at) => equal(answer(tried, requests[done[at]!]!), answers[done[at]!]));
    if (agrees && equal(shape(tried), found)) return tried;
  }
  return null;
}

/** A conflict takes two others that changed the same things meanwhile. */
const conflictsAreDue = (answers: readonly Answer[]): boolean =>
  !answers.some(isConflict) || answers.filter(({ status }) => status < 300).length >= 2;

async function race(
  world: World,
  state: State,
  wishes: readonly Wish[],
  scheduler: fc.Scheduler,
): Promise<State> {
  const requests = wishes.map((each) => resolve(state, each)).filter((request) => request !== null);
  const answers = await world.askAll(copyOf(state), requests, scheduler);
  const found = await world.shape();
  const outcome = serialOutcome(state, requests, answers, found);
  const told = requests.map((request, index) => `${JSON.stringify(request)}\n  ${JSON.stringify(answers[index])}`);
  assert.ok(outcome !== null && conflictsAreDue(answers), `no order of these gives\n${told.join("\n")}`);
  await world.assertLawful(outcome);
  return outcome;
}

for (const driver of ["embedded", "remote"]) {
  Deno.test({
    name: `${driver}: whatever is done at once, each is answered as if one had come after the other`,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () =>
      withWorld(driver, async (begin) => {
        const round = fc.tuple(
          fc.array(wishing(collecting, 4), { maxLength: 8, size: "max" }),
          fc.array(wishing(everything, 2), { minLength: 2, maxLength: AT_ONCE_MAX, size: "max" }),
        );
        await fc.assert(
          fc.asyncProperty(
            fc.array(round, { minLength: 1, maxLength: 3 }),
            fc.scheduler(),
            async (rounds, scheduler) => {
              const world = await begin();
              let state = beginning();
              for (const [before, atOnce] of rounds) {
                for (const each of before) {
                  const request = resolve(state, each);
                  if (request === null) continue;
                  const heard = await world.ask(copyOf(state), request);
                  assert.deepEqual(heard, answer(state, request));
                }
                state = await race(world, state, atOnce, scheduler);
              }
            },
          ),
          { numRuns: RUNS, seed },
        ).catch((error) => {
          console.log(`again: MODEL_SEED=${seed}`);
          throw error;
        });
      }),
  });
}
