import type { Context } from "hono";
import { type Counter, openingsFrom, type Rate, type Tries } from "../../core/customers/throttle.ts";
import { foldName } from "../../core/values.ts";
import type { ClientAddress } from "./client_address.ts";
import type { HttpEnv, Service } from "./service.ts";

/** What throttles are made of. Of an address, or of a name that nobody has, only the digest is kept. */
export type Throttles = {
  readonly login: Rate;
  readonly address: ClientAddress;
  readonly digest: (text: string) => string;
};

const addressOf = (c: Context<HttpEnv>, { address, digest }: Throttles): string =>
  digest(`address ${address(c.req.raw, c.env)}`);

/** What a login is counted by, as if nobody had the name; null when throttling is off. */
export const loginTries = (c: Context<HttpEnv>, { throttles }: Service, name: string): Tries | null =>
  throttles === null ? null : {
    rate: throttles.login,
    account: throttles.digest(`name ${foldName(name)}`),
    address: addressOf(c, throttles),
  };

/** What a try of the caller's own password is counted by, together with their logins; null when throttling is off. */
export const userTries = (c: Context<HttpEnv>, { throttles }: Service, user: number): Tries | null =>
  throttles === null ? null : { rate: throttles.login, account: String(user), address: addressOf(c, throttles) };

/** What counts the things of a kind that the caller's address opens; nothing when throttling is off. */
export const openings = (
  c: Context<HttpEnv>,
  { throttles }: Service,
  what: "account" | "guest cart",
): readonly Counter[] => throttles === null ? [] : [openingsFrom(addressOf(c, throttles), what)];
