import assert from "node:assert/strict";
import { drivers } from "./drivers.ts";
import { serveShop } from "./in_process.ts";

/** What the shop tells of https, by how it is reached. */
const reached: Readonly<
  Record<string, readonly [settings: Record<string, string>, proto: string, told: string | null]>
> = {
  "a public address with https": [{ PUBLIC_URL: "https://shop.example" }, "http", "max-age=31536000"],
  "a public address without": [{ PUBLIC_URL: "http://shop.example" }, "https", null],
  "a trusted proxy that was asked with https": [{ TRUST_PROXY: "on" }, "https", "max-age=31536000"],
  "a trusted proxy that was asked without": [{ TRUST_PROXY: "on" }, "http", null],
  "a client that says https itself": [{}, "https", null],
};

for (const [how, [settings, proto, told]] of Object.entries(reached)) {
  Deno.test(`https is demanded of a shop that has it, and of no other: ${how}`, async () => {
    const { database, close } = await drivers.embedded();
    const shop = await serveShop(database, { ADMIN_PASSWORD: "first of the staff", DEMO_DATA: "off", ...settings });
    try {
      for (const path of ["/api/products/", "/docs", "/nowhere"]) {
        const answer = await fetch(shop.url + path, { headers: { "X-Forwarded-Proto": proto } });
        await answer.body?.cancel();
        assert.equal(answer.headers.get("strict-transport-security"), told, path);
      }
    } finally {
      await shop.close();
      await close();
    }
  });
}
