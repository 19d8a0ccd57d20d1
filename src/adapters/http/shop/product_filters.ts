import * as z from "zod";
import { PRICE_MAX } from "../../../core/values.ts";
import { listParameters } from "../lists.ts";
import { type Kind, optional } from "../wire.ts";
import { amount } from "../wire_numbers.ts";
import { anyText, blankText, checked } from "../wire_texts.ts";
import { words } from "../words.ts";

export type Filter = {
  readonly category?: number | string | undefined;
  readonly search?: string | undefined;
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  readonly color?: string | undefined;
  readonly size?: string | undefined;
  readonly inStock?: boolean | undefined;
};

const orderings = ["id", "price", "name", "created_at", "average_rating"] as const;
export type Ordering = { readonly by: typeof orderings[number]; readonly descending: boolean };

export const orderingNames = [
  "price",
  "-price",
  "name",
  "created_at",
  "-created_at",
  "average_rating",
  "-average_rating",
] as const;

/** An ordering by its name; one that is not listed is no ordering. */
const orderingKind: Kind<Ordering> = checked(
  anyText,
  (given) => {
    const by = orderings.find((name) => name === given.replace(/^-/, ""));
    const isListed = (orderingNames as readonly string[]).includes(given);
    return isListed && by !== undefined ? { by, descending: given.startsWith("-") } : { by: "id", descending: false };
  },
  "",
  { enum: orderingNames },
);

const searchKind: Kind<string> = {
  ...blankText(1000),
  read: (given) => blankText(1000).read(typeof given === "string" ? given.replaceAll("\0", " ") : given),
};

export const inStockChoices = ["true", "1", "false", "0"] as const;

const inStockKind = checked(
  blankText(100),
  (given): { only: boolean } | null =>
    given === "true" || given === "1" ? { only: true } : given === "false" || given === "0" ? { only: false } : null,
  (given) => `"${given}" is not a valid choice.`,
  { enum: inStockChoices },
);

/** A bound of a price, in minor units: any amount, those beyond every price as the nearest that can be compared. */
const bound: Kind<number> = {
  ...amount(60, Infinity, -Infinity),
  read: (given) => {
    const read = amount(60, Infinity, -Infinity).read(given);
    return "value" in read ? { value: Math.max(-1, Math.min(read.value, PRICE_MAX + 1)) } : read;
  },
};

export const filters = {
  category: optional(blankText(1000), undefined, words({ description: "A category's id or slug." })),
  search: optional(
    searchKind,
    undefined,
    words({
      description: "Every word must begin a word of the name or the description; letter case and accents aside. " +
        "In scripts without spaces a word begins at each letter.",
    }),
  ),
  min_price: optional(bound, undefined),
  max_price: optional(bound, undefined),
  color: optional(
    blankText(1000),
    undefined,
    words({ description: "The product's own or a variant's, letter case aside." }),
  ),
  size: optional(
    blankText(1000),
    undefined,
    words({ description: "The product's own or a variant's, letter case aside." }),
  ),
  in_stock: optional(
    inStockKind,
    undefined,
    words({ description: "`true` or `1`; `false` or `0` for what is sold out." }),
  ),
  ordering: optional(
    orderingKind,
    { by: "id", descending: false } as const,
    words({ description: "By id when it is not given; one that is not listed is ignored." }),
  ),
};

/** What a list of products takes. */
export const productQuery = z.object({ ...filters, ...listParameters });

type ProductQuery = z.output<typeof productQuery>;

/** What a list's cursors belong to. */
export const sortingOf = ({ by, descending }: Ordering): string => `${descending ? "-" : ""}${by}`;

/** A category is meant by its id when it is all digits, else by its slug. */
export const categoryRef = (given: string | undefined): number | string | undefined =>
  given !== undefined && /^\d+$/.test(given) ? Math.min(Number(given), Number.MAX_SAFE_INTEGER) : given;

export const readFilter = (query: ProductQuery): Filter => ({
  category: categoryRef(query.category),
  search: query.search,
  minPrice: query.min_price,
  maxPrice: query.max_price,
  color: query.color,
  size: query.size,
  inStock: query.in_stock?.only,
});
