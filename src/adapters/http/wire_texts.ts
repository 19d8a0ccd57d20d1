import { type Kind, message, type Meta, type Read, value } from "./wire.ts";

const BLANK = "This field may not be blank.";

/** What stands in a text field is trimmed; NUL and lone surrogates are refused. */
function readText(given: unknown, max: number, trim: boolean): Read<string> {
  if (typeof given === "number" && Number.isFinite(given)) return readText(String(given), max, trim);
  if (typeof given !== "string") return message("Not a valid string.");
  if (given.includes("\0")) return message("Null characters are not allowed.");
  if (!given.isWellFormed()) return message("Not a valid string.");
  const text = trim ? given.trim() : given;
  if ([...text].length > max) return message(`Ensure this field has no more than ${max} characters.`);
  return value(text);
}

/** A text of 1 to `max` characters. */
export const text = (max: number): Kind<string> => ({
  read: (given) => {
    const read = readText(given, max, true);
    return "value" in read && read.value === "" ? message(BLANK) : read;
  },
  describe: { type: "string", minLength: 1, maxLength: max },
});

/** A text of up to `max` characters. */
export const blankText = (max: number): Kind<string> => ({
  read: (given) => readText(given, max, true),
  describe: { type: "string", maxLength: max },
});

/** Whatever a parameter says, for one that no text can make wrong by itself. */
export const anyText: Kind<string> = { read: (given) => value(String(given)), describe: { type: "string" } };

/** A text of 1 to `max` characters as it came, for what stands inside an object. */
export const exactText = (max: number): Kind<string> => ({
  read: (given) => {
    const read = readText(given, max, false);
    return "value" in read && read.value.trim() === "" ? message(BLANK) : read;
  },
  describe: { type: "string", minLength: 1, maxLength: max },
});

/** An absolute http(s) URL; a blank one is null. */
export const webUrl = (max: number): Kind<string | null> => ({
  read: (given) => {
    const read = readText(given, max, true);
    if (!("value" in read)) return read;
    if (read.value === "") return value(null);
    const isUrl = /^https?:\/\/[^\s\p{Cc}/?#][^\s\p{Cc}]*$/iu.test(read.value) && URL.canParse(read.value);
    return isUrl ? value(read.value) : message("Enter a valid URL.");
  },
  describe: { type: "string", format: "uri", maxLength: max },
});

/** A password as it was typed, of `min` to `max` characters. */
export const secret = (min: number, max: number): Kind<string> => ({
  read: (given) => {
    const read = readText(given, max, false);
    if (!("value" in read)) return read;
    if (read.value === "") return message(BLANK);
    return [...read.value].length < min
      ? message(`This password is too short. It must contain at least ${min} characters.`)
      : read;
  },
  describe: { type: "string", format: "password", minLength: min, maxLength: max },
});

/** A text of `kind` that passes one more check; `wrong` says so when it does not. */
export const checked = <T>(
  kind: Kind<string>,
  check: (text: string) => T | null,
  wrong: string | ((text: string) => string),
  describe: Meta = {},
): Kind<T> => ({
  read: (given) => {
    const read = kind.read(given);
    if (!("value" in read)) return read;
    const passed = check(read.value);
    if (passed !== null) return value(passed);
    return message(typeof wrong === "string" ? wrong : wrong(read.value));
  },
  describe: { ...kind.describe, ...describe },
});

/** One of the names, letter case aside. */
export const choice = <const N extends string>(names: readonly N[]): Kind<N> => ({
  ...checked(
    blankText(1000),
    (given) => names.find((name) => name.toLowerCase() === given.toLowerCase()) ?? null,
    (given) => `"${given}" is not a valid choice.`,
  ),
  describe: { type: "string", enum: names },
});

/** True or false, also as a text, as DRF has it. */
export const boolean: Kind<boolean> = {
  read: (given) => {
    const said = typeof given === "string" ? given.trim().toLowerCase() : given;
    if (said === true || said === "true" || said === "1" || said === 1) return value(true);
    if (said === false || said === "false" || said === "0" || said === 0) return value(false);
    return message("Must be a valid boolean.");
  },
  describe: { type: "boolean" },
};

/** How deep an object may be: what is kept must be read again inside of others, and SQLite reads 1,000 levels. */
const DEPTH_MAX = 100;

/** A text, or an object that is kept as it is. */
export const textOrObject = (max: number, maxBytes: number): Kind<string | Record<string, unknown>> => ({
  read: (given) => {
    if (typeof given === "string") return readText(given, max, true);
    if (typeof given !== "object" || given === null || Array.isArray(given) || !isPlain(given)) {
      return message("Not a valid string.");
    }
    const json = JSON.stringify(given);
    if (new TextEncoder().encode(json).length > maxBytes) {
      return message(`Ensure this field has no more than ${maxBytes} bytes.`);
    }
    const escapes = json.replaceAll("\\\\", "");
    if (escapes.includes("\\u0000")) return message("Null characters are not allowed.");
    if (/\\ud[89a-f]/.test(escapes)) return message("Not a valid string.");
    if (depth(given) > DEPTH_MAX) return message(`Ensure this field has no more than ${DEPTH_MAX} levels.`);
    return value(given as Record<string, unknown>);
  },
  describe: { type: ["string", "object"], maxLength: max },
});

const depth = (given: unknown): number =>
  typeof given === "object" && given !== null ? 1 + Math.max(0, ...Object.values(given).map(depth)) : 0;

const isPlain = (given: object): boolean => Object.getPrototypeOf(given) === Object.prototype;
