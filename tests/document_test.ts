import assert from "node:assert/strict";
import { createConfig, lintFromString } from "npm:@redocly/openapi-core@2.64.0";
import { openApiDocument } from "../tools/openapi.ts";
import { schemaChecks } from "./json_schema.ts";

const { json: text } = await openApiDocument();
const document = JSON.parse(text);

type Media = { readonly where: string; readonly schema: object; readonly example: unknown };

/** Every body of the document, in and out. */
function* bodies(): Generator<Media> {
  for (const methods of Object.values<Record<string, Record<string, unknown>>>(document.paths)) {
    for (const operation of Object.values(methods)) {
      const places = { request: operation.requestBody, ...operation.responses as object };
      for (const [place, body] of Object.entries(places)) {
        const content = (body as { content?: Record<string, { schema: object; example: unknown }> } | undefined)
          ?.content;
        for (const [type, media] of Object.entries(content ?? {})) {
          yield { where: `${operation.operationId} ${place} ${type}`, ...media };
        }
      }
    }
  }
}

Deno.test("the document passes a linter's recommended rules", async () => {
  const problems = await lintFromString({
    source: text,
    // The seeds' paths end in a slash, and so do the document's.
    config: await createConfig({ extends: ["recommended"], rules: { "no-path-trailing-slash": "off" } }),
  });
  assert.deepEqual(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]), []);
});

Deno.test("each operation has an id of its own, a summary, a description, its round trips and who may call it", () => {
  const ids = new Set<string>();
  for (const methods of Object.values<Record<string, Record<string, unknown>>>(document.paths)) {
    for (const operation of Object.values(methods)) {
      for (const key of ["operationId", "summary", "description", "x-db-round-trips", "x-access", "security", "tags"]) {
        assert.ok(operation[key], `${operation.operationId} ${key}`);
      }
      ids.add(String(operation.operationId));
    }
  }
  const operations = Object.values<object>(document.paths).flatMap((methods) => Object.keys(methods));
  assert.equal(ids.size, operations.length);
});

Deno.test("each body has an example that fits its schema and leaves no text blank by chance", () => {
  const compile = schemaChecks(document.components, true);
  const wrong: string[] = [];
  for (const { where, schema, example } of bodies()) {
    const misfit = compile(schema)(example);
    if (misfit !== null) wrong.push(`${where}: ${misfit}`);
    for (const [, name] of JSON.stringify(example).matchAll(/"(\w+)":""/g)) wrong.push(`${where}: ${name} is blank`);
  }
  assert.deepEqual([...new Set(wrong)], []);
});
