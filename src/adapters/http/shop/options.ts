import type { Options } from "../../../core/catalog/options.ts";
import { foldOption } from "../../../core/catalog/words.ts";
import { type Kind, message, typeName, value } from "../wire.ts";
import { exactText } from "../wire_texts.ts";

/** The most characters of an option's name or value. */
export const OPTION_MAX = 50;

/** So that a cart of 200 lines, each with its options, stays a row that every server sends. */
const OPTIONS_MAX = 10;

/** What tells a variant from its siblings: texts or numbers by name, names distinct as they are compared. */
export const options: Kind<Options> = {
  read: (given) => {
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
      return message(`Expected a dictionary of items but got type "${typeName(given)}".`);
    }
    const entries = Object.entries(given);
    if (entries.length === 0) return message("This dictionary may not be empty.");
    if (entries.length > OPTIONS_MAX) return message(`Ensure this field has no more than ${OPTIONS_MAX} elements.`);
    const read: [string, string][] = [];
    for (const pair of entries) {
      const [name, option] = pair.map((each) => exactText(OPTION_MAX).read(each));
      if (name === undefined || !("value" in name)) return name ?? message("Not a valid string.");
      if (option === undefined || !("value" in option)) return option ?? message("Not a valid string.");
      read.push([name.value, option.value]);
    }
    return new Set(read.map(([name]) => foldOption(name))).size === read.length
      ? value(Object.fromEntries(read))
      : message("Each option may be named once.");
  },
  describe: { type: "object", additionalProperties: { type: "string", maxLength: OPTION_MAX }, minProperties: 1 },
};
