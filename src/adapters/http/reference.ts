import { Scalar } from "@scalar/hono-api-reference";
import type { Hono } from "hono";
import type { Described } from "./operation.ts";
import { inlineSources, policy } from "./security_headers.ts";
import type { HttpEnv } from "./service.ts";
import { yaml } from "./yaml.ts";

/** Where the reference's script is served. */
export const SCRIPT_PATH = "/docs/scalar.js";

/** Serves the OpenAPI document and the reference page, with nothing from any other host. */
export function mountReference(
  app: Hono<HttpEnv>,
  operations: readonly Described[],
  script: (request: Request) => Promise<Response>,
): void {
  let built: Promise<object> | undefined;
  const document = () => built ??= import("./document.ts").then(({ openApi }) => openApi(operations));

  app.get("/openapi.json", async (c) => c.json(await document()));
  app.get(
    "/openapi.yaml",
    async (c) => c.body(yaml(await document()), 200, { "Content-Type": "application/yaml; charset=utf-8" }),
  );
  app.get(SCRIPT_PATH, (c) => script(c.req.raw));
  app.get("/docs", async (c) => {
    const response = await page(c, () => Promise.resolve());
    const html = await response?.text() ?? "";
    return c.html(html, 200, { "Content-Security-Policy": pagePolicy(html) });
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
  cdn: SCRIPT_PATH,
  favicon: "data:,",
  pageTitle: "Kiosk API",
  withDefaultFonts: false,
  showDeveloperTools: "never",
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
});
