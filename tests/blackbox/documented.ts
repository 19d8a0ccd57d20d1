import assert from "node:assert/strict";
import { type Check, schemaChecks } from "../json_schema.ts";

export type Reach = "allowed" | 403 | 404;

/** The owner rule of a thing that an operation names, as the document declares it. */
export type Named = {
  readonly thing: string;
  readonly by: "path" | "X-Cart-Id" | { readonly field: string };
  readonly others: Reach;
  readonly staff: Reach;
  readonly missing: 400 | 404 | "allowed";
};

type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, { readonly schema: Schema; readonly example: unknown }>>;
type Documented = {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly content?: Content; readonly headers?: Readonly<Record<string, unknown>> }>
  >;
  readonly "x-db-round-trips": number;
  readonly "x-access": { readonly callers: string; readonly names: readonly Named[] };
};

/** One operation of a shop's OpenAPI document. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  /** The names of what its query takes. */
  readonly parameters: readonly string[];
  readonly documented: Documented;
};

/** A shop's document, and what was seen of it: `operation status code` of each answer. */
export type Document = {
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, Schema>>;
  /** The headers that are always there where an answer names them. */
  readonly certainHeaders: readonly string[];
  readonly seen: Set<string>;
  readonly validate: (operation: Operation, status: number, body: unknown) => string | null;
};

const known = new Map<string, Promise<Document>>();

/** The document of the shop at this address, read once. */
export function documentOf(url: string): Promise<Document> {
  const document = known.get(url) ?? read(url);
  known.set(url, document);
  return document;
}

async function read(url: string): Promise<Document> {
  const { paths, components } = await (await fetch(`${url}/openapi.json`)).json();
  const operations = Object.entries(paths as Record<string, Record<string, Documented>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, documented]) => ({
      id: documented.operationId,
      method: method.toUpperCase(),
      path,
      pattern: new RegExp(`^${path.replace(/\/$/, "").replace(/\{\w+\}/, "[^/]+")}/?$`),
      parameters: (documented.parameters ?? []).filter((it) => it.in === "query").map((it) => it.name),
      documented,
    }))
  ).sort((one, other) => Number(one.path.includes("{")) - Number(other.path.includes("{")));
  const compile = schemaChecks(components, true);
  const validators = new Map<string, Check>();
  const validate: Document["validate"] = ({ id, documented }, status, body) => {
    const response = documented.responses[status];
    if (response === undefined) return `${id} does not document ${status}`;
    const schema = response.content?.["application/json"]?.schema;
    if (schema === undefined) return body === null ? null : `${id} ${status} has no body in the document`;
    const key = `${id} ${status}`;
    const validator = validators.get(key) ?? compile(schema);
    validators.set(key, validator);
    return validator(body);
  };
  const certainHeaders = Object.entries<{ required?: boolean }>(components.headers)
    .flatMap(([name, { required = false }]) => required ? [name] : []);
  return { operations, schemas: components.schemas, certainHeaders, seen: new Set(), validate };
}

/** What an answer counts as: its code, `fields` of a validation error, or nothing. */
function codeOf(status: number, body: unknown): string {
  if (status < 400) return "";
  const code = (body as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "fields";
}

/** Holds an answer to the document: its status is a documented one, its body fits the schema, its headers are there. */
export async function checkAnswer(
  { origin, pathname }: URL,
  method: string,
  { status, headers }: Pick<Response, "status" | "headers">,
  body: unknown,
): Promise<void> {
  const document = await documentOf(origin);
  const asked = method === "HEAD" ? "GET" : method;
  const operation = document.operations.find((it) => it.method === asked && it.pattern.test(pathname));
  if (operation === undefined) return;
  const wrong = document.validate(operation, status, body);
  if (method !== "HEAD") {
    assert.equal(wrong, null, `${method} ${pathname} ${status}: ${wrong}\n${JSON.stringify(body)}`);
  }
  for (const name of Object.keys(operation.documented.responses[status]?.headers ?? {})) {
    const isThere = headers.has(name) || !document.certainHeaders.includes(name);
    assert.ok(isThere, `${method} ${pathname} ${status} has no ${name}`);
  }
  document.seen.add(`${operation.id} ${status} ${codeOf(status, body)}`);
}

/** Every `operation status code` that the document promises. */
export function promised({ operations, schemas }: Document): readonly string[] {
  const codes = (schema: Schema): readonly string[] => {
    if (typeof schema.$ref === "string") {
      const name = schema.$ref.split("/").at(-1) ?? "";
      return name === "ValidationError" ? ["fields"] : codes(schemas[name] ?? {});
    }
    if (Array.isArray(schema.anyOf)) return schema.anyOf.flatMap(codes);
    const { code } = (schema.properties ?? {}) as { code?: { const?: string; enum?: readonly string[] } };
    return code === undefined ? [] : [code.const ?? code.enum?.[0] ?? ""];
  };
  return operations.flatMap(({ id, documented }) =>
    Object.entries(documented.responses).flatMap(([status, { content }]) =>
      Number(status) < 400
        ? [`${id} ${status} `]
        : codes(content?.["application/json"]?.schema ?? {}).map((code) => `${id} ${status} ${code}`)
    )
  );
}
