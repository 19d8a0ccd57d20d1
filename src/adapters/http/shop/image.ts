import { clearable } from "../wire.ts";
import { webUrl } from "../wire_texts.ts";
import { words } from "../words.ts";

const IMAGE_MAX = 2000;

/** The address of a picture, in a body. */
export const imageField = <F>(fallback: F) =>
  clearable(webUrl(IMAGE_MAX), fallback, words({ description: "An absolute http(s) URL, or null for none." }));

/** How a picture's address is kept: the shop's own ones by their path, so that they follow the shop's address. */
export function keptImage<N extends null | undefined>(url: string | N, base: string): string | N {
  if (url === null || url === undefined) return url;
  const { origin, pathname, search, hash } = new URL(url);
  return origin === base && pathname.startsWith("/media/") ? pathname + search + hash : url;
}
