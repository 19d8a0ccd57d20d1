import type { LogEntry } from "./adapters/http/service.ts";

/** One line for people: time, status, method, route, duration, round trips, request id. */
const readable = (entry: LogEntry): string => {
  const time = entry.at.slice(11, 19);
  const trips = `${entry.roundTrips} ${entry.roundTrips === 1 ? "trip" : "trips"}`;
  const line = `${time}  ${entry.status}  ${entry.method.padEnd(6)} ${(entry.route ?? "(unknown path)").padEnd(28)} ` +
    `${entry.duration.toFixed(1).padStart(7)} ms  ${trips}  ${entry.requestId}`;
  return entry.error === undefined ? line : `${line}\n          ${entry.error}`;
};

/** A logger for a terminal, or one of JSON lines for everything else. */
export const logTo = (write: (line: string) => void, terminal: boolean) => (entry: LogEntry): void =>
  write(terminal ? readable(entry) : JSON.stringify(entry));
