import { err, ok, type Result } from "../../core/result.ts";
import { invalid, malformed, tooLarge, tooSlow, unsupportedMediaType } from "./problem.ts";
import type { Reply } from "./reply.ts";
import { notAnObject } from "./wire.ts";

/** The fields of a request. `form`: they came as a form, where a blank value may mean that nothing was given. */
export type Fields = { readonly values: Readonly<Record<string, unknown>>; readonly form: boolean };

const BODY_MAX = 1024 * 1024;

/** How deep JSON may be, unknown fields included: deeper than anything that is kept, and no deeper than every stack. */
const NESTING_MAX = 1_000;

const NOT_UTF8 = "the text is not UTF-8";

const nothing: Fields = { values: {}, form: false };

/** Reads a body of JSON, a urlencoded or a multipart form; no body, or JSON's null, is no fields. */
export async function readBody(request: Request, milliseconds: number): Promise<Result<Fields, Reply>> {
  const bytes = await readBytes(request, milliseconds);
  if (bytes.ok && bytes.value.length === 0) return ok(nothing);
  const type = request.headers.get("content-type") ?? "";
  const mime = type.split(";")[0]?.trim().toLowerCase() ?? "";
  const reader = readers.get(mime);
  if (reader === undefined) return err(unsupportedMediaType(mime));
  return bytes.ok ? await reader(bytes.value, type) : bytes;
}

/** The whole body, unless it is larger than allowed, takes too long or breaks off; beyond either limit nothing is read. */
async function readBytes(request: Request, milliseconds: number): Promise<Result<Uint8Array<ArrayBuffer>, Reply>> {
  const length = Number(request.headers.get("content-length") ?? NaN);
  if (length > BODY_MAX) {
    await request.body?.cancel();
    return err(tooLarge());
  }
  if (length === 0 || (Number.isNaN(length) && request.body === null)) return ok(new Uint8Array());
  const { promise: late, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(() => resolve("late"), milliseconds);
  // What says its length is read in one go, which costs half; what does not is counted as it comes.
  const whole = Number.isNaN(length) ? counted(request.body) : request.bytes();
  try {
    const bytes = await Promise.race([whole, late]);
    if (bytes === "late") {
      whole.catch(() => {});
      return err(tooSlow());
    }
    return bytes === null ? err(tooLarge()) : ok(bytes);
  } catch {
    return err(malformed("the body broke off"));
  } finally {
    clearTimeout(timer);
  }
}

/** The bytes of a body whose length is not known beforehand; null when they are too many. */
async function counted(body: Request["body"]): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > BODY_MAX) return null;
    chunks.push(chunk);
  }
  return await new Blob(chunks).bytes();
}

function readJson(bytes: Uint8Array): Result<Fields, Reply> {
  let parsed: unknown;
  try {
    const text = decoded(bytes);
    if (text.trim() === "") return ok(nothing);
    if (text.length > NESTING_MAX && isTooDeep(text)) {
      return err(malformed(`the text has more than ${NESTING_MAX} levels`));
    }
    parsed = JSON.parse(text);
  } catch (error) {
    return err(malformed(error instanceof SyntaxError ? error.message : NOT_UTF8));
  }
  if (parsed === null) return ok(nothing);
  if (typeof parsed === "object" && !Array.isArray(parsed)) {
    return ok({ values: parsed as Record<string, unknown>, form: false });
  }
  return err(invalid(notAnObject(parsed)));
}

/** Whether a JSON text, which is not parsed for it, goes deeper than allowed. */
function isTooDeep(text: string): boolean {
  let [level, quoted] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted && char === "\\") at++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === "[" || char === "{")) level++;
    else if (!quoted && (char === "]" || char === "}")) level--;
    if (level > NESTING_MAX) return true;
  }
  return false;
}

/** By the URL standard, which the platforms' own readers of forms do not all keep; escaped bytes must be UTF-8 too. */
function readUrlencoded(bytes: Uint8Array): Result<Fields, Reply> {
  try {
    const text = decoded(bytes);
    text.replace(/(?:%[0-9a-f]{2})+/gi, decodeURIComponent);
    return ok({ values: Object.fromEntries(new URLSearchParams(text)), form: true });
  } catch {
    return err(malformed(NOT_UTF8));
  }
}

async function readMultipart(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Result<Fields, Reply>> {
  try {
    const values = Object.fromEntries(await new Response(bytes, { headers: { "content-type": type } }).formData());
    return isBroken(values, bytes) ? err(malformed(NOT_UTF8)) : ok({ values, form: true });
  } catch {
    return err(malformed("the form cannot be read"));
  }
}

/** Whether a text of the form holds U+FFFD in place of bytes that are no UTF-8. A file may hold any bytes. */
function isBroken(values: Readonly<Record<string, unknown>>, bytes: Uint8Array): boolean {
  if (!Object.values(values).some((value) => typeof value === "string" && value.includes("\ufffd"))) return false;
  try {
    decoded(bytes);
    return false;
  } catch {
    return true;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

const decoded = (bytes: Uint8Array): string => utf8.decode(bytes);

type Reader = (bytes: Uint8Array<ArrayBuffer>, type: string) => Result<Fields, Reply> | Promise<Result<Fields, Reply>>;

/** What reads a body, by its type. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["application/json", readJson],
  ["application/x-www-form-urlencoded", readUrlencoded],
  ["multipart/form-data", readMultipart],
]);
