import type { LogEntry } from "./adapters/http/service.ts";

/** One line for people: time, status, method, route, duration, round trips, request id. */
const readable = (entry: LogEntry): string => {
  const time = entry.at.slice(11, 19);
  const trips = `${entry.roundTrips} ${entry.roundTrips === 1 ? "trip" : "trips"}`;
  const line = `${time}  ${entry.status}  ${entry.method.padEnd(6)} ${(entry.route ?? "(unknown path)").padEnd(28)} ` +
    `${entry.duration.toFixed(1).padStart(7)} ms  ${trips}  ${entry.requestId}`;
  return entry.error === undefined ? line : `${line}\n          ${entry.error}`;
};

/** How long an entry may wait for others, in milliseconds. */
const GATHER_MS = 10;

/** A log, and what brings it up to date at once. */
export type Log = { readonly log: (entry: LogEntry) => void; readonly flush: () => void };

/** A line for a terminal, or one of JSON for everything else. */
const lineFor = (terminal: boolean) => (entry: LogEntry): string => terminal ? readable(entry) : JSON.stringify(entry);

/** A log that writes each entry at once. */
export const logTo = (write: (line: string) => void, terminal: boolean) => (entry: LogEntry): void =>
  write(lineFor(terminal)(entry));

/**
 * The same, whose entries are written several at a time, because each write costs as much as all else of a log
 * together. One that tells of something broken is written at once, with those before it.
 */
export function gatheredLog(write: (lines: string) => void, terminal: boolean): Log {
  let entries: LogEntry[] = [];
  const line = lineFor(terminal);
  const flush = () => {
    if (entries.length > 0) write(entries.map(line).join("\n"));
    entries = [];
  };
  return {
    log: (entry) => {
      entries.push(entry);
      if (entry.error !== undefined) flush();
      else if (entries.length === 1) setTimeout(flush, GATHER_MS);
    },
    flush,
  };
}
