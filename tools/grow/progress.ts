import type { Progress } from "./shop.ts";

/** Says every so many seconds how far it has come, for how long, and for about how long it will go on. */
export function progressEvery(seconds: number, say: (line: string) => void): Progress {
  const begun = performance.now();
  let told = 0;
  return (what, made, done) => {
    const passed = (performance.now() - begun) / 1000;
    if (passed < told + seconds) return;
    told = passed;
    const left = passed / done - passed;
    say(`${made.toLocaleString("en")} ${what}, ${passed.toFixed(0)} s, about ${left.toFixed(0)} s left`);
  };
}
