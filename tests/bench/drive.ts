import { Connection } from "./connection.ts";

/** One thing that a client does on its connection: one request, or the several of a purchase. */
export type Act = (connection: Connection, client: number) => Promise<void>;

/** What a load came to: acts done, in how many seconds, and how long each took, in milliseconds, the least first. */
export type Load = { readonly done: number; readonly seconds: number; readonly took: Float64Array };

/** So many clients, each on its own connection, begin acts one after the other for so many seconds, or so many acts. */
export async function drive(
  port: number,
  clients: number,
  act: Act,
  { seconds = Infinity, acts = Infinity }: { readonly seconds?: number; readonly acts?: number },
): Promise<Load> {
  const connections = await Promise.all(Array.from({ length: clients }, () => Connection.open(port)));
  const took: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let left = acts;
  let last = begun;
  try {
    await Promise.all(connections.map(async (connection, client) => {
      for (let from = performance.now(); from < end && left-- > 0;) {
        await act(connection, client);
        const now = performance.now();
        took.push(now - from);
        from = last = now;
      }
    }));
  } finally {
    for (const connection of connections) connection.close();
  }
  return { done: took.length, seconds: (last - begun) / 1000, took: Float64Array.from(took).sort() };
}

/** The time below which that share of all acts stayed, in milliseconds. */
export const percentile = (took: Float64Array, share: number): number =>
  took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? NaN;
