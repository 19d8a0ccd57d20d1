import type { Access } from "../auth.ts";
import type { Described } from "../operation.ts";

const callers: Readonly<Record<Access, string>> = {
  public: "Anyone. A bad cookie is ignored, a bad `Authorization` is 401.",
  customer: "Whoever is signed in.",
  staff: "Staff; anyone else who is signed in gets 403.",
  shopper: "Whoever is signed in, or a guest with `X-Cart-Token`.",
  anyone: "Anyone, signed in or not.",
  leaving: "Anyone. Bad credentials are ignored.",
  ignored: "Anyone. Credentials are not looked at.",
  login: "Anyone. Credentials are not looked at; a foreign page is 403.",
};

const costs: Readonly<Record<number, string>> = {
  1: "One round trip to the database.",
  2: "Two round trips to the database; up to four when somebody else changed the same things meanwhile.",
};

/** Whose the thing in the path may be. */
function owner({ names }: Described): string {
  const named = names.find(({ by }) => by === "path");
  if (named === undefined || named.others === "allowed") return "";
  return ` Somebody else's ${named.thing} is ${named.others}${named.staff === "allowed" ? ", except to staff" : ""}.`;
}

const asks = (spec: Described, header: string): boolean => header in (spec.headers?.shape ?? {});
const takes = (spec: Described, parameter: string): boolean => parameter in (spec.query?.shape ?? {});

/** What the operation's own data say of it: each fact with its name, as the document lists them. */
export function factsOf(spec: Described): readonly (readonly [name: string, fact: string])[] {
  const facts: (readonly [string, string] | false)[] = [
    ["Who", callers[spec.access] + owner(spec)],
    asks(spec, "X-Cart-Id") && [
      "Which cart",
      "My default one, or the open cart of mine that `X-Cart-Id` names; another's is 404.",
    ],
    takes(spec, "cursor") && takes(spec, "page") && [
      "List",
      'An array of at most `limit`; the `Link` header with `rel="next"` leads on, as long as there is more. With ' +
      "`page`, an object with `count`, `next`, `previous` and `results`.",
    ],
    spec.cached === true &&
    ["Cache", "Carries an `ETag`; asked with it in `If-None-Match`, it is 304 while nothing changed."],
    asks(spec, "If-Match") && ["Edit", "With `If-Match` it is 412 when the thing was changed since that `ETag`."],
    asks(spec, "Idempotency-Key") && [
      "Retry",
      "With an `Idempotency-Key` it may be sent again: the first answer comes again, with `Idempotency-Replayed: true`.",
    ],
    "throttled" in spec.errors && ["Limit", "Too often, it is 429, and `Retry-After` says when it is not."],
    ["Cost", costs[spec.roundTrips] ?? `${spec.roundTrips} round trips to the database.`],
  ];
  return facts.filter((fact) => fact !== false);
}

/** An operation's description: its own words, then its facts. */
export const describe = (spec: Described): string =>
  [spec.description, factsOf(spec).map(([name, fact]) => `- **${name}:** ${fact}`).join("\n")].join("\n\n");
