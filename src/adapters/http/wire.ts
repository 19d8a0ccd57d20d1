import * as z from "zod";

/** What one value of a request is read as, or the message that says why it cannot be. */
type Read<T> = { readonly value: T } | { readonly message: string };

const value = <T>(read: T): Read<T> => ({ value: read });
const message = (text: string): Read<never> => ({ message: text });

type Meta = Readonly<Record<string, unknown>>;

/** A reader of one kind of value. `describe` is its part of the OpenAPI document. */
export type Kind<T> = { readonly read: (given: unknown) => Read<T>; readonly describe: Meta };

const REQUIRED = "This field is required.";
const NULL = "This field may not be null.";
const BLANK = "This field may not be blank.";

const run = <T>(kind: Kind<T>, given: unknown, context: z.core.$RefinementCtx): T => {
  const read = kind.read(given);
  if ("value" in read) return read.value;
  context.addIssue({ code: "custom", message: read.message });
  return z.NEVER;
};

/** A field that must be there and not null. */
export const required = <T>(kind: Kind<T>, meta: Meta = {}) =>
  z.unknown().transform((given, context): T =>
    given === undefined
      ? run({ ...kind, read: () => message(REQUIRED) }, given, context)
      : given === null
      ? run({ ...kind, read: () => message(NULL) }, given, context)
      : run(kind, given, context)
  ).meta({ ...kind.describe, ...meta });

/** A field that may be left out, and then is `fallback`; null is refused. */
export const optional = <T, F>(kind: Kind<T>, fallback: F, meta: Meta = {}) =>
  z.unknown().optional().transform((given, context): T | F =>
    given === undefined
      ? fallback
      : given === null
      ? run({ ...kind, read: () => message(NULL) }, given, context)
      : run(kind, given, context)
  ).meta({ ...kind.describe, ...meta });

/** A field that may be left out or null, and then is `fallback`. */
export const nullable = <T, F>(kind: Kind<T>, fallback: F, meta: Meta = {}) =>
  z.unknown().optional().transform((given, context): T | F =>
    given === undefined || given === null ? fallback : run(kind, given, context)
  ).meta({ ...kind.describe, type: [kind.describe.type, "null"].flat(), ...meta });

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

/** A whole number, also as a text such as `"2"`; a boolean is none. */
export const integer = (bounds: { readonly min?: number; readonly max?: number } = {}): Kind<number> => {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = bounds;
  return {
    read: (given) => {
      const whole = typeof given === "number" ? given : typeof given === "string" ? wholeNumber(given.trim()) : NaN;
      if (Number.isNaN(whole) || (Number.isFinite(whole) && !Number.isInteger(whole))) {
        return message("A valid integer is required.");
      }
      if (whole < min) return message(`Ensure this value is greater than or equal to ${min}.`);
      if (whole > max) return message(`Ensure this value is less than or equal to ${max}.`);
      return value(whole === 0 ? 0 : whole);
    },
    describe: {
      type: "integer",
      ...(bounds.min === undefined ? {} : { minimum: min }),
      ...(bounds.max === undefined ? {} : { maximum: max }),
    },
  };
};

const wholeNumber = (given: string): number => /^[+-]?\d{1,400}(\.0*)?$/.test(given) ? Number(given) : NaN;

/** An amount of money with up to 2 decimals, also as a text, in minor units from `min` to `max`, both safe integers. */
export const amount = (digits: number, max: number, min = 0): Kind<number> => ({
  read: (given) => {
    const match = typeof given === "number" || typeof given === "string"
      ? /^([+-]?)(\d{0,50})(?:\.(\d{0,50}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(String(given).trim())
      : null;
    if (match === null) return message("A valid number is required.");
    const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
    if (whole + fraction === "") return message("A valid number is required.");
    const shifted = shift(whole, fraction, Number(exponent));
    if (shifted.fraction.length > 2) return message("Ensure that there are no more than 2 decimal places.");
    if (shifted.whole.length + 2 > digits) {
      return message(`Ensure that there are no more than ${digits} digits in total.`);
    }
    const minor = Number(shifted.whole + shifted.fraction.padEnd(2, "0")) * (sign === "-" ? -1 : 1);
    if (minor < min) return message(`Ensure this value is greater than or equal to ${min / 100}.`);
    if (minor > max) return message(`Ensure this value is less than or equal to ${max / 100}.`);
    return value(minor === 0 ? 0 : minor);
  },
  describe: { type: ["string", "number"], example: "1400.00" },
});

/** Moves the decimal point: the digits before and after it, without leading and trailing zeros. */
function shift(whole: string, fraction: string, by: number): { whole: string; fraction: string } {
  const all = whole + fraction;
  const point = whole.length + by;
  const before = point <= 0 ? "" : all.slice(0, point).padEnd(point, "0");
  const behind = point <= 0 ? "0".repeat(-point) + all : all.slice(point);
  return { whole: before.replace(/^0+/, ""), fraction: behind.replace(/0+$/, "") };
}

/** A text, or an object that is kept as it is. */
export const textOrObject = (max: number, maxBytes: number): Kind<string | Record<string, unknown>> => ({
  read: (given) => {
    if (typeof given === "string") return readText(given, max, true);
    if (typeof given !== "object" || given === null || Array.isArray(given) || !isPlain(given)) {
      return message("Not a valid string.");
    }
    const json = JSON.stringify(given);
    if (/\\u0000|\\ud[89a-f]/i.test(json)) return message("Null characters are not allowed.");
    if (new TextEncoder().encode(json).length > maxBytes) {
      return message(`Ensure this field has no more than ${maxBytes} bytes.`);
    }
    return value(given as Record<string, unknown>);
  },
  describe: { type: ["string", "object"], maxLength: max },
});

const isPlain = (given: object): boolean => Object.getPrototypeOf(given) === Object.prototype;
