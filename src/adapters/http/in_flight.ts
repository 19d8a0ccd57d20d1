/** Workers drops a request whose client has left without a word: no request counts for longer than this. */
const COUNTED_MS = 60_000;

/** Takes a request into work, and gives what ends it; null when there are as many as may be. */
export type Admit = () => (() => void) | null;

/** Lets at most so many requests be in work at once. */
export function inFlight(most: number, clock = () => performance.now()): Admit {
  /** The requests in work, the oldest first. */
  const inWork = new Set<{ readonly since: number }>();
  return () => {
    const own = { since: clock() };
    for (const other of inWork) {
      if (other.since > own.since - COUNTED_MS) break;
      inWork.delete(other);
    }
    if (inWork.size >= most) return null;
    inWork.add(own);
    return () => inWork.delete(own);
  };
}
