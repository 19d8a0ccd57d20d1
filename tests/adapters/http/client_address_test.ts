import assert from "node:assert/strict";
import { cloudflareAddress, connectionAddress, networkOf } from "../../../src/adapters/http/client_address.ts";
import { forwardedOrigin } from "../../../src/adapters/http/forwarded.ts";

const request = (headers: Readonly<Record<string, string>>, url = "http://127.0.0.1:8000/api/products/") =>
  new Request(url, { headers });

const connection = { remoteAddr: { transport: "tcp", hostname: "192.0.2.1", port: 9 } };

Deno.test("an IPv4 address counts as itself, an IPv6 address by its first 64 bits, and what is none as nothing", () => {
  const networks: readonly (readonly [string, string])[] = [
    ["192.0.2.7", "192.0.2.7"],
    ["192.0.2.7:5123", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["::FFFF:c000:207", "192.0.2.7"],
    ["[::ffff:192.0.2.7]:443", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::"],
    ["[2001:db8:1:2::9]:443", "2001:db8:1:2::"],
    ["2001:db8:1:3::9", "2001:db8:1:3::"],
    ["2001:db8::1", "2001:db8:0:0::"],
    ["fe80::1%eth0", "fe80:0:0:0::"],
    ["::1", "0:0:0:0::"],
    ["::", "0:0:0:0::"],
    ["64:ff9b::192.0.2.7", "64:ff9b:0:0::"],
  ];
  for (const [address, network] of networks) assert.equal(networkOf(address), network, address);
  for (const none of ["", "unknown", "_hidden", "999.1.1.1", "1.2.3", "::1]@evil", "2001:db8:::1", ":", "a b", "1:2"]) {
    assert.equal(networkOf(none), "", none);
  }
});

Deno.test("what a client says of its own address counts only behind a trusted proxy, and there the last hop", () => {
  const forged = request({ "X-Forwarded-For": "203.0.113.9, 198.51.100.7", "CF-Connecting-IP": "203.0.113.8" });
  assert.equal(connectionAddress(false)(forged, connection), "192.0.2.1");
  assert.equal(connectionAddress(true)(forged, connection), "198.51.100.7");
  for (const senseless of [{}, { "X-Forwarded-For": "203.0.113.9, unknown" }, { "X-Forwarded-For": "" }]) {
    assert.equal(connectionAddress(true)(request(senseless), connection), "192.0.2.1");
  }
  for (const platform of [undefined, {}, { remoteAddr: { transport: "unix", path: "/x" } }]) {
    assert.equal(connectionAddress(false)(forged, platform), "");
  }
});

Deno.test("a Worker believes the platform's header alone", () => {
  const headers = { "CF-Connecting-IP": "2001:db8:1:2::9", "X-Forwarded-For": "203.0.113.9" };
  assert.equal(cloudflareAddress(request(headers), connection), "2001:db8:1:2::");
  assert.equal(cloudflareAddress(request({ "X-Forwarded-For": "203.0.113.9" }), connection), "");
});

Deno.test("a proxy tells the request's scheme and host by its last values, and nonsense tells nothing", () => {
  const own = "http://127.0.0.1:8000";
  const origins: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{}, own],
    [{ "X-Forwarded-Proto": "https", "X-Forwarded-Host": "shop.example" }, "https://shop.example"],
    [{ "X-Forwarded-Proto": "http, HTTPS", "X-Forwarded-Host": "a.example, b.example:8443" }, "https://b.example:8443"],
    [{ "X-Forwarded-Proto": "https", "X-Forwarded-Host": "shop.example:443" }, "https://shop.example"],
    [{ "X-Forwarded-Host": "shop.example" }, "http://shop.example"],
    [{ "X-Forwarded-Proto": "https" }, "https://127.0.0.1:8000"],
    [{ "X-Forwarded-Proto": "javascript", "X-Forwarded-Host": "shop.example/path" }, own],
    [{ "X-Forwarded-Host": "user@shop.example" }, own],
    [{ "X-Forwarded-Host": "shop.example:port" }, own],
    [{ "X-Forwarded-Host": "[2001:db8::1]:8080" }, "http://[2001:db8::1]:8080"],
  ];
  for (const [headers, origin] of origins) {
    assert.equal(forwardedOrigin(new URL(request(headers).url), request(headers).headers), origin);
  }
});
