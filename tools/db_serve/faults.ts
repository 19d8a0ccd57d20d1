/**
 * What can go wrong with a pipeline. Before it is run or after it: the connection breaks, or a proxy answers 502 in the
 * server's place. Of its answer: `cut`, only the first half comes before the connection breaks; `slow`, the second half
 * comes `SLOW_MS` later.
 */
export const faults = ["drop before", "drop after", "502 before", "502 after", "cut", "slow"] as const;

export type Fault = typeof faults[number];

const SLOW_MS = 30_000;

const badGateway = (): Response => new Response("<h1>502 Bad Gateway</h1>", { status: 502 });

/** Answers by `run`, as the fault has it. `breakConnection` is told when the connection is to break. */
export async function answerWith(
  fault: Fault | null,
  run: () => Promise<Response>,
  breakConnection: () => void,
): Promise<Response> {
  if (fault === "502 before") return badGateway();
  if (fault === "drop before") return broken(breakConnection);
  const answer = await run();
  if (fault === null) return answer;
  if (fault === "502 after") return badGateway();
  if (fault === "drop after") return broken(breakConnection);
  return inHalves(await answer.bytes(), answer.headers, fault === "cut" ? breakConnection : null);
}

function broken(breakConnection: () => void): Response {
  breakConnection();
  return new Response();
}

/** The first half at once; then the connection breaks, or the second half comes late. */
function inHalves(bytes: Uint8Array, headers: Headers, breakConnection: (() => void) | null): Response {
  const half = Math.floor(bytes.length / 2);
  let timer: ReturnType<typeof setTimeout>;
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes.subarray(0, half));
      timer = setTimeout(() => {
        breakConnection?.();
        controller.enqueue(bytes.subarray(half));
        controller.close();
      }, breakConnection === null ? SLOW_MS : 20);
    },
    cancel: () => clearTimeout(timer),
  });
  return new Response(body, { headers });
}
