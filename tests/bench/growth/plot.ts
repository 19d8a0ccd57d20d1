import { type Measured, ratioOf } from "./table.ts";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [960, 560, 60, 260, 50, 50] as const;
const TALLEST = 3;
const colors = [
  "#1f77b4",
  "#d62728",
  "#2ca02c",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#17becf",
  "#bcbd22",
  "#ff7f0e",
  "#7f7f7f",
];

/**
 * How the median time of each request grows with the shop, beside its own in the smallest one, as an SVG: what has a
 * bound alone. Sizes are drawn by their logarithm.
 */
export function plot(measured: readonly Measured[], sizes: readonly number[]): string {
  const bound = measured.filter(({ most }) => most !== null);
  const [first = 1, last = 1] = [sizes[0], sizes.at(-1)];
  const x = (size: number) => LEFT + (WIDTH - LEFT - RIGHT) * Math.log(size / first) / Math.log(last / first);
  const y = (ratio: number) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.min(ratio, TALLEST) / TALLEST;
  const ticks = [0, 0.5, 1, 1.5, 2, 2.5, 3].map((ratio) =>
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(ratio)}" y2="${y(ratio)}" stroke="${
      ratio === 1.5 ? "#c00" : "#ddd"
    }"${ratio === 1.5 ? ' stroke-dasharray="6 4"' : ""}/><text x="${LEFT - 8}" y="${
      y(ratio) + 4
    }" text-anchor="end">${ratio}×</text>`
  );
  const places = sizes.map((size) =>
    `<text x="${x(size)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${size.toLocaleString("en")}</text>`
  );
  const ordered = bound.toSorted((one, other) => ratioOf(other) - ratioOf(one));
  const lines = ordered.map((each, index) => {
    const color = colors[index % colors.length];
    const points = each.medians.map((median, place) =>
      `${x(sizes[place] ?? first).toFixed(1)},${y(median / (each.medians[0] ?? NaN)).toFixed(1)}`
    );
    const label = TOP + 14 + index * 24;
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${color}" stroke-width="2"${
      index < colors.length ? "" : ' stroke-dasharray="4 3"'
    }/><line x1="${WIDTH - RIGHT + 20}" x2="${WIDTH - RIGHT + 44}" y1="${label - 4}" y2="${
      label - 4
    }" stroke="${color}" stroke-width="2"${index < colors.length ? "" : ' stroke-dasharray="4 3"'}/><text x="${
      WIDTH - RIGHT + 52
    }" y="${label}">${each.name} ${ratioOf(each).toFixed(2)}×</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${LEFT}" y="26" font-size="16">Median time of a request beside that in a shop of ${
    first.toLocaleString("en")
  }, by products and orders</text>
${[...ticks, ...places, ...lines].join("\n")}
</svg>
`;
}
