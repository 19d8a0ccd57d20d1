import * as z from "zod";
import type { ProductInvalid } from "../../../core/catalog/product.ts";
import { type RowFault, STOCK_MAX, VARIANTS_MAX } from "../../../core/catalog/variants.ts";
import { PRICE_MAX } from "../../../core/values.ts";
import type { FieldErrors } from "../problem.ts";
import { type Kind, nullable, optional, required } from "../wire.ts";
import { listOf } from "../wire_lists.ts";
import { amount, idKind, integer } from "../wire_numbers.ts";
import { blankText, text } from "../wire_texts.ts";
import { imageField } from "./image.ts";
import { OPTION_MAX, options } from "./options.ts";
import { words } from "../words.ts";

const price = amount(10, PRICE_MAX);
const stock = integer({ min: 0, max: STOCK_MAX });

/** A product's stock: as read it may be the sum of all variants', which only the core can tell from its own. */
const stockOrSum: Kind<number> = {
  ...stock,
  read: (given) => {
    const sum = integer({ min: 0, max: VARIANTS_MAX * STOCK_MAX }).read(given);
    return "value" in sum ? sum : stock.read(given);
  },
};

const sku = nullable(blankText(64), "", words({ description: "Made when not given." }));
const optionsExample = { example: { size: "S" } };

const NewVariant = z.object({
  sku,
  options: required(options, optionsExample),
  price: optional(price, undefined, words({ description: "The product's price when not given." })),
  stock: required(stock, { example: 5 }),
});

const VariantById = z.object({
  id: required(idKind, words({ description: "A variant that is there: what is not given stays." })),
  sku,
  options: optional(options, undefined, optionsExample),
  price: optional(price, undefined),
  stock: optional(stock, undefined, { example: 5 }),
});

const isNew = (item: Readonly<Record<string, unknown>>): boolean => item.id === undefined || item.id === null;

const Row = z.union([VariantById, NewVariant]);

/** A row of variants as it was read; one without `id` is a new one. */
export type RowRead = z.output<typeof Row>;
export type NewRowRead = z.output<typeof NewVariant>;

const changedVariants = listOf<RowRead>(Row, 0, VARIANTS_MAX, (item) => isNew(item) ? NewVariant : VariantById);

const name = text(255);
const description = blankText(20_000);
const colorOrSize = blankText(OPTION_MAX);
const named = { example: "Blue Jacket" };
const priced = { example: "1400.00" };
const inCategory = words({ example: 1, description: "A category's id." });

/** What a product is made of. */
export const NewProductBody = z.object({
  name: required(name, named),
  price: required(price, priced),
  category: required(idKind, inCategory),
  description: optional(description, "", { default: "", example: "Waxed cotton." }),
  color: optional(colorOrSize, "", { default: "", example: "Blue" }),
  size: optional(colorOrSize, "", { default: "", example: "L" }),
  stock: optional(stockOrSum, 0, { default: 0, example: 12 }),
  image: imageField(null),
  variants: optional(
    listOf(NewVariant, 0, VARIANTS_MAX),
    [],
    words({
      description: "The ways in which it is sold, in their order; weights stand by mass. The first is the default.",
    }),
  ),
}).meta(words({ id: "NewProduct", description: "A new product, with its variants if it has any." }));

const changed = {
  description: optional(description, undefined),
  color: optional(colorOrSize, undefined),
  size: optional(colorOrSize, undefined),
  stock: optional(stockOrSum, undefined, words({ description: "Of a product with variants it is theirs to say." })),
  image: imageField(undefined),
  variants: optional(
    changedVariants,
    undefined,
    words({
      description: "The list that is left: rows with `id` are changed, rows without are made, those not named go.",
    }),
  ),
};

/** What a product is replaced by: what is not given stays. */
export const ReplaceProductBody = z.object({
  name: required(name, named),
  price: required(price, priced),
  category: required(idKind, inCategory),
  ...changed,
}).meta(words({ id: "ReplaceProduct", description: "Name, price and category, and whatever else is to change." }));

/** What is changed of a product. */
export const ChangeProductBody = z.object({
  name: optional(name, undefined, named),
  price: optional(price, undefined, priced),
  category: optional(idKind, undefined, inCategory),
  ...changed,
}).meta(words({ id: "ChangeProduct", description: "Whatever is to change." }));

export type ChangeRead = z.output<typeof ChangeProductBody>;

const rowErrors = (faults: readonly RowFault[]): FieldErrors =>
  Object.fromEntries(faults.map((fault): [string, string[]] => {
    switch (fault.type) {
      case "id_unknown":
        return ["id", [`Invalid pk "${fault.id}" - object does not exist.`]];
      case "id_repeated":
        return ["id", ["Each variant may be named once."]];
      case "options_repeated":
        return ["options", ["Each variant needs options of its own."]];
      case "sku_taken":
        return ["sku", ["variant with this sku already exists."]];
    }
  }));

/** What is wrong with a product, by the fields of its body. */
export const productErrors = ({ noCategory, emptied, rows, onVariants, tooMany }: ProductInvalid): FieldErrors => ({
  ...(noCategory === null ? {} : { category: [`Invalid pk "${noCategory}" - object does not exist.`] }),
  ...(emptied ? { variants: ["This list may not be empty."] } : {}),
  ...(rows.length > 0 ? { variants: rows.map(rowErrors) } : {}),
  ...Object.fromEntries(onVariants.map((field) => [field, [`This product has variants: their ${field} is theirs.`]])),
  ...(tooMany ? { stock: [`Ensure this value is less than or equal to ${STOCK_MAX}.`] } : {}),
});
