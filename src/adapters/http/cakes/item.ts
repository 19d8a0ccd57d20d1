import * as z from "zod";
import type { VariantNotFound } from "../../../core/cart/cart.ts";
import type { FieldErrors } from "../problem.ts";
import { Id, MoneyText, Picture, said, Time, Units } from "../shop/schemas.ts";
import { nullable } from "../wire.ts";
import { blankText } from "../wire_texts.ts";
import { words } from "../words.ts";

const WEIGHT_MAX = 1000;

export const ItemCake = z.object({
  id: Id,
  name: said("Black Forest Cake"),
  image: Picture,
  price: MoneyText,
}).meta(words({
  id: "ItemCake",
  description: "What was chosen: a cake, or another of the shop's products.",
}));

const weightOf = z.string().nullable();

export const WeightOut = weightOf.meta(words({
  description: "Of other things their option values, joined by ` / `; null for what is sold in one way only.",
  example: "1kg",
}));

/** A line of a cart. */
export const Item = z.object({
  id: Id,
  cake: ItemCake,
  weight: WeightOut,
  size: weightOf.meta(words({ description: "The same as `weight`.", example: "1kg" })),
  quantity: Units,
  price: MoneyText,
  subtotal: MoneyText.meta(words({ example: "2800.00" })),
  created_at: Time,
  updated_at: Time,
}).meta(words({ id: "CakeItem", description: "A line of the cart, as the Cake API shows it." }));

const weightKind = nullable(blankText(WEIGHT_MAX), null, words({ description: "Another name of `weight`." }));

/** A weight by its label, under any of its names. */
export const weightFields = (otherwise: string) => ({
  weight: nullable(
    blankText(WEIGHT_MAX),
    null,
    words({
      description: `One of the cake's weights, letter case and spaces aside. ${otherwise}`,
      example: "1kg",
    }),
  ),
  size: weightKind,
  size_object: weightKind,
});

export const weightSynonyms = { weight: ["size", "size_object"] } as const;

/** The fault of a weight that the cake lacks, under the name that the request called it by. */
export const noSuchWeight = (called = "weight") => (error: VariantNotFound): FieldErrors => ({
  [called]: [`"${error.variant}" is not a valid choice.`],
});
