/** The last of a header's comma-separated values: the one that the nearest proxy wrote; empty when there is none. */
export const lastValue = (header: string | null): string => header?.split(",").at(-1)?.trim() ?? "";

const isHost = (text: string): boolean => /^[^/?#\\@\s]+$/.test(text);

/** A request's own address; null when its `Host`, where it names one, is not the name or number of a host. */
export const addressOf = ({ url, headers }: Request): URL | null =>
  isHost(headers.get("host") || "-") ? URL.parse(url) : null;

/** The origin of a request as the nearest proxy says; what it does not say, or not well, is the request's own. */
export function forwardedOrigin(own: URL, headers: Headers): string {
  const protocol = lastValue(headers.get("x-forwarded-proto")).toLowerCase();
  const scheme = protocol === "http" || protocol === "https" ? `${protocol}:` : own.protocol;
  const host = lastValue(headers.get("x-forwarded-host"));
  const said = isHost(host) ? URL.parse(`${scheme}//${host}`) : null;
  return said?.origin ?? new URL(`${scheme}//${own.host}`).origin;
}
