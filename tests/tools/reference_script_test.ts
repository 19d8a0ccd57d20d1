import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { referenceScript } from "../../src/reference_files.ts";
import { packedScript, SCRIPT_SHA256 } from "../../tools/reference_script.ts";

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

Deno.test("the packed reference script is the one whose SHA-256 is written down", async () =>
  assert.equal(digest(gunzipSync(await Deno.readFile(packedScript))), SCRIPT_SHA256));

Deno.test("the reference script is served packed to those who can unpack it, and whole to others", async () => {
  const served = (encoding: string) =>
    referenceScript(new Request("http://shop.example/docs/scalar.js", { headers: { "Accept-Encoding": encoding } }));
  const whole = await served("identity");
  assert.equal(whole.headers?.["Content-Encoding"], undefined);
  assert.equal(digest(await new Response(whole.body).bytes()), SCRIPT_SHA256);
  const packed = await served("br, gzip");
  assert.equal(packed.headers?.["Content-Encoding"], "gzip");
  assert.equal(digest(gunzipSync(await new Response(packed.body).bytes())), SCRIPT_SHA256);
});
