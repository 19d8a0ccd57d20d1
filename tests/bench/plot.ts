/** One line of the plot: how Kiosk's rate compares with the floor's, and what is aimed at. */
export type Plotted = {
  readonly label: string;
  readonly commits: string | null;
  readonly ratio: number;
  readonly aim: number | null;
  readonly kiosk: { readonly perSecond: number };
  readonly floor: { readonly perSecond: number };
};

const [LEFT, RIGHT, TOP, STEP, BOTTOM, WIDTH] = [284, 200, 96, 30, 46, 860];
const TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

const style = `
  svg { --paper: #ffffff; --ink: #1f2328; --faint: #59636e; --line: #d1d9e0; --dot: #0969da; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #0d1117; --ink: #f0f6fc; --faint: #9198a1; --line: #3d444d; --dot: #4493f8; }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  .title { font-size: 16px; font-weight: 600; }
  .faint { fill: var(--faint); }
  .paper { fill: var(--paper); }
  .grid { stroke: var(--line); }
  .floor { stroke: var(--ink); stroke-width: 1.5; }
  .way { stroke: var(--dot); stroke-width: 2; opacity: 0.35; }
  .dot { fill: var(--dot); }
  .aim { fill: none; stroke: var(--ink); stroke-width: 1.5; }`;

const rate = (perSecond: number): string => Math.round(perSecond).toLocaleString("en");

/**
 * An SVG: a dot for each workload on a logarithmic axis of ratios, the floor being 1, and a diamond where one is aimed
 * at. Its colours follow the reader's light or dark setting.
 */
export function plot(rows: readonly Plotted[]): string {
  const values = rows.flatMap(({ ratio, aim }) => [ratio, aim ?? 1]);
  const least = TICKS.findLast((tick) => tick <= Math.min(...values, 0.5)) ?? 0.01;
  const most = TICKS.find((tick) => tick >= Math.max(...values, 2)) ?? 10;
  const x = (ratio: number): number => {
    const share = Math.log(Math.max(ratio, least) / least) / Math.log(most / least);
    return Math.round(10 * (LEFT + share * (WIDTH - LEFT - RIGHT))) / 10;
  };
  const end = TOP + rows.length * STEP;
  const grid = TICKS.filter((tick) => tick >= least && tick <= most).map((tick) => `
  <line class="${tick === 1 ? "floor" : "grid"}" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP - 8}" y2="${end}"/>
  <text class="faint" x="${x(tick)}" y="${end + 18}" text-anchor="middle">${tick}</text>`);
  const lines = rows.map(({ label, commits, ratio, aim, kiosk, floor }, index) => {
    const y = TOP + STEP * (index + 0.5);
    const diamond = aim === null ? "" : `
  <path class="aim" d="M${x(aim)} ${y - 7} l7 7 l-7 7 l-7 -7 z"/>`;
    return `
  <text x="${LEFT - 16}" y="${y + 4.5}" text-anchor="end">${label}${commits === null ? "" : `, ${commits}`}</text>
  <line class="way" x1="${x(1)}" x2="${x(ratio)}" y1="${y}" y2="${y}"/>${diamond}
  <circle class="dot" cx="${x(ratio)}" cy="${y}" r="5.5"/>
  <text x="${WIDTH - RIGHT + 16}" y="${y + 4.5}">${ratio.toFixed(2)}<tspan class="faint" dx="8">${
      rate(kiosk.perSecond)
    } of ${rate(floor.perSecond)}/s</tspan></text>`;
  });
  const floor = `
  <text x="${x(1)}" y="${TOP - 14}" text-anchor="middle">the floor</text>`;
  const height = end + BOTTOM;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"
  role="img" aria-label="Kiosk's rate as a share of the floor's, for each workload">
  <style>${style}
  </style>
  <rect class="paper" width="${WIDTH}" height="${height}" rx="6"/>
  <text class="title" x="24" y="32">What Kiosk does of what its floor does, on one core</text>
  <text class="faint" x="24" y="52">acts a second as a ratio, 16 connections, logarithmic; a diamond is what is aimed at</text>${
    [...grid, floor, ...lines].join("")
  }
</svg>
`;
}
