import assert from "node:assert/strict";
import type { Document } from "../tools/compatible/document.ts";
import { openApiDocument } from "../tools/openapi.ts";

const folder = new URL("../docs/bruno/", import.meta.url);
const document: Document = JSON.parse((await openApiDocument()).json);

type Request = { readonly file: string; readonly text: string; readonly method: string; readonly path: string };

/** The requests of a story, in their order. */
function requestsOf(story: string): readonly Request[] {
  const names = [...Deno.readDirSync(new URL(`${story}/`, folder))].map(({ name }) => name).toSorted();
  return names.filter((name) => name !== "folder.bru").map((name) => {
    const text = Deno.readTextFileSync(new URL(`${story}/${name}`, folder));
    const [, method = "", path = ""] = /^(get|post|put|patch|delete) \{\n {2}url: \{\{url\}\}([^?\n]*)/m.exec(text) ??
      [];
    return { file: `${story}/${name}`, text, method, path };
  });
}

/** The path as the document has it; null where it has none. */
const documented = ({ method, path }: Request): string | null =>
  Object.keys(document.paths).find((known) =>
    new RegExp(`^${known.replace(/\{\w+\}/, "(\\d+|\\{\\{\\w+\\}\\})")}$`).test(path) &&
    method in (document.paths[known] ?? {})
  ) ?? null;

/** What the two seeds tell of. */
const seeds: Readonly<Record<string, readonly string[]>> = {
  "clothing-shop": [
    "get /api/categories/",
    "get /api/categories/{id}/products/",
    "get /api/products/",
    "post /api/products/{id}/rate/",
    "get /api/ratings/",
    "post /api/ratings/",
    "get /api/orders/",
    "get /api/orders/{id}/",
    "patch /api/orders/{id}/",
    "delete /api/orders/{id}/",
    "get /api/cart/items/",
    "post /api/cart/add_item/",
    "post /api/cart/update_quantity/",
    "post /api/cart/remove_item/",
    "post /api/cart/clear/",
    "post /api/cart/checkout/",
    "delete /api/cart/delete/",
    "post /api/cart/merge/",
    "post /api/auth/login/",
    "post /api/auth/logout/",
    "post /api/users/",
    "get /api/users/{id}/",
    "patch /api/users/{id}/",
    "delete /api/users/{id}/",
  ],
  "cake-shop": [
    "post /api/v1/register/",
    "post /api/v1/token/",
    "get /api/v1/cakes/",
    "get /api/v1/cakes/{id}/",
    "post /api/v1/cakes/{id}/addtocart/",
    "get /api/v1/carts/",
    "put /api/v1/carts/{id}/",
    "delete /api/v1/carts/{id}/",
    "post /api/v1/order/",
    "get /api/v1/order/",
    "delete /api/v1/order/{id}/",
  ],
};

for (const [story, told] of Object.entries(seeds)) {
  Deno.test(`the collection's story of the ${story} calls all that its seed tells of, and expects what is documented`, () => {
    const requests = requestsOf(story);
    for (const request of requests) {
      const path = documented(request);
      assert.ok(path !== null, `${request.file}: ${request.method} ${request.path} is not documented`);
      const status = /^ {2}res\.status: eq (\d{3})$/m.exec(request.text)?.[1] ?? "";
      assert.ok(
        status in (document.paths[path]?.[request.method]?.responses ?? {}),
        `${request.file} expects ${status}`,
      );
    }
    const calls = new Set(requests.map((request) => `${request.method} ${documented(request)}`));
    assert.deepEqual(told.filter((call) => !calls.has(call)), []);
    const order = requests.map(({ text }) => Number(/^ {2}seq: (\d+)$/m.exec(text)?.[1]));
    assert.deepEqual(order, requests.map((_, index) => index + 1));
  });
}
