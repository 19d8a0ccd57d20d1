type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const formats: Readonly<Record<string, unknown>> = {
  "date-time": "2025-04-17T13:24:08.869Z",
  uri: "https://shop.example/media/white-jacket.svg",
  uuid: "0b9d3c4e-4f0e-4a56-9d77-6f6f2f1f7a10",
  email: "nurpratap@example.com",
};

/**
 * An example of what a schema describes, put together from the examples of its parts. Of a `request` only what must be
 * there and what has an example of its own is shown.
 */
export function exampleOf(schema: unknown, schemas: Json, request: boolean): unknown {
  if (!isObject(schema)) return null;
  if (schema.example !== undefined) return schema.example;
  for (const key of ["const", "default"]) if (schema[key] !== undefined) return schema[key];
  if (typeof schema.$ref === "string") return exampleOf(schemas[schema.$ref.split("/").at(-1) ?? ""], schemas, request);
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const first = [schema.anyOf, schema.oneOf].find(Array.isArray)?.[0];
  if (first !== undefined) return exampleOf(first, schemas, request);
  if (Array.isArray(schema.allOf)) {
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, schemas, request)));
  }
  const types = [schema.type].flat();
  if (types.includes("object")) return objectExample(schema, schemas, request);
  if (types.includes("array")) return [exampleOf(schema.items, schemas, request)];
  if (typeof schema.format === "string") return formats[schema.format] ?? "";
  if (types.includes("null")) return null;
  if (types.includes("string")) return "";
  if (types.includes("boolean")) return false;
  return types.includes("integer") || types.includes("number") ? schema.minimum ?? 0 : null;
}

function objectExample(schema: Json, schemas: Json, request: boolean): Json {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const shown = Object.entries(isObject(schema.properties) ? schema.properties : {}).filter(([name, property]) =>
    !request || required.includes(name) || (isObject(property) && property.example !== undefined)
  );
  return Object.fromEntries(shown.map(([name, property]) => [name, exampleOf(property, schemas, request)]));
}

/** Gives each body of a document an example; an answer that comes in several forms one of each. */
export function withExamples(document: object): object {
  const schemas = ((document as Json).components as Json)?.schemas as Json;
  const exemplified = ({ schema, ...media }: Json, request: boolean): Json => {
    if (media.examples !== undefined) return { schema, ...media };
    if (request) return { schema, example: exampleOf(schema, schemas, true) };
    const forms = isObject(schema) && Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
    return {
      schema,
      examples: Object.fromEntries(forms.map((form) => [formName(form), { value: exampleOf(form, schemas, false) }])),
    };
  };
  const visit = (value: unknown, request: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, request));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        if (key !== "content" || !isObject(item)) return [key, visit(item, request || key === "requestBody")];
        return [
          key,
          Object.fromEntries(Object.entries(item).map(([type, media]) => [type, exemplified(media as Json, request)])),
        ];
      }),
    );
  };
  return { ...document, paths: visit((document as Json).paths, false) };
}

/** What an answer's form is called among its examples. */
const formName = (schema: unknown): string =>
  !isObject(schema) || schema.$ref !== undefined ? "answer" : schema.type === "array" ? "list" : "page";
