import assert from "node:assert/strict";
import { arrange, type Encoding, guestCart, send } from "./arrange.ts";
import { type Actor, assemble, type Cast } from "./cast.ts";
import { call, type Options } from "./client.ts";
import { type Document, documentOf, type Operation, promised } from "./documented.ts";
import { permissionMatrix } from "./matrix.ts";
import type { Suite } from "./suite.ts";

/** Someone who may do it. */
const allowed = (cast: Cast, { documented }: Operation): Actor =>
  documented["x-access"].callers === "staff" ? cast.staff : cast.customer;

/** A body counts there, whether or not the operation asks for a field. */
const withBody = ({ operations }: Document) => operations.filter(({ method }) => /^(POST|PUT|PATCH)$/.test(method));

/**
 * What only a database that fails, a throttle or an overload provokes: tests/faults_test.ts, tests/throttled_test.ts and
 * tests/overload_test.ts do.
 */
const seenElsewhere = /(conflict|internal_error|unavailable|throttled|overloaded|body_too_slow)$/;

/** What the document says, held against the shop that serves it. */
export const documentedSuite: Suite = {
  "every operation does what it says, with and without its slash, from JSON, a form and a multipart form": async (
    url,
    target,
  ) => {
    const [cast, document] = [await assemble(target), await documentOf(url)];
    for (const operation of document.operations) {
      const { method } = operation;
      const encodings: readonly Encoding[] = operation.documented.requestBody
        ? ["json", "form", "multipart"]
        : ["json"];
      for (const [index, encoding] of encodings.entries()) {
        const arranged = await arrange(cast, operation, allowed(cast, operation), null, "own");
        const path = index === 1 ? arranged.path.replace(/\/$/, "") : arranged.path;
        const answer = await send(url, method, { ...arranged, path }, encoding);
        assert.ok(answer.status < 300, `${operation.id} from ${encoding}: ${answer.status} ${answer.text}`);
      }
      if (operation.documented.requestBody) continue;
      const arranged = await arrange(cast, operation, allowed(cast, operation), null, "own");
      const odd = { ...arranged, path: arranged.path.replace(/\/$/, "") };
      const answer = await send(url, method, { ...odd, headers: { "Content-Type": "application/json; charset=x" } });
      assert.ok(answer.status < 300, `${operation.id} with a content type: ${answer.status} ${answer.text}`);
    }
  },

  "every POST, PUT and PATCH refuses a body that is none": async (url, target) => {
    const [cast, document] = [await assemble(target), await documentOf(url)];
    const json = { "Content-Type": "application/json" };
    const bodies: readonly (readonly [Options, number, string])[] = [
      [{ raw: "{", headers: json }, 400, "parse_error"],
      [{ raw: "[1]", headers: json }, 400, "fields"],
      [{ raw: "<a/>", headers: { "Content-Type": "text/xml" } }, 415, "unsupported_media_type"],
      [{ raw: "x".repeat(1024 * 1024 + 1), headers: { "Content-Type": "text/plain" } }, 415, "unsupported_media_type"],
      [{ raw: `{"x":"${"x".repeat(1024 * 1024)}"}`, headers: json }, 413, "body_too_large"],
    ];
    for (const { id, method, path, documented } of withBody(document)) {
      const { token } = allowed(cast, { documented } as Operation);
      for (const [options, status, code] of bodies) {
        const answer = await call(url, method, path.replace(/\{\w+\}/, "1"), { token, ...options });
        assert.deepEqual([answer.status, answer.body.code ?? "fields"], [status, code], id);
      }
    }
  },

  "every path with an id is not there for what is none, and every address has an end": async (url, target) => {
    const [cast, document] = [await assemble(target), await documentOf(url)];
    for (const operation of document.operations) {
      const { id, method, path, parameters } = operation;
      const { token } = allowed(cast, operation);
      if (path.includes("{")) {
        const answer = await call(url, method, path.replace(/\{\w+\}/, "white-jacket"), { token });
        assert.deepEqual([answer.status, answer.body.code], [404, "not_found"], id);
      }
      if (parameters.length > 0) {
        const address = `${path.replace(/\{\w+\}/, "1")}?${parameters[0]}=${"x".repeat(17_000)}`;
        const answer = await call(url, method, address, { token });
        assert.deepEqual([answer.status, answer.body.code], [414, "uri_too_long"], id);
      }
    }
  },

  "every list refuses a limit that is none and a page that is not there": async (url, target) => {
    const [cast, document] = [await assemble(target), await documentOf(url)];
    for (const operation of document.operations) {
      if (!operation.parameters.includes("limit")) continue;
      const { path, token } = await arrange(cast, operation, allowed(cast, operation), null, "own");
      const options = token === null ? {} : { token };
      for (const limit of ["0", "-1", "x", "1.5"]) {
        const answer = await call(url, "GET", `${path}?limit=${limit}`, options);
        assert.deepEqual([answer.status, Object.keys(answer.body)], [400, ["limit"]], operation.id);
      }
      if (!operation.parameters.includes("cursor")) continue;
      for (const query of [`limit=${"9".repeat(500)}`, `page=1&page_size=${"x".repeat(200)}`, "page=1&page_size=%00"]) {
        assert.equal((await call(url, "GET", `${path}?${query}`, options)).status, 200, `${operation.id} ${query}`);
      }
      const cursor = await call(url, "GET", `${path}?cursor=x`, options);
      assert.deepEqual([cursor.status, Object.keys(cursor.body)], [400, ["cursor"]], operation.id);
      for (const page of ["0", "x", "%00", "99999", "9".repeat(200)]) {
        const answer = await call(url, "GET", `${path}?page=${page}`, options);
        assert.deepEqual([answer.status, answer.body.detail], [404, "Invalid page."], operation.id);
      }
    }
  },

  "every read with an ETag is 304 to who has it, and every edit of a stale copy 412": async (url, target) => {
    const [cast, document] = [await assemble(target), await documentOf(url)];
    for (const operation of document.operations) {
      const { id, method, documented } = operation;
      const arranged = await arrange(cast, operation, allowed(cast, operation), null, "own");
      if ("304" in documented.responses) {
        const etag = (await send(url, method, arranged)).headers.get("etag") ?? "";
        const again = await send(url, method, { ...arranged, headers: { "If-None-Match": etag } });
        assert.deepEqual([again.status, again.text, again.headers.get("etag")], [304, "", etag], id);
      }
      if ("412" in documented.responses) {
        const stale = await send(url, method, { ...arranged, headers: { "If-Match": '"stale"' } });
        assert.deepEqual([stale.status, stale.body.code], [412, "precondition_failed"], id);
      }
    }
  },

  "the last member of the staff can be neither demoted nor deleted": async (url, target) => {
    const [{ staff }, document] = [await assemble(target), await documentOf(url)];
    for (const { id, method, path, documented } of document.operations) {
      if (!JSON.stringify(documented.responses[409] ?? {}).includes("LastStaff")) continue;
      const json = method === "DELETE" ? {} : { json: { is_staff: false } };
      const answer = await call(url, method, path.replace("{id}", String(staff.id)), { token: staff.token, ...json });
      assert.deepEqual([answer.status, answer.body.code], [409, "last_staff"], id);
    }
  },

  "a foreign page cannot change anything with the shopper's cookie, nor sign anyone in": async (url, target) => {
    const [cast, document] = [await assemble(target), await documentOf(url)];
    for (const operation of document.operations) {
      const refuses = "403" in operation.documented.responses && operation.method !== "GET";
      if (!refuses) continue;
      const { path, body } = await arrange(cast, operation, allowed(cast, operation), null, "own");
      const cookie = `sessionid=${allowed(cast, operation).token}`;
      for (const from of [{ Origin: "https://evil.example" }, { Origin: "null" }, { "Sec-Fetch-Site": "cross-site" }]) {
        const headers = { Cookie: cookie, ...from } as Record<string, string>;
        const answer = await call(url, operation.method, path, { headers, ...(body === null ? {} : { json: body }) });
        assert.deepEqual([answer.status, answer.body.code], [403, "origin_not_allowed"], operation.id);
      }
    }
  },

  "the permission matrix: every operation x every caller x own, foreign and missing": async (url, target) => {
    const { cells, wrong } = await permissionMatrix(await assemble(target), await documentOf(url));
    assert.deepEqual(wrong, []);
    assert.ok(cells > 500, `${cells} cells`);
  },

  "a guest is shown the way at checkout, merge and orders": async (url) => {
    const headers = { "X-Cart-Token": await guestCart(url) };
    for (const path of ["/api/cart/checkout/", "/api/cart/merge/", "/api/orders/"]) {
      const answer = await call(url, "POST", path, { headers, json: {} });
      assert.deepEqual([answer.status, answer.body.code], [401, "not_authenticated"], path);
    }
  },
};

/** The last sentence, once all others have run: whatever the document promises has been seen. */
export async function everyPromiseWasSeen(url: string): Promise<void> {
  const document = await documentOf(url);
  const unseen = promised(document).filter((it) => !seenElsewhere.test(it) && !document.seen.has(it));
  assert.deepEqual(unseen, []);
}
