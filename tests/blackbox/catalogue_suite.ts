import assert from "node:assert/strict";
import { type Answer, call, shopper } from "./client.ts";
import type { Suite } from "./suite.ts";

/** The wire, as sentences: looking at what is for sale. */
export const catalogueSuite: Suite = {
  "categories are listed, and each with its products": async (url) => {
    const categories = (await call(url, "GET", "/api/categories/")).body;
    assert.deepEqual(Object.keys(categories[0]).toSorted(), ["created_at", "id", "image", "name", "slug"]);
    const first = await call(url, "GET", `/api/categories/${categories[0].id}/`);
    assert.deepEqual(first.body, categories[0]);
    assert.ok(first.headers.get("etag"));
    const path = `/api/categories/${categories[0].id}/products`;
    const products = (await call(url, "GET", `${path}/`)).body;
    assert.deepEqual(products, (await call(url, "GET", `/api/products/?category=${categories[0].slug}`)).body);
    for (const same of [categories[0].id, categories[0].slug]) {
      assert.deepEqual((await call(url, "GET", `${path}?category=${same}`)).body, products);
    }
    assert.deepEqual((await call(url, "GET", `${path}?category=${categories[1].id}`)).body, []);
    const page = await call(url, "GET", `${path}?limit=1&ordering=-price`);
    assert.equal(page.body.length, 1);
    assert.match(page.headers.get("link") ?? "", /rel="next"/);
    assert.deepEqual(
      (await call(url, "GET", "/api/categories/?page=1&page_size=2")).body.results,
      categories.slice(0, 2),
    );
    for (const missing of ["/api/categories/999999/", "/api/categories/999999/products/"]) {
      assert.equal((await call(url, "GET", missing)).status, 404);
    }
  },

  "a product read again unchanged is 304": async (url) => {
    const first = await call(url, "GET", "/api/products/2/");
    const etag = first.headers.get("etag") ?? "";
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await call(url, "GET", "/api/products/2/", { headers: { "If-None-Match": tag } });
      assert.deepEqual([again.status, again.text], [304, ""]);
    }
    assert.equal((await call(url, "GET", "/api/products/2/", { headers: { "If-None-Match": '"x"' } })).status, 200);
    const { token, cookie } = await shopper(url);
    const shared = "public, max-age=0, s-maxage=10, stale-while-revalidate=20";
    const askers: [Record<string, string>, string][] = [
      [{}, shared],
      [{ Cookie: "sessionid=stale" }, shared],
      [{ Cookie: cookie }, "private, no-cache"],
      [{ Authorization: `Token ${token}` }, "private, no-cache"],
    ];
    for (const [headers, expected] of askers) {
      for (const known of ["", etag]) {
        const read = await call(url, "GET", "/api/products/2/", { headers: { ...headers, "If-None-Match": known } });
        assert.equal(read.headers.get("cache-control"), expected);
        assert.match(read.headers.get("vary") ?? "", /^Authorization, Cookie\b/);
      }
    }
    assert.equal((await call(url, "GET", "/api/cart/items/", { token })).headers.get("cache-control"), "no-store");
  },

  "a list is walked by its links, and every product is seen once": async (url) => {
    const all = (await call(url, "GET", "/api/products/?limit=500")).body;
    for (const ordering of ["", "price", "-price", "name", "-created_at", "average_rating"]) {
      const seen: number[] = [];
      let next: string | null = `${url}/api/products/?limit=3&ordering=${ordering}`;
      while (next !== null) {
        const page: Answer = await call(next, "GET", "");
        assert.equal(page.status, 200, page.text);
        seen.push(...page.body.map((product: { id: number }) => product.id));
        next = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1] ?? null;
      }
      assert.deepEqual(seen.toSorted((a, b) => a - b), all.map((product: { id: number }) => product.id), ordering);
    }
    const paged = (await call(url, "GET", "/api/products/?page=2&page_size=3")).body;
    assert.equal(paged.count, all.length);
    assert.deepEqual(paged.results, all.slice(3, 6));
    assert.match(paged.previous, /page=1/);
    const past = await call(url, "GET", "/api/products/?page=9999");
    assert.deepEqual([past.status, past.body.detail], [404, "Invalid page."]);
    assert.equal((await call(url, "GET", "/api/products/?page=none")).status, 404);
  },

  "products are found by category, word, price, colour, size and stock": async (url) => {
    const all = (await call(url, "GET", "/api/products/?limit=500")).body;
    const ids = async (query: string) => {
      const { status, body, text } = await call(url, "GET", `/api/products/?limit=500&${query}`);
      assert.equal(status, 200, text);
      return body.map((product: { id: number }) => product.id);
    };
    type Product = {
      id: number;
      price: string;
      stock: number;
      category: number;
      color: string;
      category_name: string;
      variants: { options: Record<string, string> }[];
    };
    const where = (passes: (product: Product) => boolean) => all.filter(passes).map((product: Product) => product.id);
    assert.deepEqual(await ids("category=1"), where((it) => it.category === 1));
    assert.deepEqual(await ids("category=cakes"), where((it) => it.category_name === "Cakes"));
    assert.deepEqual(await ids("category=none-such"), []);
    assert.deepEqual(
      await ids("min_price=1400&max_price=2000.50"),
      where((it) => Number(it.price) >= 1400 && Number(it.price) <= 2000.5),
    );
    assert.deepEqual(await ids("in_stock=false"), where((it) => it.stock === 0));
    assert.deepEqual(await ids("in_stock=1"), where((it) => it.stock > 0));
    assert.deepEqual(await ids("color=WHITE"), where((it) => it.color.toLowerCase() === "white"));
    assert.ok((await ids("size=l")).includes(1));
    assert.ok((await ids("search=WHI+jack")).includes(1));
    assert.deepEqual(await ids("search=whi+nosuchword"), []);
    assert.deepEqual(await ids("search=%22)(*-"), []);
    for (const ordering of ["nonsense", "%00", "x".repeat(200)]) {
      assert.deepEqual(await ids(`ordering=${ordering}&unknown=1&color=`), all.map((it: Product) => it.id));
    }
    for (const query of ["min_price=abc", "in_stock=maybe", "limit=0", "limit=x", "cursor=zzz"]) {
      const refused = await call(url, "GET", `/api/products/?${query}`);
      assert.equal(refused.status, 400);
      assert.deepEqual(Object.keys(refused.body), [query.split("=")[0]]);
    }
  },

  "pictures are served, and images are absolute": async (url) => {
    const jacket = (await call(url, "GET", "/api/products/1/")).body;
    assert.ok(jacket.image.startsWith(`${url}/media/`));
    const picture = await call(jacket.image, "GET", "");
    assert.deepEqual([picture.status, picture.headers.get("content-type")], [200, "image/svg+xml"]);
    assert.equal((await call(url, "GET", "/media/none.svg")).status, 404);
  },
};
