import { type BrowserContext, chromium, type Page } from "npm:playwright-core@1.65.1";

export type { Page };

/** Debian's. */
export const PROGRAM = "/usr/bin/chromium";

/** It stays at home, and finds nobody but this machine. */
export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

/** How long a page may take on a machine that has more to do. */
export const PATIENCE_MS = 120_000;

/** Cookies of other sites are not blocked: what holds then holds for browsers that block them. */
const ALL_COOKIES = { cookie_controls_mode: 0, block_third_party_cookies: false };

const isInstalled = await Deno.stat(PROGRAM).then(() => true, () => false);

let leftOut = 0;
if (!isInstalled) {
  const why = `there is no ${PROGRAM} (Debian's package chromium)`;
  globalThis.addEventListener("load", () => console.log(`${leftOut} browser tests are left out: ${why}.`));
}

/** Registers a test in a real browser without a past; ignored where there is none. */
export function inChromium(name: string, test: (browser: BrowserContext) => Promise<void>): void {
  if (!isInstalled) leftOut++;
  Deno.test({
    name,
    ignore: !isInstalled,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const past = await Deno.makeTempDir({ prefix: "kiosk-" });
      await Deno.mkdir(`${past}/Default`);
      await Deno.writeTextFile(`${past}/Default/Preferences`, JSON.stringify({ profile: ALL_COOKIES }));
      const browser = await chromium.launchPersistentContext(past, { executablePath: PROGRAM, args: flags });
      browser.setDefaultTimeout(PATIENCE_MS);
      try {
        await test(browser);
      } finally {
        await browser.close();
        await Deno.remove(past, { recursive: true });
      }
    },
  });
}

/** A site of empty pages, reached as two: `http://127.0.0.1:…` and `http://localhost:…`. */
export type Site = { readonly here: string; readonly elsewhere: string; close(): Promise<void> };

/** `careful`: its pages take nothing from other sites that does not say that they may. */
export function openSite(careful: boolean): Site {
  const page = "<!doctype html><title>A page</title><body></body>";
  const policy = careful ? "require-corp" : "unsafe-none";
  const headers = { "Content-Type": "text/html", "Cross-Origin-Embedder-Policy": policy };
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response(page, { headers }),
  );
  const { port } = server.addr;
  return { here: `http://127.0.0.1:${port}`, elsewhere: `http://localhost:${port}`, close: () => server.shutdown() };
}
