import * as z from "zod";

/** The answers' shared parts. Times are ISO 8601 UTC, money a text with 2 decimals. */
export const Id = z.int().min(1).meta({ id: "Id", description: "An id; ids are never used again.", example: 1 });
export const IdOrNull = z.union([Id, z.null()]);
export const MoneyText = z.string().regex(/^\d+\.\d{2}$/).meta({
  id: "Money",
  description: "An amount in the shop's currency, with 2 decimals.",
  example: "1400.00",
});
export const Time = z.iso.datetime().meta({
  id: "Time",
  description: "ISO 8601, UTC.",
  example: "2025-04-17T13:24:08.869Z",
});
/** A text of an answer, with what it may say. */
export const said = (example: string) => z.string().meta({ example });
export const Currency = said("NPR").meta({ id: "Currency", description: "ISO 4217.", example: "NPR" });
export const Message = z.object({ message: said("Done") }).meta({ id: "Message" });
export const Options = z.record(z.string(), z.string()).meta({
  id: "Options",
  description: "What tells a variant from its siblings.",
  example: { size: "S" },
});
export const VariantRef = {
  variant: IdOrNull.meta({ description: "The variant; null for a product without variants." }),
  variant_options: z.union([Options, z.null()]),
};
