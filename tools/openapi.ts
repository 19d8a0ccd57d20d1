import { edDsaTokens, freshSeed } from "../src/adapters/crypto/tokens.ts";
import { kiosk } from "../src/app.ts";
import { parseConfig } from "../src/config.ts";

const unused = () => Promise.reject(new Error("the document needs no database"));

/** The OpenAPI document as the shop serves it, without a shop. */
export async function openApiDocument(): Promise<string> {
  const app = kiosk({
    config: parseConfig({}),
    database: { read: unused, write: unused, close: () => {} },
    tokens: await edDsaTokens([freshSeed()]),
    address: () => "",
    digest: (text) => text,
    log: () => {},
    script: () => Promise.resolve(new Response()),
  });
  const answer = await app.request("/openapi.json");
  if (answer.status !== 200) throw new Error(await answer.text());
  return JSON.stringify(await answer.json(), null, 2);
}

if (import.meta.main) console.log(await openApiDocument());
