import * as z from "zod";
import { named, words } from "../words.ts";

/** The answers' shared parts. Times are ISO 8601 UTC, money a text with 2 decimals. */
export const Id = z.int().min(1).meta(named("Id", "An id of a thing of its kind; it is never used again."));
export const IdOrNull = z.union([Id, z.null()]);
export const MoneyText = z.string().regex(/^\d+\.\d{2}$/).meta(
  named("Money", "An amount in the shop's currency, as a text with 2 decimals.", "1400.00"),
);
export const MoneyNumber = z.number().meta(
  named(
    "MoneyNumber",
    "An amount in the shop's currency as a number, the one place where older clients expect it.",
    2800,
  ),
);
export const Time = z.iso.datetime().meta(named("Time", "ISO 8601, in UTC.", "2025-04-17T13:24:08.869Z"));
export const Picture = z.union([z.url(), z.null()]).meta(
  named("Picture", "A picture's absolute address, or null for none.", "https://shop.example/media/white-jacket.svg"),
);
export const Currency = z.string().meta(named("Currency", "An ISO 4217 code.", "NPR"));
/** A text of an answer, with what it may say. */
export const said = (example: string) => z.string().meta({ example });
/** How many there are in stock. */
export const Stock = z.int().min(0).meta({ example: 12 });
/** How many are collected or were sold. */
export const Units = z.int().min(1).meta({ example: 2 });
/** The mean of a product's ratings. */
export const Average = z.number().min(0).max(5).meta(
  words({ description: "The mean of its stars, to 2 decimals; 0 when nobody rated it.", example: 4.5 }),
);
export const Message = z.object({ message: z.string() }).meta(
  words({ id: "Message", description: "That it is done, in a sentence; what counts is the status." }),
);
export const Options = z.record(z.string(), z.string()).meta(
  named("Options", "What tells a variant from its siblings: names and values.", { size: "S" }),
);
export const VariantRef = {
  variant: IdOrNull.meta(words({ description: "The variant; null for a product without variants.", example: null })),
  variant_options: z.union([Options, z.null()]).meta(words({ description: "The variant's.", example: null })),
};
