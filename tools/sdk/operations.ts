import type { Route } from "./client/routes.ts";

type Schema = {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
};

type Body = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
};

/** What is read here of the OpenAPI document. */
export type Document = {
  readonly info: { readonly version: string };
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

/** An operation as the client has it. */
export type Method = {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly route: Route;
  readonly parameters: Readonly<Record<"path" | "query" | "header", readonly string[]>>;
  /** The schema of its body, whether all of it may be left out. */
  readonly body: { readonly schema: string; readonly optional: boolean } | null;
};

/** The two APIs' operations, in the document's order. */
export type Apis = Readonly<Record<"shop" | "cakes", readonly Method[]>>;

const schemaOf = (body: Body | undefined): Schema | undefined => body?.content?.["application/json"]?.schema;

const nameOf = (schema: Schema | undefined): string => schema?.$ref?.split("/").at(-1) ?? "";

function isList(document: Document, schema: Schema | undefined): boolean {
  const { type, anyOf = [] } = document.components.schemas[nameOf(schema)] ?? schema ?? {};
  return type === "array" || anyOf.some((one) => isList(document, one));
}

function methodOf(document: Document, verb: string, path: string, operation: Operation): Method {
  const { operationId: id, summary, description, security, requestBody, responses } = operation;
  const named = (place: string) =>
    (operation.parameters ?? []).filter((each) => each.in === place).map(({ name }) => name);
  const parameters = { path: named("path"), query: named("query"), header: named("header") };
  const schema = nameOf(schemaOf(requestBody));
  const { properties = {}, required = [] } = document.components.schemas[schema] ?? {};
  const clash = parameters.path.some((name) => name in properties);
  if (clash || (requestBody !== undefined && (schema === "" || parameters.query.length > 0))) {
    throw new Error(`what ${id} takes cannot be told apart in one object`);
  }
  const takes = (scheme: string): boolean => security.some((option) => scheme in option);
  const keyed = parameters.header.includes("Idempotency-Key");
  const ofCart = parameters.header.includes("X-Cart-Id");
  return {
    id,
    summary,
    description,
    parameters,
    body: schema === "" ? null : { schema, optional: required.length === 0 },
    route: {
      method: verb.toUpperCase() as Route["method"],
      path,
      ...(takes("token") ? { session: true } : {}),
      ...(takes("cartToken") ? { guest: true } : {}),
      ...(ofCart && verb !== "get" && !keyed ? { changesCart: true } : {}),
      ...(keyed ? { keyed: true } : {}),
      ...(verb === "get" && isList(document, schemaOf(responses[200])) ? { list: true } : {}),
    },
  };
}

/** The document's operations, API by API. */
export function apisOf(document: Document): Apis {
  const all = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => methodOf(document, verb, path, operation))
  );
  const isOfCakes = ({ route }: Method): boolean => route.path.startsWith("/api/v1/");
  return { shop: all.filter((method) => !isOfCakes(method)), cakes: all.filter(isOfCakes) };
}
