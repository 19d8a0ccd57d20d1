import { chromium } from "npm:playwright-core@1.65.1";
import { flags, PATIENCE_MS, PROGRAM } from "../tests/chromium.ts";
import { targets } from "../tests/blackbox/targets.ts";
import {
  addItem,
  listCakes,
  login,
  openAt,
  openForm,
  sendForm,
  type Shown,
  withCustomer,
} from "../tests/reference_page.ts";

// Pictures of the reference as a shop serves it, on a desk and on a phone, in dist/screenshots/.
const folder = new URL("../dist/screenshots/", import.meta.url);
const widths = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const shown: Readonly<Record<string, Shown>> = { "log-in": login, "add-to-cart": addItem, "cakes": listCakes };

await Deno.mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: PROGRAM, args: flags });
await withCustomer(targets["the app in process"]!, async (url) => {
  for (const [width, viewport] of Object.entries(widths)) {
    const page = await browser.newPage({ viewport, deviceScaleFactor: 2 });
    page.setDefaultTimeout(PATIENCE_MS);
    const take = async (name: string): Promise<void> => {
      const file = new URL(`${width}-${name}.png`, folder);
      await page.screenshot({ path: file.pathname });
      console.log(file.pathname);
    };
    await page.goto(`${url}/docs`, { waitUntil: "networkidle" });
    await take("start");
    for (const [name, operation] of Object.entries(shown)) {
      await openAt(page, url, operation);
      await take(name);
      await openForm(page, operation);
      await sendForm(page, operation);
      await take(`${name}-tried`);
    }
    await page.close();
  }
});
await browser.close();
