import { err, ok, type Result } from "../result.ts";
import type { Money } from "../values.ts";
import { type Options, optionsKey } from "./options.ts";
import { byMass } from "./weight.ts";

/** At most this many variants of a product. */
export const VARIANTS_MAX = 100;

/** The most units of one thing that staff may say are there. */
export const STOCK_MAX = 1_000_000_000;

/** A variant on sale. */
export type Variant = {
  readonly id: number;
  readonly sku: string;
  readonly options: Options;
};

/** A variant that staff want made. Without `sku` one is made; without `price` it costs what the product does. */
export type NewRow = {
  readonly id?: undefined;
  readonly sku: string | undefined;
  readonly options: Options;
  readonly price: Money | undefined;
  readonly stock: number;
};

/** A variant of the product that staff want kept; what is undefined stays as it is. */
export type KeptRow = {
  readonly id: number;
  readonly sku: string | undefined;
  readonly options: Options | undefined;
  readonly price: Money | undefined;
  readonly stock: number | undefined;
};

export type VariantRow = NewRow | KeptRow;

/** What is wrong with a row: it names no variant of the product, or repeats what another one has. */
export type RowFault =
  | { readonly type: "id_unknown"; readonly id: number }
  | { readonly type: "id_repeated" | "options_repeated" | "sku_taken" };

/** `sku` null is made, `price` null the product's. */
export type NewVariant = {
  readonly position: number;
  readonly sku: string | null;
  readonly options: Options;
  readonly price: Money | null;
  readonly stock: number;
};

/** `sku`, `price` and `stock` null stay, whatever they have come to. */
export type KeptVariant = {
  readonly id: number;
  readonly position: number;
  readonly sku: string | null;
  readonly options: Options;
  readonly price: Money | null;
  readonly stock: number | null;
};

/** The variants that a product will have, each with its place; what it has beside them goes off sale. */
export type VariantPlan = { readonly made: readonly NewVariant[]; readonly kept: readonly KeptVariant[] };

type Merged = {
  readonly row: VariantRow;
  readonly present: Variant | undefined;
  readonly options: Options;
  readonly key: string;
  readonly sku: string | null;
};

/**
 * What becomes of a product's variants when the rows are the list that is left; weights stand by mass, all else in the
 * order given. `takenSkus` are those that other products' variants have.
 */
export function planVariants(
  present: readonly Variant[],
  rows: readonly VariantRow[],
  takenSkus: readonly string[],
): Result<VariantPlan, readonly (readonly RowFault[])[]> {
  const merged = rows.map((row): Merged => {
    const known = row.id === undefined ? undefined : present.find(({ id }) => id === row.id);
    const options = row.options ?? known?.options ?? {};
    return { row, present: known, options, key: optionsKey(options), sku: row.sku ?? known?.sku ?? null };
  });
  const faults = merged.map((_, index) => faultsOf(merged, index, takenSkus));
  if (faults.some((row) => row.length > 0)) return err(faults);
  const made: NewVariant[] = [];
  const kept: KeptVariant[] = [];
  merged.toSorted((a, b) => byMass(a.options, b.options)).forEach(({ row, options }, position) => {
    const { sku = null, price = null } = row;
    if (row.id === undefined) made.push({ position, sku, options, price, stock: row.stock });
    else kept.push({ id: row.id, position, sku, options, price, stock: row.stock ?? null });
  });
  return ok({ made, kept });
}

/** A clash is told of the row that brings it: the one that gives the value, the later one when both do. */
function faultsOf(merged: readonly Merged[], index: number, takenSkus: readonly string[]): readonly RowFault[] {
  const own = merged[index];
  if (own === undefined) return [];
  const { row, present, key, sku } = own;
  const clashes = (field: "options" | "sku", isSame: (other: Merged) => boolean) =>
    row[field] !== undefined &&
    merged.some((other, at) => at !== index && isSame(other) && (at < index || other.row[field] === undefined));
  const faults: RowFault[] = [];
  if (row.id !== undefined && present === undefined) faults.push({ type: "id_unknown", id: row.id });
  if (row.id !== undefined && merged.slice(0, index).some((other) => other.row.id === row.id)) {
    faults.push({ type: "id_repeated" });
  }
  if (clashes("options", (other) => other.key === key)) faults.push({ type: "options_repeated" });
  if (takenSkus.includes(row.sku ?? "") || clashes("sku", (other) => other.sku === sku)) {
    faults.push({ type: "sku_taken" });
  }
  return faults;
}
