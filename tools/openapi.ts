import { edDsaTokens, freshSeed } from "../src/adapters/crypto/tokens.ts";
import { kiosk } from "../src/app.ts";
import { parseConfig } from "../src/config.ts";
import { referenceFiles } from "../src/reference_files.ts";

const unused = () => Promise.reject(new Error("the document needs no database"));

/** The OpenAPI document as the shop serves it, in both notations, and its gist, without a shop. */
export async function openApiDocument(): Promise<{ json: string; yaml: string; llms: string }> {
  const app = kiosk({
    config: parseConfig({}),
    database: { read: unused, write: unused, close: () => {} },
    tokens: await edDsaTokens([freshSeed()]),
    address: () => "",
    digest: (text) => text,
    log: () => {},
    referenceFiles: referenceFiles(),
  });
  const text = async (path: string): Promise<string> => {
    const answer = await app.fetch(new Request(`http://shop.test${path}`));
    if (answer.status !== 200) throw new Error(await answer.text());
    return await answer.text();
  };
  return { json: await text("/openapi.json"), yaml: await text("/openapi.yaml"), llms: await text("/llms.txt") };
}

if (import.meta.main) console.log(JSON.stringify(JSON.parse((await openApiDocument()).json), null, 2));
