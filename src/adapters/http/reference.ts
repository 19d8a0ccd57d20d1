import { Scalar } from "@scalar/hono-api-reference";
import type { Described } from "./operation.ts";
import type { On } from "./pipeline.ts";
import { type Reply, replyText } from "./reply.ts";
import { HTML, inlineSources, policy } from "./security_headers.ts";
import type { HttpEnv } from "./service.ts";

/** The reference's files by their paths, each with its type: the page's script, the OpenAPI document, and its gist. */
const types = {
  "/docs/scalar.js": "text/javascript; charset=utf-8",
  "/openapi.json": "application/json",
  "/openapi.yaml": "application/yaml; charset=utf-8",
  "/llms.txt": "text/plain; charset=utf-8",
} as const;

export type ReferencePath = keyof typeof types;

/** Serves one of the reference's files, with an `ETag`. The document is that of `operations`. */
export type ReferenceFiles = (
  path: ReferencePath,
  request: Request,
  operations: readonly Described[],
) => Promise<Reply>;

/** Serves the reference page and its files, with nothing from any other host. */
export function mountReference(on: On, operations: readonly Described[], files: ReferenceFiles): void {
  for (const [path, type] of Object.entries(types) as [ReferencePath, string][]) {
    on("GET", path, async (c) => {
      const file = await files(path, c.req.raw, operations);
      return { ...file, headers: { ...file.headers, "Content-Type": type } };
    });
  }
  on("GET", "/docs", async (c) => {
    const response = await page(c, () => Promise.resolve());
    const html = await response?.text() ?? "";
    return replyText(200, html, { "Content-Type": HTML, "Content-Security-Policy": pagePolicy(html) });
  });
}

/** The reference asks this shop alone. Its script makes styles as it goes, and needs no `eval`. */
const pagePolicy = (html: string): string =>
  policy({
    "script-src": `'self' ${inlineSources(html, "script")}`,
    "style-src": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
  });

const page = Scalar<HttpEnv>({
  url: "/openapi.json",
  cdn: "/docs/scalar.js" satisfies ReferencePath,
  favicon: "data:,",
  pageTitle: "Kiosk API",
  withDefaultFonts: false,
  hideClientButton: true,
  orderSchemaPropertiesBy: "preserve",
  showDeveloperTools: "never",
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
});
