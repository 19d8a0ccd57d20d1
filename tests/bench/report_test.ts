import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { type Report, writeDocs } from "./report.ts";

Deno.test("the bench writes its tables between its marks, and a plot", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const docs = pathToFileURL(`${folder}/`);
  const page = new URL("benchmark.md", docs);
  const [begin, end] = [
    "<!-- what follows is written by deno task bench -->",
    "<!-- end of what is written by deno task bench -->",
  ];
  await Deno.writeTextFile(page, `# Benchmark\n\n${begin}\n\nold\n\n${end}\n\nAfter.\n`);
  const figures = (perSecond: number) => ({ perSecond, p50: 1.234, p99: 12.34, cpu: 1234, others: 0, generator: 0.5 });
  const row = {
    workload: "add",
    label: "add to cart",
    commits: "FULL",
    clients: 16,
    aim: 4,
    ratio: 2.5,
    between: [2, 3],
    kiosk: figures(2500),
    floor: figures(1000),
    statements: { kiosk: 3.25, floor: 8 },
    resident: { kiosk: 99.9, floor: 50 },
  } as const;
  const footprint = { firstAnswerMs: 250, idleMiB: 80 };
  const report: Report = {
    rows: [row, { ...row, workload: "login", label: "login", commits: null, clients: 1, aim: null }],
    footprint: { kiosk: footprint, floor: footprint },
    conditions: "On a machine.",
  };
  for (const _time of ["first", "again"]) await writeDocs(report, docs);

  const text = await Deno.readTextFile(page);
  assert.match(
    text,
    /^# Benchmark\n\n<!--[^>]*-->\n\nOn a machine\. Other programs were in the way for 0 % of the time at most\.\n\n\| what /,
  );
  assert.match(text, /-->\n\nAfter\.\n$/);
  assert.doesNotMatch(text, /old/);
  const cells = text.split("\n").map((line) => line.split("|").map((cell) => cell.trim()).slice(1, -1));
  assert.deepEqual(cells.find(([what, , clients]) => what === "add to cart" && clients === "16"), [
    "add to cart",
    "FULL",
    "16",
    "2,500 / 1,000",
    "**2.50**",
    "4.00",
    "1.23 / 1.23",
    "12.3 / 12.3",
    "1,234 / 1,234",
    "3.3 / 8",
  ]);
  assert.deepEqual(cells.find(([what]) => what?.startsWith("resident after the loads")), [
    "resident after the loads, MiB",
    "99.9",
    "50.0",
  ]);

  const plot = await Deno.readTextFile(new URL("benchmark.svg", docs));
  assert.match(plot, />\s*add to cart, FULL\s*<[\s\S]*>\s*2\.50\s*<[\s\S]*2,500 of 1,000\/s\s*</);
  assert.doesNotMatch(plot, /login/);
  await Deno.remove(folder, { recursive: true });
});
