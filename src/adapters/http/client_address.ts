import { lastValue } from "./forwarded.ts";

/** The network that a request's client counts as, by what the platform tells of it; empty when that is nothing. */
export type ClientAddress = (request: Request, platform: unknown) => string;

/** On Deno, the connection's other end; behind a trusted proxy, the last hop of `X-Forwarded-For`. */
export const connectionAddress = (trustProxy: boolean): ClientAddress => ({ headers }, platform) => {
  const { remoteAddr } = (platform ?? {}) as { readonly remoteAddr?: { readonly hostname?: string } };
  const forwarded = trustProxy ? networkOf(lastValue(headers.get("x-forwarded-for"))) : "";
  return forwarded || networkOf(remoteAddr?.hostname ?? "");
};

/** On Workers, the header that the platform sets itself, so that no client can. */
export const cloudflareAddress: ClientAddress = ({ headers }) => networkOf(headers.get("cf-connecting-ip") ?? "");

/**
 * What an address counts as: an IPv4 address as itself, also when it is written as IPv6; an IPv6 address as its first 64
 * bits, because one client has them all. Empty for what is no address. A port behind it does not matter.
 */
export function networkOf(address: string): string {
  const v4 = /^(\d+(?:\.\d+){3})(?::\d+)?$/.exec(address)?.[1];
  if (v4 !== undefined) return URL.parse(`http://${v4}`)?.hostname ?? "";
  const v6 = /^\[?([\da-f:.]+)(?:%[^\]]*)?(?:\](?::\d+)?)?$/i.exec(address)?.[1];
  const hostname = v6 === undefined ? undefined : URL.parse(`http://[${v6}]`)?.hostname;
  return hostname === undefined ? "" : prefixOf(groups(hostname.slice(1, -1)));
}

/** The eight numbers of an IPv6 address in its shortest form. */
function groups(address: string): readonly number[] {
  const [before = "", behind] = address.split("::");
  const numbers = (part: string) => part === "" ? [] : part.split(":").map((group) => parseInt(group, 16));
  const [head, tail] = [numbers(before), numbers(behind ?? "")];
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function prefixOf(address: readonly number[]): string {
  const mapped = address.slice(0, 5).every((group) => group === 0) && address[5] === 0xffff;
  if (mapped) return address.slice(6).flatMap((group) => [group >> 8, group & 255]).join(".");
  return `${address.slice(0, 4).map((group) => group.toString(16)).join(":")}::`;
}
