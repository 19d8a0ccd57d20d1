import { tagged, unlessKnown } from "./adapters/http/etag.ts";
import type { Described } from "./adapters/http/operation.ts";
import type { ReferenceFiles } from "./adapters/http/reference.ts";
import { type Reply, replyText } from "./adapters/http/reply.ts";
import { yaml } from "./adapters/http/yaml.ts";
import { VERSION } from "./config.ts";

/** The reference's script, packed by `deno task reference`; its version and digest stand in tools/reference_script.ts. */
const PACKED = new URL("./scalar.standalone.js.gz", import.meta.url);

/** The OpenAPI document of the operations in both notations, and its gist, by their paths. */
async function documentTexts(operations: readonly Described[]) {
  const { openApi } = await import("./adapters/http/document/openapi.ts");
  const { llms } = await import("./adapters/http/document/llms.ts");
  const document = openApi(operations, VERSION);
  return { "/openapi.json": JSON.stringify(document), "/openapi.yaml": yaml(document), "/llms.txt": llms(document) };
}

/** The reference's files on Deno: the document is built once in the process, when it is first asked for. */
export function referenceFiles(): ReferenceFiles {
  let texts: ReturnType<typeof documentTexts> | undefined;
  return async (path, request, operations) => {
    if (path === "/docs/scalar.js") return await referenceScript(request);
    const found = replyText(200, (await (texts ??= documentTexts(operations)))[path]);
    const known = request.headers.get("if-none-match") ?? undefined;
    return unlessKnown(tagged(found), known, { "Cache-Control": "public, no-cache" });
  };
}

/** The script, packed to those who can unpack it. */
export async function referenceScript(request: Request): Promise<Reply> {
  const packed = (await Deno.open(PACKED)).readable;
  const headers = { "Cache-Control": "public, max-age=86400", "Vary": "Accept-Encoding" };
  return /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")
    ? { status: 200, body: packed, headers: { ...headers, "Content-Encoding": "gzip" } }
    : { status: 200, body: packed.pipeThrough(new DecompressionStream("gzip")), headers };
}
