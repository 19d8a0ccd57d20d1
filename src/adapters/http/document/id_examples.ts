import type { Described } from "../operation.ts";

/** Ids of things in a new demo shop: what is on sale there, and what the examples, sent in order, come to. */
const idExamples: Readonly<Record<string, number>> = {
  category: 1,
  product: 1,
  cake: 47,
  rating: 34,
  user: 10,
  order: 16,
  "cake order": 18,
  line: 4,
};

/** The id in the example of an operation's path. */
export function idExample({ names, path }: Described): number | undefined {
  const thing = names.find(({ by }) => by === "path")?.thing ?? "";
  return idExamples[path.startsWith("/api/v1/order/") ? "cake order" : thing];
}
