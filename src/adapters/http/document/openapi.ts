import { createRoute, OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import * as z from "zod";
import type { Described } from "../operation.ts";
import { documentedPath } from "../paths.ts";
import { Id } from "../shop/schemas.ts";
import { SessionId } from "../shop/sessions.ts";
import { credentials, security } from "./credentials.ts";
import { withExamples } from "./examples.ts";
import { describe } from "./facts.ts";
import { answerHeaders, headersOf } from "./headers.ts";
import { idExample } from "./id_examples.ts";
import { introduction } from "./introduction.ts";
import { withNames } from "./named.ts";
import { problemExamples } from "./problem_examples.ts";
import { problem, Validation } from "./problem_schemas.ts";
import { refusalsOf, statuses } from "./refusals.ts";
import { tagGroups } from "./tags.ts";
import { validationExample } from "./validation_example.ts";

const json = (schema: z.ZodType, examples: object = {}) => ({ "application/json": { schema, ...examples } });

function responses(spec: Described): RouteConfig["responses"] {
  const { answer, also } = spec;
  const success = [answer, ...(also === undefined ? [] : [{ ...answer, ...also }])];
  return {
    ...Object.fromEntries(success.map(({ status, description, schema, example }) => [status, {
      description,
      ...headersOf(spec, status),
      ...(schema === null
        ? {}
        : { content: json(schema, example === undefined ? {} : { examples: { answer: { value: example } } }) }),
    }])),
    ...(spec.cached
      ? { 304: { description: "What the client has already, by `If-None-Match`.", ...headersOf(spec, 304) } }
      : {}),
    ...Object.fromEntries([...refusalsOf(spec)].map(([status, { codes, fields }]) => {
      const [first = Validation, ...more] = [...[...codes].map(problem), ...(fields ? [Validation] : [])];
      const examples = {
        ...Object.fromEntries(
          [...codes].map((code) => [code, { $ref: `#/components/examples/${exampleName(spec, code)}` }]),
        ),
        ...(fields ? { fields: { value: validationExample(spec) } } : {}),
      };
      return [status, {
        description: statuses[status] ?? "Refused.",
        ...headersOf(spec, status),
        content: json(more.length === 0 ? first : z.union([first, ...more]), { examples }),
      }];
    })),
  };
}

/** Of a code whose evidence the Cake API words in its own way, the Cake API's example. */
const exampleName = ({ path }: Described, code: string): string =>
  path.startsWith("/api/v1/") && `cake_${code}` in problemExamples ? `cake_${code}` : code;

function route(spec: Described): RouteConfig {
  const params = spec.path.includes("{id}")
    ? z.object({ id: Id.meta({ description: "Its id.", example: idExample(spec) }) })
    : spec.path.includes("{session}")
    ? z.object({ session: SessionId })
    : undefined;
  const request = {
    ...(params === undefined ? {} : { params }),
    ...(spec.query === undefined ? {} : { query: spec.query }),
    ...(spec.headers === undefined ? {} : { headers: spec.headers }),
    ...(spec.body === undefined ? {} : {
      body: {
        required: !spec.body.safeParse({}).success,
        content: {
          "application/json": { schema: spec.body },
          "application/x-www-form-urlencoded": { schema: spec.body },
          "multipart/form-data": { schema: spec.body },
        },
      },
    }),
  };
  return createRoute({
    operationId: spec.id,
    method: spec.method,
    path: documentedPath(spec.path),
    tags: [spec.tag],
    summary: spec.summary,
    description: describe(spec),
    security: [...security[spec.access]],
    request,
    responses: responses(spec),
    "x-db-round-trips": spec.roundTrips,
    "x-access": { callers: spec.access, names: spec.names },
  } as RouteConfig);
}

const tags = Object.values(tagGroups).flatMap((group) => Object.entries<string>(group));

/** The operations tag by tag, in the order of a shopper's way; within a tag in the order in which they are served. */
const inOrder = (operations: readonly Described[]): readonly Described[] =>
  tags.flatMap(([tag]) => operations.filter((spec) => spec.tag === tag));

/** The OpenAPI 3.1 document of the operations. It takes tens of milliseconds: build it once. */
export function openApi(operations: readonly Described[], version: string): object {
  const { openAPIRegistry: registry, getOpenAPI31Document } = new OpenAPIHono();
  for (const [name, scheme] of Object.entries(credentials)) registry.registerComponent("securitySchemes", name, scheme);
  for (const [name, header] of Object.entries(answerHeaders)) registry.registerComponent("headers", name, header);
  for (const [name, value] of Object.entries(problemExamples)) {
    registry.registerComponent("examples", name, { value });
  }
  for (const spec of inOrder(operations)) registry.registerPath(route(spec));
  const generated = getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Kiosk",
      version,
      description: introduction,
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    servers: [{ url: "/" }],
    tags: tags.map(([name, description]) => ({ name, description })),
  });
  return {
    ...withExamples(withNames(generated)),
    "x-tagGroups": Object.entries(tagGroups).map(([name, group]) => ({ name, tags: Object.keys(group) })),
  };
}
