/** Any JSON object of a document. */
export type Json = Readonly<Record<string, unknown>>;

/** One answer or one request body. */
export type Body = {
  readonly required?: boolean;
  readonly headers?: Json;
  readonly content?: Readonly<Record<string, { readonly schema?: Json }>>;
};

export type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Json;
};

export type Operation = {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
  readonly security?: readonly Json[];
  readonly "x-access"?: { readonly callers: string; readonly names: readonly Json[] };
};

/** An OpenAPI 3.1 document, as far as the comparison looks into it. */
export type Document = {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> } & Readonly<Record<string, Json>>;
};

/** An operation that both documents have, as `POST /api/cart/checkout/`. */
export type Pair =
  & { readonly name: string; readonly path: string; readonly method: string }
  & {
    readonly [When in "old" | "next"]: Operation;
  };

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An operation with what it refers to in the place of its references, down to its schemas. */
function plain(spec: Operation, document: Document): Operation {
  const at = <T extends object>(part: T): T => resolved(part as Json, document) as T;
  return {
    ...spec,
    ...(spec.parameters === undefined ? {} : { parameters: spec.parameters.map(at) }),
    ...(spec.requestBody === undefined ? {} : { requestBody: at(spec.requestBody) }),
    responses: Object.fromEntries(Object.entries(spec.responses).map(([status, body]) => [status, at(body)])),
  };
}

/** Every operation of a document, by its method and path. */
export const operationsOf = (
  document: Document,
): ReadonlyMap<string, { readonly path: string; readonly method: string; readonly spec: Operation }> =>
  new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, spec]) =>
        [`${method.toUpperCase()} ${path}`, { path, method, spec: plain(spec, document) }] as const
      )
    ),
  );

/** The operations that both documents have. */
export function pairsOf(old: Document, next: Document): readonly Pair[] {
  const there = operationsOf(next);
  return [...operationsOf(old)].flatMap(([name, { path, method, spec }]) => {
    const found = there.get(name);
    return found === undefined ? [] : [{ name, path, method, old: spec, next: found.spec }];
  });
}

/** What a reference leads to, or the schema itself. */
export function resolved(schema: Json, { components }: Document): Json {
  if (typeof schema.$ref !== "string") return schema;
  const [, , kind = "", name = ""] = schema.$ref.split("/");
  return (components[kind]?.[name] ?? {}) as Json;
}

/** What a value says for people alone, and a document may say otherwise at any time. */
const prose = ["description", "summary", "title", "example", "examples", "tags", "externalDocs"];

/** The same without what it says for people alone. A property may be called as prose is: those stay. */
export function withoutProse(value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => areNames || !prose.includes(key))
      .map(([key, item]) => [key, withoutProse(item, !areNames && (key === "properties" || key === "schemas"))]),
  );
}

/** The names of components that a value refers to, those that they refer to in turn among them, as `schemas/Cart`. */
export function referredTo(value: unknown, { components }: Document, found = new Set<string>()): ReadonlySet<string> {
  for (const [, kind = "", name = ""] of JSON.stringify(value).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
    if (found.has(`${kind}/${name}`)) continue;
    found.add(`${kind}/${name}`);
    referredTo(components[kind]?.[name] ?? null, { components } as Document, found);
  }
  return found;
}
