/** A JSON value as YAML 1.2: block style, every text in double quotes. */
export const yaml = (value: unknown): string => block(value, "").trimStart() + "\n";

function block(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return " []";
    return value.map((item) => `\n${indent}-${nested(item, indent)}`).join("");
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (entries.length === 0) return " {}";
    return entries.map(([key, item]) => `\n${indent}${JSON.stringify(key)}:${nested(item, indent)}`).join("");
  }
  return ` ${JSON.stringify(value)}`;
}

const nested = (value: unknown, indent: string): string => block(value, indent + "  ");
