import assert from "node:assert/strict";
import { PASSWORD, shopper } from "./blackbox/client.ts";
import { type Target, targets } from "./blackbox/targets.ts";
import { inChromium, openSite, type Page, type Site } from "./chromium.ts";
import { buysFromAPage } from "./sdk/browser_suite.ts";
import { referenceIn } from "./reference_suite.ts";

/** What a page's script sees of an answer; null where the browser does not let it. */
type Seen =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | null;

/** Asks as a page's script does. */
const ask = (page: Page, url: string, init: RequestInit = {}): Promise<Seen> =>
  page.evaluate(async ({ url, init }) => {
    try {
      const answer = await fetch(url, init);
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    } catch {
      return null;
    }
  }, { url, init });

const asJson = (method: string, body: object, headers: Record<string, string> = {}): RequestInit => ({
  method,
  credentials: "include",
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** A shop that lets the front end's origins in, and no other; both sites are closed with it. */
async function around(
  start: (settings: Readonly<Record<string, string>>) => Promise<Target>,
  settings: Readonly<Record<string, string>>,
  test: (shop: Target, front: Site, foreign: Site) => Promise<void>,
): Promise<void> {
  const [front, foreign] = [openSite(true), openSite(false)];
  const shop = await start({ ...settings, ALLOWED_ORIGINS: `${front.here},${front.elsewhere}` });
  try {
    await test(shop, front, foreign);
  } finally {
    await shop.close();
    await front.close();
    await foreign.close();
  }
}

/** Signs in, collects, pays, and looks at all that comes with it, as a front end's script. */
async function buyEverything(page: Page, url: string, username: string, by: "cookie" | "token"): Promise<void> {
  const seen = async (path: string, init: RequestInit = {}): Promise<NonNullable<Seen>> => {
    const answer = await ask(page, url + path, { credentials: "include", ...init });
    assert.ok(answer !== null, `${path} was kept from the front end`);
    return answer;
  };
  const login = await seen("/api/auth/login/", asJson("POST", { username, password: PASSWORD }));
  assert.equal(login.status, 200, login.body);
  assert.doesNotMatch(await page.evaluate<string>("document.cookie"), /sessionid/);
  const own: Record<string, string> = by === "token" ? { Authorization: `Token ${JSON.parse(login.body).token}` } : {};
  const add = await seen("/api/cart/add_item/", asJson("POST", { product_id: 1, quantity: 2 }, own));
  assert.equal(add.status, 201, add.body);
  assert.equal((await seen("/api/cart/items/", { headers: own })).status, 200);
  const pay = () =>
    seen("/api/cart/checkout/", asJson("POST", {}, { ...own, "Idempotency-Key": "once", "X-Request-Id": "mine" }));
  const [first, again] = [await pay(), await pay()];
  assert.deepEqual([first.status, again.status, first.body], [201, 201, again.body]);
  assert.deepEqual([again.headers["idempotency-replayed"], again.headers["x-request-id"]], ["true", "mine"]);
  const list = await seen("/api/products/?limit=1", { headers: own });
  assert.match(list.headers.link ?? "", /rel="next"/);
  assert.match(list.headers.etag ?? "", /^"/);
  const short = await seen("/api/cart/checkout/", asJson("POST", {}, own));
  assert.deepEqual([short.status, JSON.parse(short.body).code], [400, "cart_empty"], "errors are readable too");
  const put = await seen("/api/users/me/", asJson("PATCH", { phone: "1" }, { ...own, "X-CSRFToken": "x" }));
  assert.equal(put.status, 200);

  const [{ image }] = JSON.parse(list.body);
  assert.ok(await shows(page, image), "the picture is shown");
  assert.equal((await seen("/api/auth/logout/", asJson("POST", {}, own))).status, 200);
  assert.equal((await seen("/api/orders/", { headers: own })).status, 401);
}

const shows = (page: Page, src: string): Promise<boolean> =>
  page.evaluate(`new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image.naturalWidth > 0);
    image.onerror = () => resolve(false);
    image.src = ${JSON.stringify(src)};
  })`);

type Form = { readonly action: string; readonly enctype: string; readonly fields: Readonly<Record<string, string>> };

const asHtml = ({ action, enctype, fields }: Form): string => {
  const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`);
  return `<form method="post" action="${action}" enctype="${enctype}">${inputs.join("")}</form>`;
};

/** Sends a form as a page of the site `from` does, and tells what it was answered with. */
async function submit(page: Page, from: string, form: Form): Promise<number> {
  await page.goto(from);
  await page.evaluate(`document.body.innerHTML = ${JSON.stringify(asHtml(form))}`);
  const answered = page.waitForNavigation();
  await page.evaluate("setTimeout(() => document.forms[0].submit())");
  return (await answered)?.status() ?? 0;
}

/** Asks from a frame whose origin is null, and tells what its script saw. */
const askSandboxed = (page: Page, url: string, init: RequestInit): Promise<string> => {
  const script = `fetch(${JSON.stringify(url)}, ${JSON.stringify(init)})
    .then((answer) => answer.text(), () => "kept from it").then((seen) => parent.postMessage(seen, "*"))`;
  return page.evaluate(`new Promise((resolve) => {
    addEventListener("message", ({ data }) => resolve(data), { once: true });
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts";
    frame.srcdoc = ${JSON.stringify(`<script>${script}<\/script>`)};
    document.body.append(frame);
  })`);
};

const runTimes = {
  Deno: targets["the app in process"]!,
  workerd: targets["the Worker in workerd"]!,
};

for (const [runTime, start] of Object.entries(runTimes)) {
  inChromium(
    `${runTime}: a configured front end does everything, with the cookie on its own site`,
    (browser) =>
      around(start, {}, async ({ url }, front) => {
        const { username } = await shopper(url);
        const page = await browser.newPage();
        await page.goto(front.here);
        await buyEverything(page, url, username, "cookie");
      }),
  );

  inChromium(
    `${runTime}: a configured front end of another site does everything with a token`,
    (browser) =>
      around(start, {}, async ({ url }, front) => {
        const { username } = await shopper(url);
        const page = await browser.newPage();
        await page.goto(front.elsewhere);
        await buyEverything(page, url, username, "token");
      }),
  );

  inChromium(
    `${runTime}: with COOKIE_SAMESITE=none the cookie does as well on another site`,
    (browser) =>
      around(start, { COOKIE_SAMESITE: "none" }, async ({ url }, front) => {
        const { username } = await shopper(url);
        const page = await browser.newPage();
        await page.goto(front.elsewhere);
        await buyEverything(page, url, username, "cookie");
      }),
  );

  for (const site of ["here", "elsewhere"] as const) {
    const [where, settings] = site === "here"
      ? ["the shop's own site", {}]
      : ["another site", { COOKIE_SAMESITE: "none" }];
    inChromium(
      `${runTime}: a foreign page on ${where} reads and changes nothing with the shopper's cookie`,
      (browser) =>
        around(start, settings, async ({ url }, front, foreign) => {
          const [me, attacker] = [await shopper(url), await shopper(url)];
          const own = await browser.newPage();
          await own.goto(front.here);
          const login = { username: me.username, password: PASSWORD };
          assert.equal((await ask(own, `${url}/api/auth/login/`, asJson("POST", login)))?.status, 200);
          await ask(own, `${url}/api/cart/add_item/`, asJson("POST", { product_id: 1 }));
          const state = async () => {
            const paths = ["/api/cart/items/", "/api/users/me/", "/api/orders/"];
            return await Promise.all(
              paths.map((path) =>
                ask(own, url + path, { credentials: "include" }).then((it) => [it?.status, it?.body])
              ),
            );
          };
          const before = await state();
          assert.deepEqual(
            before.map(([status]) => status),
            [200, 200, 200],
          );

          const page = await browser.newPage();
          await page.goto(foreign[site]);
          const write = asJson("POST", { product_id: 1, quantity: 5 });
          const text = { ...write, headers: { "Content-Type": "text/plain" } };
          const form = { method: "POST", credentials: "include", body: "product_id=1" } as const;
          const urlencoded = { ...form, headers: { "Content-Type": "application/x-www-form-urlencoded" } };
          const attempts: readonly (readonly [path: string, init: RequestInit])[] = [
            ["/api/cart/items/", { credentials: "include" }],
            ["/api/cart/items/", {}],
            ["/api/products/", { credentials: "include" }],
            ["/api/cart/add_item/", write],
            ["/api/cart/add_item/", text],
            ["/api/cart/add_item/", urlencoded],
            ["/api/cart/clear/", { method: "POST", credentials: "include" }],
            ["/api/cart/checkout/", { method: "POST", credentials: "include" }],
            ["/api/auth/logout/", { method: "POST", credentials: "include" }],
            ["/api/users/me/", asJson("PATCH", { address: "Elsewhere" })],
            ["/api/users/me/", { method: "DELETE", credentials: "include" }],
            ["/api/auth/login/", asJson("POST", { username: attacker.username, password: PASSWORD })],
          ];
          for (const [path, init] of attempts) {
            assert.equal(await ask(page, url + path, init), null, `${init.method ?? "GET"} ${path}`);
            const simple = init.method === undefined || init.method === "POST";
            const opaque = simple && await ask(page, url + path, { ...init, mode: "no-cors" });
            if (opaque) assert.deepEqual([opaque.status, opaque.headers, opaque.body], [0, {}, ""], path);
          }
          for (const path of ["/api/cart/clear/", "/api/auth/logout/"]) {
            await page.evaluate(`navigator.sendBeacon(${JSON.stringify(url + path)})`);
          }

          for (const [path, init] of attempts) {
            assert.equal(await askSandboxed(page, url + path, init), "kept from it", path);
            const simple = { ...init, method: init.method === undefined ? "GET" : "POST", mode: "no-cors" } as const;
            assert.ok(["", "kept from it"].includes(await askSandboxed(page, url + path, simple)), path);
          }
          assert.ok(!await shows(page, `${url}/api/cart/items/`));

          const fields = { product_id: "1", quantity: "5", username: attacker.username, password: PASSWORD };
          for (const enctype of ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]) {
            for (const path of ["/api/cart/add_item/", "/api/cart/clear/", "/api/auth/login/", "/api/auth/logout/"]) {
              const form = { action: url + path, enctype, fields };
              assert.equal(await submit(page, foreign[site], form), 403, `${enctype} to ${path}`);
            }
          }
          assert.deepEqual(await state(), before);
        }),
    );
  }

  for (const [where, site] of [["its own site", "here"], ["another site", "elsewhere"]] as const) {
    buysFromAPage(`${runTime}: the client package buys from a page of ${where}, known by the cookie`, start, site);
  }

  referenceIn(runTime, start);
}
