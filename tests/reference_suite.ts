import assert from "node:assert/strict";
import { inChromium, openSite, type Page } from "./chromium.ts";
import { addItem, checkout, login, openAt, openForm, sendForm, type Start, withCustomer } from "./reference_page.ts";

/** A phone's. */
const NARROW = { width: 390, height: 844 };

/** What a page complains of, and whom it asks, as it goes on. */
function watched(page: Page): { readonly wrong: string[]; readonly hosts: Set<string> } {
  const wrong: string[] = [];
  const hosts = new Set<string>();
  page.on("console", (said) => ["error", "warning"].includes(said.type()) ? wrong.push(said.text()) : null);
  page.on("pageerror", ({ message }) => wrong.push(message));
  page.on("requestfailed", (request) => wrong.push(`${request.url()} failed`));
  page.on(
    "request",
    (request) => /^(data|about):/.test(request.url()) ? null : hosts.add(new URL(request.url()).origin),
  );
  return { wrong, hosts };
}

/** The groups of operations that the menu lists. */
const groups = ["Shop API: /api/", "Cake API: /api/v1/", "For staff: /api/"];

const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

/** The reference in a browser, on one run time: no other host can be reached. */
export function referenceIn(runTime: string, start: Start): void {
  inChromium(
    `${runTime}: the reference lists both APIs, and logs in and buys when it is tried`,
    (browser) =>
      withCustomer(start, async (url) => {
        const page = await browser.newPage();
        const { wrong, hosts } = watched(page);
        await openAt(page, url, login);
        for (const group of groups) await page.getByText(group, { exact: true }).filter({ visible: true }).waitFor();
        for (const [operation, status] of [[login, 200], [addItem, 201], [checkout, 201]] as const) {
          if (operation !== login) await openAt(page, url, operation);
          await openForm(page, operation);
          assert.equal(await sendForm(page, operation), status, operation.path);
        }
        const orders = await page.evaluate<string>(`fetch("/api/orders/").then((answer) => answer.text())`);
        assert.deepEqual(JSON.parse(orders).map((order: { total_price: string }) => order.total_price), ["2800.00"]);
        assert.deepEqual([wrong, [...hosts]], [[], [url]]);
      }),
  );

  inChromium(
    `${runTime}: the reference is of use at a phone's width`,
    (browser) =>
      withCustomer(start, async (url) => {
        const page = await browser.newPage();
        await page.setViewportSize(NARROW);
        const { wrong } = watched(page);
        await openAt(page, url, login);
        assert.equal(await overflow(page), 0, "an operation");

        await openForm(page, login);
        assert.equal(await overflow(page), 0, "a form");
        assert.equal(await sendForm(page, login), 200);
        assert.equal(await overflow(page), 0, "an answer");
        await page.getByRole("button", { name: "Close Client" }).first().click();

        await page.getByRole("button", { name: "Open Menu" }).click();
        for (const group of groups) await page.getByText(group, { exact: true }).filter({ visible: true }).waitFor();
        assert.equal(await overflow(page), 0, "the menu");
        await page.getByRole("button", { name: "Open Group - Cakes", exact: true }).click();
        await page.getByRole("link", { name: /^List cakes HTTP Method/ }).click();
        await page.waitForURL(/#tag\/cakes\/GET\/api\/v1\/cakes\/$/);
        await page.getByRole("button", { name: "Open Menu" }).waitFor();
        assert.deepEqual(wrong, []);
      }),
  );

  inChromium(`${runTime}: the front page renders, and no page frames the reference`, async (browser) => {
    const [shop, site] = [await start(), openSite(true)];
    try {
      const page = await browser.newPage();
      const { wrong, hosts } = watched(page);
      await page.goto(`${shop.url}/`);
      await page.getByText("This address is its API.").waitFor();
      assert.deepEqual([wrong, [...hosts]], [[], [shop.url]]);

      await page.goto(site.here);
      const framed = page.waitForEvent("requestfailed");
      await page.evaluate(`document.body.innerHTML = '<iframe src="${shop.url}/docs"></iframe>'`);
      assert.equal((await framed).failure()?.errorText, "net::ERR_BLOCKED_BY_RESPONSE", "no page frames it");
    } finally {
      await shop.close();
      await site.close();
    }
  });
}
