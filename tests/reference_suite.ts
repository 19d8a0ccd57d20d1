import assert from "node:assert/strict";
import { inChromium, openSite, type Page } from "./chromium.ts";
import { addItem, checkout, login, openAt, openForm, sendForm, type Start, withCustomer } from "./reference_page.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

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
    `${runTime}: the reference lists both APIs, fits a phone, and logs in and buys when it is tried`,
    (browser) =>
      withCustomer(start, async (url) => {
        const page = await browser.newPage();
        const { wrong, hosts } = watched(page);
        const fits = async (what: string) => assert.equal(await overflow(page), 0, what);

        await page.setViewportSize(PHONE);
        await openAt(page, url, login);
        await fits("an operation on a phone");
        await openForm(page, login);
        await fits("its form");
        assert.equal(await sendForm(page, login), 200);
        await fits("its answer");
        await page.getByRole("button", { name: "Close Client" }).first().click();
        await page.getByRole("button", { name: "Open Menu" }).click();
        for (const group of groups) await page.getByText(group, { exact: true }).filter({ visible: true }).waitFor();
        await fits("the menu");
        await page.getByRole("button", { name: "Open Group - Cart", exact: true }).click();
        await page.getByRole("link", { name: /^Add to my cart HTTP Method/ }).click();
        await openForm(page, addItem);
        assert.equal(await sendForm(page, addItem), 201);

        await page.setViewportSize(DESK);
        await openAt(page, url, checkout);
        for (const group of groups) await page.getByText(group, { exact: true }).filter({ visible: true }).waitFor();
        await fits("an operation on a desk");
        await openForm(page, checkout);
        assert.equal(await sendForm(page, checkout), 201);
        const orders = await page.evaluate<string>(`fetch("/api/orders/").then((answer) => answer.text())`);
        assert.deepEqual(JSON.parse(orders).map((order: { total_price: string }) => order.total_price), ["2800.00"]);
        assert.deepEqual([wrong, [...hosts]], [[], [url]]);
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
