/** The reference's script, packed by `deno task reference`; its version and digest stand in tools/reference_script.ts. */
const PACKED = new URL("./scalar.standalone.js.gz", import.meta.url);

const A_DAY = "public, max-age=86400";

/** Serves the reference's script, packed to those who can unpack it. */
export async function referenceScript(request: Request): Promise<Response> {
  const packed = (await Deno.open(PACKED)).readable;
  const headers = {
    "Content-Type": "text/javascript; charset=utf-8",
    "Cache-Control": A_DAY,
    "Vary": "Accept-Encoding",
  };
  return /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")
    ? new Response(packed, { headers: { ...headers, "Content-Encoding": "gzip" } })
    : new Response(packed.pipeThrough(new DecompressionStream("gzip")), { headers });
}
