import assert from "node:assert/strict";
import { keyedDigest } from "../../../src/adapters/crypto/digests.ts";
import { freshSeed } from "../../../src/adapters/crypto/tokens.ts";

Deno.test("a digest is the same for the same seed alone, whatever seeds stand behind it, and shows nothing", () => {
  const [seed, other] = [freshSeed(), freshSeed()];
  const digest = keyedDigest([seed])("address 192.0.2.1");
  assert.match(digest, /^[\w-]{43}$/);
  assert.equal(keyedDigest([seed, other])("address 192.0.2.1"), digest);
  assert.notEqual(keyedDigest([other])("address 192.0.2.1"), digest);
  assert.notEqual(keyedDigest([seed])("address 192.0.2.2"), digest);
  assert.throws(() => keyedDigest([]));
});
