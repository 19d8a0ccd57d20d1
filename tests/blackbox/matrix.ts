import { arrange, type Arranged, guestCart, type Relation, send } from "./arrange.ts";
import type { Cast } from "./cast.ts";
import type { Document, Named, Operation } from "./documented.ts";

/** What is expected: a success, or the status of a refusal. */
type Expected = "allowed" | 400 | 401 | 403 | 404;

const nobody = [
  "anonymous",
  "garbage token",
  "expired token",
  "ended session",
  "ended staff session",
  "deleted user",
] as const;
const somebody = ["customer", "other", "staff"] as const;
const customers = ["customer", "other", "ended session", "deleted user"] as const;
type Caller = typeof nobody[number] | typeof somebody[number] | "guest";

/** What an access lets in, by the credential alone: its part of the contract, in one place. */
const letsIn: Readonly<Record<string, (caller: Caller) => Expected>> = {
  public: (caller) => caller === "garbage token" || caller === "expired token" ? 401 : "allowed",
  ignored: () => "allowed",
  login: () => "allowed",
  leaving: () => "allowed",
  anyone: (caller) => nobody.some((it) => it === caller && it !== "anonymous") ? 401 : "allowed",
  customer: (caller) => somebody.some((it) => it === caller) ? "allowed" : 401,
  shopper: (caller) => caller === "guest" || somebody.some((it) => it === caller) ? "allowed" : 401,
  // A customer's token shows that it is no staff's: 403, before the database is asked whether the session stands.
  staff: (caller) => caller === "staff" ? "allowed" : customers.some((it) => it === caller) ? 403 : 401,
};

/** What someone gets who is let in, by the owner rule of what is named. */
const reach = (named: Named, caller: Caller, relation: Relation): Expected => {
  if (relation === "own") return "allowed";
  if (relation === "missing") return named.missing;
  return caller === "staff" ? named.staff : named.others;
};

/** One cell: who asks for what, and what was expected and came where the two differ. */
type Cell = { readonly cell: string; readonly expected: Expected; readonly got: number };

/**
 * The permission matrix of a shop, generated from its document: every operation x every caller x every relation to what
 * is named. Returns the number of cells and those that differ from what the operation declares.
 */
export async function permissionMatrix(
  cast: Cast,
  { operations }: Document,
): Promise<{ cells: number; wrong: readonly Cell[] }> {
  const wrong: Cell[] = [];
  let cells = 0;
  for (const operation of operations) {
    const { names } = operation.documented["x-access"];
    const varied: readonly (readonly [Named | null, readonly Relation[]])[] = names.length === 0
      ? [[null, ["own"]]]
      : names.map((name) => [name, ["own", "foreign", "missing"]]);
    for (const [name, relations] of varied) {
      for (const relation of relations) {
        for (const caller of [...nobody, ...somebody, "guest"] as const) {
          const expected = expectation(operation, caller, name, relation);
          const got = await ask(cast, operation, caller, name, relation);
          cells++;
          if (expected === "allowed" ? got >= 300 : got !== expected) {
            wrong.push({ cell: `${operation.id}: ${caller}, ${relation} ${name?.thing ?? ""}`, expected, got });
          }
        }
      }
    }
  }
  return { cells, wrong };
}

function expectation(operation: Operation, caller: Caller, name: Named | null, relation: Relation): Expected {
  const { callers } = operation.documented["x-access"];
  const admitted = letsIn[callers]?.(caller);
  if (admitted === undefined) throw new Error(`${operation.id} declares nothing about who may call`);
  const anonymous = !somebody.some((it) => it === caller);
  // A guest names a cart by the token: the header that names a customer's is not theirs to use.
  if (admitted !== "allowed" || name === null || (anonymous && name.by === "X-Cart-Id")) return admitted;
  return anonymous && relation === "foreign" ? name.others : reach(name, caller, relation);
}

/** Who is refused by the credential alone is refused whatever is named, there or not. */
const nothingArranged = ({ path, documented }: Operation): Arranged => ({
  path: path.replace("{session}", crypto.randomUUID()).replace(/\{\w+\}/, "1"),
  token: null,
  headers: {},
  body: documented.requestBody?.content["application/json"]?.example as Arranged["body"] ?? null,
});

async function ask(
  cast: Cast,
  operation: Operation,
  caller: Caller,
  name: Named | null,
  relation: Relation,
): Promise<number> {
  const { url, bad } = cast;
  const sender = caller === "customer" || caller === "other" || caller === "staff" ? cast[caller] : cast.customer;
  const { callers } = operation.documented["x-access"];
  const arranged = letsIn[callers]?.(caller) === "allowed"
    ? await arrange(cast, operation, sender, name, relation)
    : nothingArranged(operation);
  const as = caller === "guest"
    ? { ...arranged, token: null, headers: { ...arranged.headers, "X-Cart-Token": await guestCart(url) } }
    : caller === "anonymous"
    ? { ...arranged, token: null }
    : caller in bad
    ? { ...arranged, token: bad[caller as keyof typeof bad] }
    : { ...arranged, token: arranged.token ?? sender.token };
  return (await send(url, operation.method, as)).status;
}
