import { err, ok, type Result } from "../../core/result.ts";
import { invalid, malformed, tooLarge, tooSlow, unsupportedMediaType } from "./problem.ts";
import type { Reply } from "./reply.ts";
import { notAnObject } from "./wire.ts";

/** The fields of a request. `form`: they came as a form, where a blank value may mean that nothing was given. */
export type Fields = { readonly values: Readonly<Record<string, unknown>>; readonly form: boolean };

const BODY_MAX = 1024 * 1024;

const nothing: Fields = { values: {}, form: false };

/** Reads a body of JSON, a urlencoded or a multipart form; no body, or JSON's null, is no fields. */
export async function readBody(request: Request, milliseconds: number): Promise<Result<Fields, Reply>> {
  const read = await readBytes(request, milliseconds);
  if (!read.ok) return read;
  const bytes = read.value;
  if (bytes.length === 0) return ok(nothing);
  const type = request.headers.get("content-type") ?? "";
  const mime = type.split(";")[0]?.trim().toLowerCase() ?? "";
  if (mime === "application/json") return readJson(bytes);
  if (mime === "application/x-www-form-urlencoded" || mime === "multipart/form-data") {
    return await readForm(bytes, type);
  }
  return err(unsupportedMediaType(mime));
}

/** The whole body, unless it is larger than allowed, takes too long or breaks off; beyond either limit nothing is read. */
async function readBytes(request: Request, milliseconds: number): Promise<Result<Uint8Array<ArrayBuffer>, Reply>> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_MAX) {
    await request.body?.cancel();
    return err(tooLarge());
  }
  if (request.body === null) return ok(new Uint8Array());
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => {});
  }, milliseconds);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > BODY_MAX) {
        await reader.cancel();
        return err(tooLarge());
      }
      chunks.push(next.value);
    }
  } catch {
    return err(late ? tooSlow() : malformed("the body broke off"));
  } finally {
    clearTimeout(timer);
  }
  if (late) return err(tooSlow());
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return ok(bytes);
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
