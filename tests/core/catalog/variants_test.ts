import assert from "node:assert/strict";
import { type KeptRow, type NewRow, planVariants, type VariantRow } from "../../../src/core/catalog/variants.ts";
import { err, ok } from "../../../src/core/result.ts";
import { money } from "../../../src/core/values.ts";

const present = [
  { id: 11, sku: "A", options: { size: "S" } },
  { id: 12, sku: "B", options: { size: "M" } },
];

const fresh = (options: NewRow["options"], given: Partial<NewRow> = {}): NewRow => ({
  sku: undefined,
  options,
  price: undefined,
  stock: 1,
  ...given,
});

const kept = (id: number, given: Partial<KeptRow> = {}): KeptRow => ({
  id,
  sku: undefined,
  options: undefined,
  price: undefined,
  stock: undefined,
  ...given,
});

const same = (id: number, position: number, size: string) => ({
  id,
  position,
  sku: null,
  options: { size },
  price: null,
  stock: null,
});

type Planned = ReturnType<typeof planVariants>;

const rows: readonly (readonly [string, readonly VariantRow[], Planned])[] = [
  [
    "makes rows without an id, and keeps what a row does not say",
    [kept(12), fresh({ size: "L" }, { price: money(500), sku: "C" }), kept(11)],
    ok({
      made: [{ position: 1, sku: "C", options: { size: "L" }, price: money(500), stock: 1 }],
      kept: [same(12, 0, "M"), same(11, 2, "S")],
    }),
  ],
  [
    "lets two variants swap their options and skus",
    [kept(11, { options: { size: "M" }, sku: "B" }), kept(12, { options: { size: "S" }, sku: "A" })],
    ok({ made: [], kept: [{ ...same(11, 0, "M"), sku: "B" }, { ...same(12, 1, "S"), sku: "A" }] }),
  ],
  [
    "gives what goes off sale in the same breath to another row",
    [kept(11), fresh({ size: " m" }, { sku: "B" })],
    ok({
      made: [{ position: 1, sku: "B", options: { size: " m" }, price: null, stock: 1 }],
      kept: [same(11, 0, "S")],
    }),
  ],
  [
    "puts the smallest weight first, whatever row it stands in",
    [fresh({ weight: "1kg" }), fresh({ weight: "500 g" })],
    ok({
      made: [
        { position: 0, sku: null, options: { weight: "500 g" }, price: null, stock: 1 },
        { position: 1, sku: null, options: { weight: "1kg" }, price: null, stock: 1 },
      ],
      kept: [],
    }),
  ],
  ["refuses an id that is not the product's", [kept(11), kept(99)], err([[], [{ type: "id_unknown", id: 99 }]])],
  ["refuses an id that is there twice", [kept(11), kept(11)], err([[], [{ type: "id_repeated" }]])],
  [
    "refuses options that another row has, letter case and spaces aside",
    [fresh({ size: "XL" }), fresh({ Size: "x l" })],
    err([[], [{ type: "options_repeated" }]]),
  ],
  [
    "tells the row that takes a sibling's options, not the sibling",
    [fresh({ size: "s" }), kept(11)],
    err([[{ type: "options_repeated" }], []]),
  ],
  [
    "refuses a sku of another product, of a sibling and of an earlier row",
    [fresh({ size: "1" }, { sku: "TAKEN" }), kept(12), fresh({ size: "2" }, { sku: "B" }), kept(11, { sku: "N" })],
    err([[{ type: "sku_taken" }], [], [{ type: "sku_taken" }], []]),
  ],
];

for (const [it, given, then] of rows) {
  Deno.test(`a plan of variants ${it}`, () => assert.deepEqual(planVariants(present, given, ["TAKEN"]), then));
}
