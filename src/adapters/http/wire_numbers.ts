import { type Kind, message, value } from "./wire.ts";

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

const wholeNumber = (given: string): number => /^[+-]?\d+(\.0*)?$/.test(given) ? Number(given) : NaN;

/** The id of a thing that may not be there: any whole number, so that one that is not there is told as that. */
export const idKind: Kind<number> = { ...integer(), describe: { type: "integer", "x-named": "Id" } };

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
  describe: { type: ["string", "number"], "x-named": "Amount" },
});

/** Moves the decimal point: the digits before and after it, without leading and trailing zeros. */
function shift(whole: string, fraction: string, by: number): { whole: string; fraction: string } {
  const all = whole + fraction;
  const point = whole.length + by;
  const before = point <= 0 ? "" : all.slice(0, point).padEnd(point, "0");
  const behind = point <= 0 ? "0".repeat(-point) + all : all.slice(point);
  return { whole: before.replace(/^0+/, ""), fraction: behind.replace(/0+$/, "") };
}
