import assert from "node:assert/strict";
import { inChromium, openSite } from "../chromium.ts";
import type { Target } from "../blackbox/targets.ts";
import { makeProject, type Project } from "./project.ts";

/** What the page's script does after a reload: the cookie still says who asks, and there is nothing left to buy. */
const AGAIN = `import { kiosk } from "kiosk-sdk";
import { sorry } from "./purchase.js";

const { shop } = kiosk({ url: "http://127.0.0.1:8000", credentials: "cookie", store: localStorage });
const again = await shop.checkout();
document.body.textContent = again.ok ? "It was bought twice." : sorry(again.error);
`;

let made: Promise<Project> | undefined;

/** The project of the docs, made once. */
const project = (): Promise<Project> =>
  made ??= makeProject().then(async (project) => {
    await Deno.writeTextFile(`${project.folder}/again.js`, AGAIN);
    return project;
  });

/**
 * The docs' page, bundled for a browser, buys from a shop on another origin. `start` starts the shop; `site` says
 * whether the page is on the shop's own site or on another, to which the shop's cookie is sent as well.
 */
export function buysFromAPage(
  name: string,
  start: (settings: Readonly<Record<string, string>>) => Promise<Target>,
  site: "here" | "elsewhere",
): void {
  inChromium(name, async (browser) => {
    const { bundle } = await project();
    const front = openSite(true);
    const shop = await start({
      ALLOWED_ORIGINS: front[site],
      ...(site === "elsewhere" ? { COOKIE_SAMESITE: "none" } : {}),
    });
    try {
      const page = await browser.newPage();
      const says = async (module: string): Promise<string> => {
        await page.goto(front[site]);
        await page.addScriptTag({ path: (await bundle(module, shop.url)).pathname, type: "module" });
        await page.waitForFunction("document.body.textContent.trim() !== ''");
        return await page.evaluate("document.body.textContent");
      };
      assert.match(await says("page.js"), /^Order \d+: \d+\.00 NPR$/);
      assert.deepEqual(await page.evaluate("[document.cookie.includes('sessionid'), localStorage.length]"), [false, 0]);
      assert.equal(await says("again.js"), "Your cart is empty.");
    } finally {
      await shop.close();
      await front.close();
    }
  });
}
