import assert from "node:assert/strict";
import { type Answer, call, shopper, staffToken } from "./client.ts";
import type { Suite } from "./suite.ts";
import { STAFF_PASSWORD } from "./targets.ts";

/** The product's average and count are those of its ratings. */
async function averageIsRight(url: string, product: number): Promise<void> {
  const ratings: { rating: number }[] = (await call(url, "GET", `/api/ratings/?product=${product}&limit=500`)).body;
  const { average_rating, rating_count } = (await call(url, "GET", `/api/products/${product}/`)).body;
  const sum = ratings.reduce((total, { rating }) => total + rating, 0);
  const mean = ratings.length === 0 ? 0 : Math.round(100 * sum / ratings.length) / 100;
  assert.deepEqual([average_rating, rating_count], [mean, ratings.length]);
}

/** The wire, as sentences: what customers say of products. */
export const ratingsSuite: Suite = {
  "a customer rates a product once, however often, and the average follows": async (url) => {
    const [me, other] = await Promise.all([shopper(url), shopper(url)]);
    const path = "/api/products/16/rate/";
    const first = await call(url, "POST", path, {
      token: me.token,
      json: { rating: 4, comment: " This is good tho " },
    });
    assert.equal(first.status, 201, first.text);
    const { id, created_at, ...rest } = first.body;
    const mine = { product: 16, user: me.id, username: me.username };
    assert.deepEqual(rest, { ...mine, rating: 4, comment: "This is good tho" });
    assert.match(created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/);

    const again = await call(url, "POST", "/api/products/16/rate", {
      headers: { Cookie: me.cookie },
      raw: new URLSearchParams({ rating: "2", user: String(other.id) }),
    });
    assert.deepEqual([again.status, again.body], [200, { id, created_at, ...mine, rating: 2, comment: "" }]);
    const json = { product: "16", rating: "3", comment: null };
    const replaced = await call(url, "POST", "/api/ratings/", { token: me.token, json });
    assert.deepEqual([replaced.status, replaced.body], [200, { id, created_at, ...mine, rating: 3, comment: "" }]);
    const another = await call(url, "POST", "/api/ratings/", { token: other.token, json: { product: 16, rating: 5 } });
    assert.deepEqual([another.status, another.body.username], [201, other.username]);
    await averageIsRight(url, 16);

    const taps = await Promise.all(
      [1, 2, 3, 4, 5].map((rating) =>
        call(url, "POST", "/api/products/17/rate/", { token: me.token, json: { rating } })
      ),
    );
    assert.deepEqual(taps.map(({ status }) => status).toSorted(), [200, 200, 200, 200, 201]);
    assert.equal((await call(url, "GET", `/api/ratings/?user=${me.id}&product=17`)).body.length, 1);
    await averageIsRight(url, 17);
  },

  "a rating is its author's and the staff's to change": async (url) => {
    const [me, other] = await Promise.all([shopper(url), shopper(url)]);
    const rate = { token: me.token, json: { rating: 1, comment: "!!!" } };
    const rating = (await call(url, "POST", "/api/products/15/rate/", rate)).body;
    const path = `/api/ratings/${rating.id}/`;
    const as = (token: string, method: string, json?: unknown) => call(url, method, path, { token, json });
    for (const [method, json] of [["PUT", { rating: 5 }], ["PATCH", { rating: 5 }], ["DELETE", undefined]] as const) {
      assert.deepEqual([(await as(other.token, method, json)).body.code], ["permission_denied"]);
      assert.equal((await as(other.token, method, json)).status, 403);
      assert.equal((await call(url, method, path, { json })).status, 401);
      assert.equal(
        (await call(url, method, "/api/ratings/999999999999999999999/", { token: me.token, json })).status,
        404,
      );
    }
    assert.deepEqual((await call(url, "GET", path)).body, rating);

    const admin = await staffToken(url, STAFF_PASSWORD);
    const tamed = await as(admin, "PATCH", { comment: "Not for me.", user: other.id, id: 1, created_at: null });
    assert.deepEqual([tamed.status, tamed.body], [200, { ...rating, comment: "Not for me." }]);
    const kept = await as(admin, "PUT", { ...tamed.body, rating: 2 });
    assert.deepEqual([kept.status, kept.body], [200, { ...tamed.body, rating: 2 }]);
    assert.deepEqual((await as(me.token, "PUT", { rating: "5", comment: "" })).body, {
      ...rating,
      rating: 5,
      comment: "",
    });
    assert.deepEqual((await as(me.token, "PATCH", {})).body, { ...rating, rating: 5, comment: "" });
    await averageIsRight(url, 15);

    const moved = await as(me.token, "PATCH", { product: 14, rating: 2 });
    assert.deepEqual([moved.status, moved.body], [400, { product: ["A rating stays with its product."] }]);
    assert.deepEqual((await as(me.token, "PUT", {})).body, { rating: ["This field is required."] });
    const ends = await Promise.all([as(me.token, "DELETE"), as(me.token, "DELETE")]);
    assert.deepEqual(ends.map(({ status }) => status).toSorted(), [204, 404]);
    assert.deepEqual((await call(url, "GET", path)).body.detail, "Not found.");
    await averageIsRight(url, 15);
  },

  "a rating that cannot be is refused with its reason": async (url) => {
    const { token, id } = await shopper(url);
    const create = (json: object) => call(url, "POST", "/api/ratings/", { token, json });
    const least = "Ensure this value is greater than or equal to 1.";
    const most = "Ensure this value is less than or equal to 5.";
    const whole = "A valid integer is required.";
    const refusals: readonly (readonly [given: unknown, message: string])[] = [
      [undefined, "This field is required."],
      [null, "This field may not be null."],
      [0, least],
      ["-1", least],
      [6, most],
      [1e30, most],
      [4.5, whole],
      ["four", whole],
      ["", whole],
      [true, whole],
      [[4], whole],
    ];
    for (const [rating, message] of refusals) {
      const refused = await create({ product: 1, rating });
      assert.deepEqual([refused.status, refused.body], [400, { rating: [message] }]);
    }
    assert.deepEqual((await create({ rating: 6, comment: "x".repeat(2001) })).body, {
      product: ["This field is required."],
      rating: [most],
      comment: ["Ensure this field has no more than 2000 characters."],
    });
    assert.deepEqual(Object.keys((await create({ product: 1, rating: 1, comment: "\0" })).body), ["comment"]);
    for (const product of [999999, 0, -1]) {
      const unknown = await create({ product, rating: 4 });
      const message = `Invalid pk "${product}" - object does not exist.`;
      assert.deepEqual([unknown.status, unknown.body], [400, { product: [message] }]);
    }
    const gone = await call(url, "POST", "/api/products/999999/rate/", { token, json: { rating: 4 } });
    assert.deepEqual([gone.status, gone.body.code], [404, "product_not_found"]);
    for (
      const [path, json] of [["/api/products/1/rate/", { rating: 4 }], ["/api/ratings/", { product: 1, rating: 4 }]]
    ) {
      assert.equal((await call(url, "POST", path as string, { json })).status, 401);
    }
    assert.deepEqual((await call(url, "GET", `/api/ratings/?user=${id}`)).body, []);
  },

  "ratings are read by anyone, newest first": async (url) => {
    const { token, id } = await shopper(url);
    for (const product of [1, 2, 3]) await call(url, "POST", "/api/ratings/", { token, json: { product, rating: 5 } });
    const read = (query: string): Promise<Answer> => call(url, "GET", `/api/ratings/?user=${id}${query}`);
    const all = (await read("")).body;
    assert.deepEqual(all.map((it: { product: number }) => it.product), [3, 2, 1]);
    assert.deepEqual((await read("&product=2")).body, [all[1]]);
    assert.deepEqual((await read("&product=999999")).body, []);
    const page = await read("&limit=2");
    assert.deepEqual(page.body, all.slice(0, 2));
    const next = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1] ?? "";
    assert.deepEqual((await call(next, "GET", "")).body, all.slice(2));
    const { count, results, previous } = (await read("&page=2&page_size=2")).body;
    assert.deepEqual([count, results], [3, all.slice(2)]);
    assert.match(previous, /page=1/);
    assert.equal((await read("&page=3&page_size=2")).status, 404);
    for (const filter of ["product", "user"]) {
      const refused = await call(url, "GET", `/api/ratings/?${filter}=abc`);
      assert.deepEqual([refused.status, refused.body], [400, { [filter]: ["A valid integer is required."] }]);
    }
    for (const path of [`/api/ratings/?user=${id}`, `/api/ratings/${all[0].id}/`]) {
      const seen = await call(url, "GET", path);
      assert.equal(seen.headers.get("cache-control"), "public, max-age=0, s-maxage=10, stale-while-revalidate=20");
      const headers = { "If-None-Match": seen.headers.get("etag") ?? "" };
      assert.equal((await call(url, "GET", path, { headers })).status, 304);
    }
  },
};
