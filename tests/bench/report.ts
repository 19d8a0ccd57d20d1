import type { Footprint } from "./footprint.ts";
import type { Comparison, Figures } from "./measure.ts";
import { plot } from "./plot.ts";
import { table, writeInto } from "./written.ts";

type Pair<T> = { readonly kiosk: T; readonly floor: T };

/** One workload at one durability with so many clients. */
export type Row = Pair<Figures> & Pick<Comparison, "ratio" | "between"> & {
  readonly workload: string;
  readonly label: string;
  /** How durable its commits are; null where what it costs are no commits. */
  readonly commits: "NORMAL" | "FULL" | null;
  readonly clients: number;
  /** The ratio that is aimed at. */
  readonly aim: number | null;
  /** SQL statements an act. */
  readonly statements: Pair<number>;
  /** MiB resident after the load. */
  readonly resident: Pair<number>;
};

/** `conditions` says on what, and how, it was measured. */
export type Report = {
  readonly rows: readonly Row[];
  readonly footprint: Pair<Footprint>;
  readonly conditions: string;
};

/** A number with about three digits, thousands set apart. */
const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value >= 10 ? value.toFixed(1) : value.toFixed(2);

const count = (value: number): string => String(Math.round(10 * value) / 10);

/** What is printed as soon as a row is measured. */
export function rowText({ label, commits, clients, kiosk, floor, ratio, between, aim, statements }: Row): string {
  const share = (part: number): string => `${(100 * part).toFixed(0)} %`.padStart(5);
  const half = (name: string, { perSecond, p50, p99, cpu, others, generator }: Figures, sql: number) =>
    [
      `  ${name} ${number(perSecond).padStart(7)}/s`,
      `p50 ${number(p50).padStart(6)} ms`,
      `p99 ${number(p99).padStart(6)} ms`,
      `CPU ${number(cpu).padStart(7)} µs`,
      `SQL ${count(sql).padStart(4)}`,
      `others ${share(others)}`,
      `generator ${share(generator)}`,
    ].join("   ");
  const [least, greatest] = between.map((it) => it.toFixed(2));
  return [
    `${label}${commits === null ? "" : `, ${commits}`}, ${clients} connection${clients === 1 ? "" : "s"}: ` +
    `ratio ${ratio.toFixed(2)} (${least} to ${greatest}), of CPU ${(floor.cpu / kiosk.cpu).toFixed(2)}` +
    (aim === null ? "" : `, aim ${aim.toFixed(2)}`),
    half("Kiosk", kiosk, statements.kiosk),
    half("floor", floor, statements.floor),
  ].join("\n");
}

const both = (show: (value: number) => string, { kiosk, floor }: Pair<number>): string =>
  `${show(kiosk)} / ${show(floor)}`;

const of = (row: Row, key: keyof Figures): Pair<number> => ({ kiosk: row.kiosk[key], floor: row.floor[key] });

function loadTable(rows: readonly Row[]): string {
  const head = ["what", "commits", "clients", "a second", "ratio", "aim", "p50 ms", "p99 ms", "CPU µs", "SQL"];
  const lines = rows.map((row) => [
    row.label,
    row.commits ?? "",
    String(row.clients),
    both(number, of(row, "perSecond")),
    `**${row.ratio.toFixed(2)}**`,
    row.aim?.toFixed(2) ?? "",
    both(number, of(row, "p50")),
    both(number, of(row, "p99")),
    both(number, of(row, "cpu")),
    both(count, row.statements),
  ]);
  return table([head, ["---", "---", ...head.slice(2).map(() => "--:")], ...lines]);
}

/** The most that was resident after any load but logins, whose passwords take 16 MiB each while they are hashed. */
function residentAfter(rows: readonly Row[], logins: boolean): readonly Pair<number>[] {
  const loads = rows.filter((row) => (row.workload === "login") === logins);
  const most = (side: "kiosk" | "floor") => Math.max(...loads.map((row) => row.resident[side]));
  return loads.length === 0 ? [] : [{ kiosk: most("kiosk"), floor: most("floor") }];
}

export function footprintTable({ rows, footprint: { kiosk, floor } }: Report): string {
  const line = (what: string, values: Pair<number>) => [what, number(values.kiosk), number(values.floor)];
  return table([
    ["footprint", "Kiosk", "floor"],
    ["---", "--:", "--:"],
    line("first answer after a warm start, ms", { kiosk: kiosk.firstAnswerMs, floor: floor.firstAnswerMs }),
    line("resident while idle, MiB", { kiosk: kiosk.idleMiB, floor: floor.idleMiB }),
    ...residentAfter(rows, false).map((most) => line("resident after the loads, MiB", most)),
    ...residentAfter(rows, true).map((most) => line("resident after logins, 16 at once, MiB", most)),
  ]);
}

/** Puts the tables into docs/benchmark.md and draws docs/benchmark.svg. */
export async function writeDocs(report: Report, docs: URL): Promise<void> {
  const others = Math.max(...report.rows.flatMap(({ kiosk, floor }) => [kiosk.others, floor.others]));
  await writeInto(new URL("benchmark.md", docs), "deno task bench", [
    `${report.conditions} Other programs were in the way for ${(100 * others).toFixed(0)} % of the time at most.`,
    loadTable(report.rows),
    footprintTable(report),
  ]);
  const drawing = new URL("benchmark.svg", docs);
  await Deno.writeTextFile(drawing, plot(report.rows.filter(({ clients }) => clients === 16)));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", drawing.pathname] }).output();
}
