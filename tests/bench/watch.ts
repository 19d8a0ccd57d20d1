/**
 * Watches the process that loads it first. Each second a line: the longest gap in its event loop since the last one, and
 * how much of that the kernel let others run for, both in milliseconds; and its resident memory in bytes.
 */
const TICK_MS = 5;

/** For how long this thread was ready to run and had no core, in milliseconds (Linux: the second figure of schedstat). */
const waited = (): number => Number(Deno.readTextFileSync("/proc/self/schedstat").split(" ")[1]) / 1e6;

let last = { at: performance.now(), waited: waited() };
let longest = { gap: 0, waited: 0 };

Deno.unrefTimer(setInterval(() => {
  const now = { at: performance.now(), waited: waited() };
  const gap = now.at - last.at - TICK_MS;
  const others = now.waited - last.waited;
  if (gap - others > longest.gap - longest.waited) longest = { gap, waited: others };
  last = now;
}, TICK_MS));

Deno.unrefTimer(setInterval(() => {
  console.log(`watch ${longest.gap.toFixed(1)} ${longest.waited.toFixed(1)} ${Deno.memoryUsage().rss}`);
  longest = { gap: 0, waited: 0 };
}, 1000));
