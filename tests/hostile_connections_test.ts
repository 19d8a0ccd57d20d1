import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import type { LogEntry } from "../src/adapters/http/service.ts";
import { drivers } from "./drivers.ts";
import { serveShop } from "./in_process.ts";

/** What comes back for a request as these bytes: its status, NaN when there is no answer, and its body. */
async function sent(url: string, request: string, breaksOff = false): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const writer = connection.writable.getWriter();
  await writer.write(Uint8Array.from(request, (char) => char.charCodeAt(0))).catch(() => {});
  writer.releaseLock();
  if (breaksOff) await connection.closeWrite();
  const text = await readUntilClosed(connection);
  const [head = "", ...body] = text.split("\r\n\r\n");
  return { status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]), body: body.join("\r\n\r\n") };
}

/** All that comes, until the server ends the connection, or resets it because it wants no more of the request. */
async function readUntilClosed({ readable }: Deno.Conn): Promise<string> {
  let text = "";
  try {
    for await (const chunk of readable.pipeThrough(new TextDecoderStream())) text += chunk;
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  return text;
}

Deno.test({
  name: "bytes on a connection that no client of HTTP would send are answered, and never with a 5xx",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const { database, close } = await drivers.embedded();
    const variables = { ADMIN_PASSWORD: "first of the staff", DEMO_DATA: "off", AUTH_SECRET_KEY: freshSeed() };
    const entries: LogEntry[] = [];
    const shop = await serveShop(database, variables, { log: (entry) => entries.push(entry) });
    const { host } = new URL(shop.url);
    const get = (path: string, headers = `Host: ${host}\r\n`) =>
      sent(shop.url, `GET ${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);
    try {
      const hosts = [
        "exa mple",
        "[::1",
        "a/b",
        "a?b",
        "a#b",
        "a\\b",
        "user@evil",
        "evil:99999",
        "%zz",
        "xn--",
        "a:b:c",
      ];
      for (const named of hosts) {
        for (const path of ["/api/products/", "/healthz", "/docs", "/nowhere"]) {
          const { status, body } = await get(path, `Host: ${named}\r\n`);
          assert.deepEqual([status, JSON.parse(body).code], [400, "bad_host"], named);
        }
      }
      const paths: readonly (readonly [path: string, status: number])[] = [
        ["/api/products/../orders/", 404],
        ["/api/products/./1/", 404],
        ["/docs/../api/users/", 404],
        ["/media/../../deno.json", 404],
        ["/api/products/\0/", 400],
        ["/api/products/\xc0\xaf/", 400],
        ["/api/products\\1/", 404],
        ["*", 400],
        ["http://evil.example/nowhere", 404],
        ["/api/products/#x", 200],
        [`/${"x".repeat(300_000)}`, 400],
      ];
      for (const [path, status] of paths) {
        assert.equal((await get(path)).status, status, path.slice(0, 40));
      }
      const requests: readonly (readonly [request: string, status: number])[] = [
        [`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nHost: evil\r\nConnection: close\r\n\r\n`, 400],
        [`GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n`, 200],
        [`GET /healthz HTTP/1.0\r\n\r\n`, 200],
        [`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n${"X-A: 1\r\n".repeat(5_000)}\r\n`, 400],
        [`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX-A: \0\r\n\r\n`, 400],
        [`POST /api/users/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: -1\r\n\r\n`, 400],
        [`POST /api/users/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
        ["nonsense\r\n\r\n", 400],
      ];
      for (const [request, status] of requests) {
        assert.equal((await sent(shop.url, request)).status, status, request.slice(0, 80));
      }
      const bodies: readonly (readonly [rest: string, answer: number])[] = [
        ["Content-Length: 100\r\n\r\n{", 400],
        ["Transfer-Encoding: chunked\r\n\r\n5\r\n{", 400],
        ["Transfer-Encoding: chunked\r\n\r\nzz\r\n", NaN],
      ];
      for (const [rest, status] of bodies) {
        const request = `POST /api/users/ HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${rest}`;
        assert.equal((await sent(shop.url, request, true)).status, status, rest);
      }
      assert.deepEqual(entries.filter(({ status }) => status >= 500), []);
    } finally {
      await shop.close();
      await close();
    }
  },
});
