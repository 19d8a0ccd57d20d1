import { table } from "../written.ts";

/** The median times of a request, in milliseconds, by size; and how many times the first the last may be. */
export type Measured = { readonly name: string; readonly most: number | null; readonly medians: readonly number[] };

const count = (size: number): string => size.toLocaleString("en");

/** How many times as long the largest shop takes as the smallest. */
export const ratioOf = ({ medians }: Measured): number => (medians.at(-1) ?? NaN) / (medians[0] ?? NaN);

/** Median times in milliseconds as a table in Markdown, with the ratio of the last to the first and what it may be. */
export function growthTable(measured: readonly Measured[], sizes: readonly number[]): string {
  const rows = measured.map((each) => [
    each.name,
    ...each.medians.map((median) => median.toFixed(2)),
    ratioOf(each).toFixed(2),
    each.most === null ? "–" : String(each.most),
  ]);
  const head = ["milliseconds, median", ...sizes.map(count), "ratio", "at most"];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)));
  const padded = (cells: readonly string[]): readonly string[] =>
    cells.map((cell, column) => column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0));
  const rule = widths.map((width, column) => column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`);
  return table([padded(head), rule, ...rows.map(padded)]);
}
