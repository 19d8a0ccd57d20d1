/** The last of a header's comma-separated values: the one that the nearest proxy wrote; empty when there is none. */
export const lastValue = (header: string | null): string => header?.split(",").at(-1)?.trim() ?? "";

/** The origin of a request as the nearest proxy says; what it does not say, or not well, is the request's own. */
export function forwardedOrigin({ url, headers }: Request): string {
  const own = new URL(url);
  const protocol = lastValue(headers.get("x-forwarded-proto")).toLowerCase();
  const scheme = protocol === "http" || protocol === "https" ? `${protocol}:` : own.protocol;
  const host = lastValue(headers.get("x-forwarded-host"));
  const said = /^[^/?#\\@\s]+$/.test(host) ? URL.parse(`${scheme}//${host}`) : null;
  return said?.origin ?? new URL(`${scheme}//${own.host}`).origin;
}
