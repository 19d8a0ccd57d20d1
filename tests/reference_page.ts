import assert from "node:assert/strict";
import { call } from "./blackbox/client.ts";
import { documentOf } from "./blackbox/documented.ts";
import type { Target } from "./blackbox/targets.ts";
import type { Page } from "./chromium.ts";

/** An operation as the reference's addresses and buttons have it. */
export type Shown = { readonly tag: string; readonly method: string; readonly path: string };

export const login: Shown = { tag: "sign-in", method: "post", path: "/api/auth/login/" };
export const addItem: Shown = { tag: "cart", method: "post", path: "/api/cart/add_item/" };
export const checkout: Shown = { tag: "checkout-and-orders", method: "post", path: "/api/cart/checkout/" };
export const listCakes: Shown = { tag: "cakes", method: "get", path: "/api/v1/cakes/" };

/** Opens the reference at an operation, by a link as one may be passed on. */
export async function openAt(page: Page, url: string, { tag, method, path }: Shown): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${url}/docs#tag/${tag}/${method.toUpperCase()}${path}`);
  await page.getByRole("button", { name: `Test Request (${method} ${path})` }).waitFor();
}

/** Opens the operation's form, filled with its example. */
export async function openForm(page: Page, { method, path }: Shown): Promise<void> {
  await page.getByRole("button", { name: `Test Request (${method} ${path})` }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Send Request/ }).waitFor();
}

/** Sends the form as it stands; the status that the answer came with. */
export async function sendForm(page: Page, { path }: Shown): Promise<number> {
  const answered = page.waitForResponse((answer) => new URL(answer.url()).pathname === path);
  await page.getByRole("dialog").getByRole("button", { name: /^Send Request/ }).click();
  const status = (await answered).status();
  await page.getByRole("dialog").getByText(String(status)).first().waitFor();
  return status;
}

export type Start = () => Promise<Target>;

/** The shop, with the customer whom the document's examples sign in. */
export async function withCustomer(start: Start, test: (url: string) => Promise<void>): Promise<void> {
  const { url, close } = await start();
  try {
    const signUp = (await documentOf(url)).operations.find(({ id }) => id === "signUp");
    const json = signUp?.documented.requestBody?.content["application/json"]?.example;
    assert.equal((await call(url, "POST", "/api/users/", { json })).status, 201);
    await test(url);
  } finally {
    await close();
  }
}
