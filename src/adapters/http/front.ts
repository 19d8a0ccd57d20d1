import { ALWAYS, type On } from "./pipeline.ts";
import { notFound } from "./problem.ts";
import { reply, replyText } from "./reply.ts";
import { HTML, inlineSources, policy } from "./security_headers.ts";

const PICTURE_SECONDS = 24 * 3600;
const KEYS_SECONDS = 3600;

/** The paths that are not the shop's API: health, the public keys, the front page, and the demo shop's pictures. */
export function mountFront(
  on: On,
  shop: { readonly version: string; readonly currency: string },
  ready: () => Promise<boolean>,
  publicKeys: readonly object[],
  picture: (path: string) => string | null,
): void {
  on("GET", ALWAYS, () => reply(200, { status: "ok" }));

  on("GET", "/readyz", async (c) =>
    await ready() ? reply(200, { status: "ready" }) : reply(503, {
      detail: "The database does not answer, or its schema is not this version's.",
      code: "not_ready",
      request_id: c.get("requestId"),
    }, { "Retry-After": "2" }));

  on(
    "GET",
    "/.well-known/jwks.json",
    () => reply(200, { keys: publicKeys }, { "Cache-Control": `public, max-age=${KEYS_SECONDS}` }),
  );

  const page = frontPage(shop.version);
  const pagePolicy = policy({ "style-src": inlineSources(page, "style"), "img-src": "data:" });
  on("GET", "/", (c) => {
    const links = {
      docs: "/docs",
      openapi: "/openapi.json",
      llms: "/llms.txt",
      shop: "/api/products/",
      health: "/healthz",
    };
    const wantsPage = c.req.header("accept")?.includes("text/html") ?? false;
    return wantsPage
      ? replyText(200, page, { "Content-Type": HTML, "Content-Security-Policy": pagePolicy })
      : reply(200, { name: "Kiosk", ...shop, links });
  });

  on("GET", "/media/:name{.+}", (c) => {
    const svg = picture(c.req.path.replace(/\/$/, ""));
    if (svg === null) return notFound();
    return replyText(200, svg, {
      "Content-Type": "image/svg+xml",
      "Cache-Control": `public, max-age=${PICTURE_SECONDS}`,
      "Content-Security-Policy": policy({ "style-src": "'unsafe-inline'" }),
      "Cross-Origin-Resource-Policy": "cross-origin",
    });
  });
}

const frontPage = (version: string): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kiosk</title>
<link rel="icon" href="data:,">
<style>
body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 12vh auto; padding: 0 1.5rem; color: #222; }
h1 { font-size: 2.2rem; margin: 0 } a { color: #0a58ca }
</style>
</head>
<body>
<h1>Kiosk</h1>
<p>A headless shop, version ${version}. This address is its API.</p>
<ul>
<li><a href="/docs">Reference</a></li>
<li><a href="/openapi.json">OpenAPI document</a></li>
<li><a href="/api/products/">Products</a></li>
</ul>
</body>
</html>
`;
