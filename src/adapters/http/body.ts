import { err, ok, type Result } from "../../core/result.ts";
import { invalid, malformed, tooLarge, unsupportedMediaType } from "./problem.ts";
import type { Reply } from "./reply.ts";
import { notAnObject } from "./wire.ts";

/** The fields of a request. `form`: they came as a form, where a blank value may mean that nothing was given. */
export type Fields = { readonly values: Readonly<Record<string, unknown>>; readonly form: boolean };

const BODY_MAX = 1024 * 1024;

const nothing: Fields = { values: {}, form: false };

/** Reads a body of JSON, a urlencoded or a multipart form; no body, or JSON's null, is no fields. */
export async function readBody(request: Request): Promise<Result<Fields, Reply>> {
  const bytes = await readBytes(request);
  if (bytes?.length === 0) return ok(nothing);
  const type = request.headers.get("content-type") ?? "";
  const mime = type.split(";")[0]?.trim().toLowerCase() ?? "";
  const isForm = mime === "application/x-www-form-urlencoded" || mime === "multipart/form-data";
  if (mime !== "application/json" && !isForm) return err(unsupportedMediaType(mime));
  if (bytes === null) return err(tooLarge());
  return isForm ? await readForm(bytes, type) : readJson(bytes);
}

/** The whole body, or null when it is larger than allowed; what is beyond the limit is not read. */
async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_MAX) {
    await request.body?.cancel();
    return null;
  }
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > BODY_MAX) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function readJson(bytes: Uint8Array): Result<Fields, Reply> {
  let parsed: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.trim() === "") return ok(nothing);
    parsed = JSON.parse(text);
  } catch (error) {
    return err(malformed(error instanceof SyntaxError ? error.message : "the text is not UTF-8"));
  }
  if (parsed === null) return ok(nothing);
  if (typeof parsed === "object" && !Array.isArray(parsed)) {
    return ok({ values: parsed as Record<string, unknown>, form: false });
  }
  return err(invalid(notAnObject(parsed)));
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Result<Fields, Reply>> {
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    return ok({ values: Object.fromEntries(form), form: true });
  } catch {
    return err(malformed("the form cannot be read"));
  }
}
