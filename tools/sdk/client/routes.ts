/** What an operation is beyond its types. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** It is for who is signed in. */
  readonly session?: true;
  /** It is for a guest with a cart's token too. */
  readonly guest?: true;
  /** It changes what is in a cart. */
  readonly changesCart?: true;
  /** It makes an order, and knows a repetition by its key. */
  readonly keyed?: true;
  /** Its answer is a page of a list. */
  readonly list?: true;
}

/** What a caller gave, by name. */
export type Given = Readonly<Record<string, unknown>>;

/** What a caller may set of a request's headers: the option, by the header. */
export const headerOptions: Readonly<Record<string, string>> = {
  "Idempotency-Key": "idempotencyKey",
  "If-Match": "ifMatch",
  "X-Cart-Id": "cartId",
};

/** The headers that a caller set. */
export const headersOf = (how: Given): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headerOptions).flatMap(([header, name]) =>
      how[name] === undefined ? [] : [[header, String(how[name])]]
    ),
  );

/** Where an operation's request goes, and its body: what its path does not name is the query or the body. */
export function targetOf({ method, path }: Route, shop: string, input: Given): { url: URL; body: string | undefined } {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const named = path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  const url = new URL(shop + named);
  if (method !== "GET" && method !== "DELETE") {
    return { url, body: rest.size === 0 ? undefined : JSON.stringify(Object.fromEntries(rest)) };
  }
  for (const [name, value] of rest) url.searchParams.set(name, String(value));
  return { url, body: undefined };
}
