/** The last of a header's comma-separated values: the one that the nearest proxy wrote; empty when there is none. */
export const lastValue = (header: string | null): string => header?.split(",").at(-1)?.trim() ?? "";

const isHost = (text: string): boolean => /^[^/?#\\@\s]+$/.test(text);

/** Whether a request's own address can be told: its `Host`, where it names one, is the name or number of a host. */
export const hasAddress = ({ url, headers }: Request): boolean =>
  URL.canParse(url) && isHost(headers.get("host") || "-");

/** The origin of a request as the nearest proxy says; what it does not say, or not well, is the request's own. */
export function forwardedOrigin({ url, headers }: Request): string {
  const own = new URL(url);
  const protocol = lastValue(headers.get("x-forwarded-proto")).toLowerCase();
  const scheme = protocol === "http" || protocol === "https" ? `${protocol}:` : own.protocol;
  const host = lastValue(headers.get("x-forwarded-host"));
  const said = isHost(host) ? URL.parse(`${scheme}//${host}`) : null;
  return said?.origin ?? new URL(`${scheme}//${own.host}`).origin;
}
