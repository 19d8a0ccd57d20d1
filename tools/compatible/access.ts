import { type Document, type Json, type Operation, type Pair, withoutProse } from "./document.ts";

/** Who may call, as the document says it; those who are let in by each. */
const letIn: Readonly<Record<string, readonly string[]>> = {
  staff: ["staff"],
  customer: ["staff", "customer"],
  shopper: ["staff", "customer", "guest"],
};
const everyone = ["staff", "customer", "guest", "anyone"];

/** The ways to be let in; an empty one is no credentials at all. */
const waysOf = ({ security = [] }: Operation): readonly (readonly string[])[] =>
  security.length === 0 ? [[]] : security.map((way) => Object.keys(way));

/** Who was let in and is not any more. */
export function* accessBreaks({ old, next }: Pair): Generator<string> {
  for (const way of waysOf(old)) {
    const isEnough = waysOf(next).some((wanted) => wanted.every((scheme) => way.includes(scheme)));
    if (!isEnough) yield `${way.join(" and ") || "no credentials"} no longer enough`;
  }
  const [was, is] = [old, next].map((spec) => letIn[spec["x-access"]?.callers ?? ""] ?? everyone);
  for (const caller of was ?? []) if (!is?.includes(caller)) yield `${caller} no longer let in`;
  for (const rule of old["x-access"]?.names ?? []) {
    const same = (it: Json) => it.thing === rule.thing && JSON.stringify(it.by) === JSON.stringify(rule.by);
    const now = next["x-access"]?.names.find(same);
    for (const whose of ["others", "staff"]) {
      if (rule[whose] === "allowed" && now !== undefined && now[whose] !== "allowed") {
        yield `${rule.thing} no longer allowed to ${whose}`;
      }
    }
  }
}

/** The credentials that are gone, or that are given in another way. */
export function* credentialBreaks(old: Document, next: Document): Generator<string> {
  for (const [name, scheme] of Object.entries(old.components.securitySchemes ?? {})) {
    const now = next.components.securitySchemes?.[name];
    const isSame = JSON.stringify(withoutProse(scheme)) === JSON.stringify(withoutProse(now));
    if (!isSame) yield `the credential ${name} is gone or another one`;
  }
}
