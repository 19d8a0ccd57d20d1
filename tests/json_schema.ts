import { Ajv2020 } from "npm:ajv@8.20.0/dist/2020.js";
import formats from "npm:ajv-formats@3.0.1";

/** Says what is wrong with a value by a schema of an OpenAPI document, or null. */
export type Check = (value: unknown) => string | null;

/** Compiles schemas of a document. `strict`: an object holds nothing that its schema does not list. */
export function schemaChecks(components: unknown, strict: boolean): (schema: unknown) => Check {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const ready = <T>(schema: T): T => strict ? closed(schema) : schema;
  ajv.addSchema({ $id: "https://kiosk.example/", components: ready(components) });
  return (schema) => {
    const absolute = JSON.stringify(ready(schema)).replaceAll('"#/components', '"https://kiosk.example/#/components');
    const validate = ajv.compile(JSON.parse(absolute));
    return (value) => validate(value) ? null : ajv.errorsText(validate.errors);
  };
}

/** The schema with every object closed that lists its properties and does not say that it is open. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(closed) as T;
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return ("properties" in inner && !("additionalProperties" in inner)
    ? { ...inner, additionalProperties: false }
    : inner) as T;
}
