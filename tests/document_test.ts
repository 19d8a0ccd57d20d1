import assert from "node:assert/strict";
import { createConfig, lintFromString } from "npm:@redocly/openapi-core@2.64.0";
import { VERSION } from "../src/config.ts";
import { openApiDocument } from "../tools/openapi.ts";
import { schemaChecks } from "./json_schema.ts";

type Json = Readonly<Record<string, unknown>>;
type Named = Readonly<Record<string, { readonly value?: unknown; readonly $ref?: string }>>;
type Media = { readonly schema: Json; readonly example?: unknown; readonly examples?: Named };
type Body = { readonly content?: Readonly<Record<string, Media>> };
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly [string];
  readonly security: readonly Json[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
  readonly "x-db-round-trips": number;
  readonly "x-access": { readonly callers: string };
};

const { json: text } = await openApiDocument();
const document = JSON.parse(text);

const operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, ...operation }))
);

/** What a reference leads to. */
const at = (pointer: string): unknown =>
  pointer.slice(2).split("/").reduce((value: unknown, key) => (value as Json)[key], document);

/** Every body of an operation, in and out, with its examples by their names. */
function* bodies({ operationId, requestBody, responses }: Operation) {
  for (const [place, body] of Object.entries({ request: requestBody, ...responses })) {
    for (const [type, media] of Object.entries(body?.content ?? {})) {
      const examples = Object.entries(media.examples ?? {}).map(([name, { value, $ref }]) =>
        [name, $ref === undefined ? value : (at($ref) as { value: unknown }).value] as const
      );
      const all = media.example === undefined ? examples : [["request", media.example] as const, ...examples];
      yield { where: `${operationId} ${place} ${type}`, status: Number(place), schema: media.schema, examples: all };
    }
  }
}

/** Every schema of the document and every one inside of it, with the way to it. */
function* schemas(value: unknown, way: readonly string[] = []): Generator<readonly [way: string, schema: Json]> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield [way.join("/"), value as Json];
  for (const [key, item] of Object.entries(value)) {
    if (key !== "example" && key !== "examples") yield* schemas(item, [...way, key]);
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

Deno.test("each operation has an id and a summary of its own, its round trips and who may call it", () => {
  for (const operation of operations) {
    for (const key of ["operationId", "summary", "description", "x-db-round-trips", "x-access", "security", "tags"]) {
      assert.ok(operation[key as keyof Operation], `${operation.operationId} ${key}`);
    }
  }
  for (const key of ["operationId", "summary"] as const) {
    assert.equal(new Set(operations.map((operation) => operation[key])).size, operations.length, key);
  }
});

Deno.test("each description says in words what its operation does, and what its callers must know", () => {
  for (const { operationId, description, parameters = [], responses, security, ...operation } of operations) {
    const [words = "", facts = "", ...more] = description.split("\n\n");
    assert.ok(words.length > 40 && words.endsWith("."), `${operationId} says what it does`);
    assert.deepEqual(more, []);
    const takes = (name: string) => parameters.some((parameter) => parameter.name === name);
    const mustSay: readonly (readonly [boolean, RegExp])[] = [
      [true, /^- \*\*Who:\*\* \S/],
      [operation["x-access"].callers === "staff", /\*\*Who:\*\* Staff/],
      [operation["x-db-round-trips"] === 1, /\*\*Cost:\*\* One round trip/],
      [operation["x-db-round-trips"] === 2, /\*\*Cost:\*\* Two round trips/],
      [security.some((way) => "cartToken" in way), /X-Cart-Token/],
      [takes("X-Cart-Id"), /\*\*Which cart:\*\*.*X-Cart-Id/],
      [takes("cursor") && takes("page"), /\*\*List:\*\*.*`Link`/],
      [takes("Idempotency-Key"), /\*\*Retry:\*\*.*Idempotency-Replayed/],
      [takes("If-Match"), /\*\*Edit:\*\*.*412/],
      ["304" in responses, /\*\*Cache:\*\*.*If-None-Match/],
      ["429" in responses, /\*\*Limit:\*\*.*Retry-After/],
    ];
    for (const [must, said] of mustSay) if (must) assert.match(facts, said, operationId);
  }
});

Deno.test("each body has an example for every form and every code it has, all of which fit its schema", () => {
  const compile = schemaChecks(document.components, true);
  const wrong: string[] = [];
  for (const operation of operations) {
    for (const { where, status, schema, examples } of bodies(operation)) {
      const check = compile(schema);
      for (const [name, example] of examples) {
        const misfit = check(example);
        if (misfit !== null) wrong.push(`${where} ${name}: ${misfit}`);
        for (const [, key] of JSON.stringify(example).matchAll(/"(\w+)":""/g)) wrong.push(`${where}: ${key} is blank`);
        const { code } = example as { code?: string };
        if (status >= 400 && (code ?? "fields") !== name.replace("cake_", "")) wrong.push(`${where} ${name}: ${code}`);
      }
      const forms = Array.isArray(schema.anyOf) ? schema.anyOf.length : 1;
      if (examples.length !== forms) wrong.push(`${where}: ${examples.length} examples of ${forms} forms`);
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("each named schema, credential, header and tag says what it is", () => {
  const { schemas, securitySchemes, headers } = document.components;
  const all = { ...schemas, ...securitySchemes, ...headers, ...Object.fromEntries(document.tags.entries()) };
  const silent = Object.entries<{ description?: string }>(all).filter(([, { description = "" }]) => description === "");
  assert.deepEqual(silent, []);
});

Deno.test("money, ids, times and enumerations are named schemas wherever they stand", () => {
  const ids = /^(id|.+_id|product|variant|user|category|order)$/;
  const money = /(^|_)(price|total|subtotal)$/;
  const unnamed: string[] = [];
  for (const [way, schema] of schemas(document)) {
    const isNamed = /^components\/schemas\/\w+$/.test(way);
    if (Array.isArray(schema.enum) && schema.enum.length > 1 && !isNamed) unnamed.push(`${way}: an enumeration`);
    if (["date-time", "uuid"].includes(String(schema.format)) && !isNamed) unnamed.push(`${way}: ${schema.format}`);
    const name = /\/properties\/(\w+)$/.exec(way)?.[1] ?? String("in" in schema ? schema.name : "");
    const types = [schema.type, (schema.schema as Json | undefined)?.type].flat();
    const isPlain = types.some((type) => ["integer", "number", "string"].includes(String(type)));
    const isWanted = way !== "components/schemas/ProductNotFoundProblem/properties/product" &&
      !(name === "category" && types.includes("string"));
    if ((ids.test(name) || money.test(name)) && isPlain && isWanted) unnamed.push(`${way}: ${name}`);
  }
  assert.deepEqual(unnamed, []);
});

Deno.test("the tags follow a shopper's way, and tell the two APIs apart", () => {
  const groups: readonly { name: string; tags: readonly string[] }[] = document["x-tagGroups"];
  const inOrder = [...new Set(operations.map(({ tags }) => tags[0]))];
  assert.deepEqual(groups.flatMap(({ tags }) => tags), document.tags.map(({ name }: { name: string }) => name));
  for (const [tag, group] of groups.flatMap(({ name, tags }) => tags.map((tag) => [tag, name] as const))) {
    const paths = operations.filter((operation) => operation.tags[0] === tag).map(({ path }) => path);
    assert.ok(paths.length > 0, tag);
    for (const path of paths) assert.equal(path.startsWith("/api/v1/"), group === "Cake API: /api/v1/", path);
  }
  const shopper = ["Catalogue", "Cart", "Account", "Sign in", "Checkout and orders"];
  assert.deepEqual(inOrder.filter((tag) => shopper.includes(tag)), shopper);
  assert.deepEqual(inOrder.filter((tag) => tag.startsWith("Cake")), [
    "Cake account",
    "Cakes",
    "Cake cart",
    "Cake orders",
  ]);
});

Deno.test("the document opens with what holds for both APIs, at the shop's version", () => {
  const { title, version, description } = document.info;
  assert.deepEqual([title, version], ["Kiosk", VERSION]);
  for (const said of ["`/api/…`", "`/api/v1/…`", "Authorization: Token", "Idempotency-Key", "X-Cart-Token", "`code`"]) {
    assert.ok(description.includes(said), said);
  }
});
