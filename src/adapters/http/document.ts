import { createRoute, OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import * as z from "zod";
import type { Access } from "./auth.ts";
import type { Described } from "./operation.ts";
import { readsBody } from "./parse.ts";
import { problem, Validation } from "./problem_schemas.ts";
import { documentedPath } from "./paths.ts";
import { withExamples } from "./examples.ts";

const descriptions: Readonly<Record<number, string>> = {
  400: "The request cannot be done as it is.",
  401: "No credentials, or none that hold.",
  403: "Not allowed.",
  404: "Not there.",
  408: "The body took longer than 10 seconds.",
  409: "The state of things does not allow it.",
  412: "It was changed since it was read.",
  413: "The body is larger than 1 MiB.",
  414: "The request's address is too long.",
  415: "A body of another type than JSON or a form.",
  422: "The idempotency key belongs to another request.",
  429: "Too often; try again when `Retry-After` says.",
  500: "Something broke.",
  503: "The database is out of reach, or too many requests are in work; try again.",
};

const signedIn = [{ token: [] }, { cookie: [] }];

/** What each access is in the document: any one of the credentials listed; an empty one is none. */
const security: Readonly<Record<Access, readonly Record<string, string[]>[]>> = {
  public: [],
  customer: signedIn,
  staff: signedIn,
  shopper: [...signedIn, { cartToken: [] }],
  anyone: [...signedIn, {}],
  leaving: [...signedIn, {}],
  ignored: [],
  login: [],
};

/** The statuses that an operation can give beside its answer, each with the codes that come with it. */
function problems(spec: Described): Map<number, { codes: Set<string>; fields: boolean }> {
  const found = new Map<number, { codes: Set<string>; fields: boolean }>();
  const at = (status: number) => {
    const known = found.get(status) ?? { codes: new Set<string>(), fields: false };
    found.set(status, known);
    return known;
  };
  for (const [code, entry] of Object.entries(spec.errors)) {
    if (typeof entry === "number") at(entry).codes.add(code === "session_ended" ? "invalid_token" : code);
    else at(400).fields = true;
  }
  if (spec.query !== undefined || readsBody(spec.method)) at(400).fields = true;
  if (spec.query !== undefined) at(414).codes.add("uri_too_long");
  if (spec.path.includes("{")) at(404).codes.add("not_found");
  if (readsBody(spec.method)) {
    at(400).codes.add("parse_error");
    at(408).codes.add("body_too_slow");
    at(413).codes.add("body_too_large");
    at(415).codes.add("unsupported_media_type");
  }
  if (["customer", "staff", "shopper"].includes(spec.access)) at(401).codes.add("not_authenticated");
  if ((security[spec.access].length > 0 && spec.access !== "leaving") || spec.access === "public") {
    at(401).codes.add("invalid_token");
  }
  const writes = spec.method !== "get" && security[spec.access].length > 0;
  if (writes || spec.access === "login") at(403).codes.add("origin_not_allowed");
  if (spec.access === "staff") at(403).codes.add("permission_denied");
  at(500).codes.add("internal_error");
  at(503).codes.add("unavailable").add("overloaded");
  return found;
}

const json = (schema: z.ZodType) => ({ "application/json": { schema } });

function responses(spec: Described): RouteConfig["responses"] {
  const failures = [...problems(spec)].sort(([a], [b]) => a - b).map(([status, { codes, fields }]) => {
    const [first, ...more] = [...[...codes].map(problem), ...(fields ? [Validation] : [])];
    const schema = first === undefined ? Validation : more.length === 0 ? first : z.union([first, ...more]);
    return [status, { description: descriptions[status] ?? "Refused.", content: json(schema) }] as const;
  });
  return {
    [spec.answer.status]: {
      description: spec.answer.description,
      ...(spec.answer.schema === null ? {} : { content: json(spec.answer.schema) }),
    },
    ...(spec.also === undefined || spec.answer.schema === null ? {} : {
      [spec.also.status]: { description: spec.also.description, content: json(spec.answer.schema) },
    }),
    ...(spec.cached ? { 304: { description: "What the client has already, by `If-None-Match`." } } : {}),
    ...Object.fromEntries(failures),
  };
}

function route(spec: Described): RouteConfig {
  const params = spec.path.includes("{id}")
    ? z.object({ id: z.int().min(1).meta({ example: 1 }) })
    : spec.path.includes("{session}")
    ? z.object({ session: z.uuid() })
    : undefined;
  const request = {
    ...(params === undefined ? {} : { params }),
    ...(spec.query === undefined ? {} : { query: spec.query }),
    ...(spec.headers === undefined ? {} : { headers: spec.headers }),
    ...(spec.body === undefined ? {} : {
      body: {
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
    description: spec.description,
    security: [...security[spec.access]],
    request,
    responses: responses(spec),
    "x-db-round-trips": spec.roundTrips,
    "x-access": { callers: spec.access, names: spec.names },
  } as RouteConfig);
}

/** What a shopper does under each tag. */
const tags: Readonly<Record<string, string>> = {
  Customers: "Open an account, sign in.",
  Catalogue: "Look at what is for sale.",
  Ratings: "Say what a thing is like, and read what others say.",
  Cart: "Collect, and check out.",
  Orders: "See what was bought.",
  Operations: "For staff: what happened, and who did what.",
  Cakes: "The same shop, carts and orders, as a cake shop's clients know them.",
};

/** The OpenAPI 3.1 document of the operations. It takes tens of milliseconds: build it once. */
export function openApi(operations: readonly Described[]): object {
  const { openAPIRegistry: registry, getOpenAPI31Document } = new OpenAPIHono();
  registry.registerComponent("securitySchemes", "token", {
    type: "http",
    scheme: "bearer",
    description: "The `token` of a login, as `Authorization: Bearer …` or `Authorization: Token …`.",
  });
  registry.registerComponent("securitySchemes", "cookie", { type: "apiKey", in: "cookie", name: "sessionid" });
  registry.registerComponent("securitySchemes", "cartToken", {
    type: "apiKey",
    in: "header",
    name: "X-Cart-Token",
    description: "A guest's cart: the `token` of `POST /api/cart/`.",
  });
  for (const spec of operations) registry.registerPath(route(spec));
  return withExamples(getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Kiosk",
      version: "0.1.0",
      description:
        "A headless shop: catalogue, carts, checkout and orders. Every path answers with and without its slash.",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(operations.map((spec) => spec.tag))].map((name) => ({ name, description: tags[name] ?? "" })),
  }));
}
