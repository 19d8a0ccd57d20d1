import { Scalar } from "@scalar/hono-api-reference";
import type { Hono } from "hono";
import type { Described } from "./operation.ts";
import type { HttpEnv } from "./service.ts";

/** The reference's files by their paths, each with its type: the page's script, and the OpenAPI document. */
const types = {
  "/docs/scalar.js": "text/javascript; charset=utf-8",
  "/openapi.json": "application/json",
  "/openapi.yaml": "application/yaml; charset=utf-8",
} as const;

export type ReferencePath = keyof typeof types;

/** Serves one of the reference's files, with an `ETag`. The document is that of `operations`. */
export type ReferenceFiles = (
  path: ReferencePath,
  request: Request,
  operations: readonly Described[],
) => Promise<Response>;

/** Serves the reference page and its files, with nothing from any other host. */
export function mountReference(app: Hono<HttpEnv>, operations: readonly Described[], files: ReferenceFiles): void {
  for (const [path, type] of Object.entries(types) as [ReferencePath, string][]) {
    app.get(path, async (c) => {
      const { body, status, headers } = await files(path, c.req.raw, operations);
      const named = new Headers(headers);
      named.set("Content-Type", type);
      return new Response(body, { status, headers: named });
    });
  }
  app.get("/docs", page);
}

const page = Scalar({
  url: "/openapi.json",
  cdn: "/docs/scalar.js" satisfies ReferencePath,
  pageTitle: "Kiosk API",
  withDefaultFonts: false,
  showDeveloperTools: "never",
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
});
