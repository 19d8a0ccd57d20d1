import { hash } from "node:crypto";
import { base64url } from "jose";
import type { CartOwner, CartRef } from "../../core/cart/cart.ts";
import type { Caller } from "../../core/customers/session.ts";

const TOKEN_BYTES = 32;

/** A guest's cart token, 32 random bytes in base64url; only its digest is kept. */
export const newCartToken = (): string => base64url.encode(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));

/** The digest of a cart token; null for none. */
export const tokenDigest = (token: string | undefined): string | null => {
  const given = token?.trim() ?? "";
  return given === "" ? null : hash("sha256", given, "base64url");
};

/** The cart that a request means: the default one, or the one in `X-Cart-Id`; 0, which is none, for a senseless id. */
export function cartRef(header: string | undefined): CartRef {
  const given = header?.trim() ?? "";
  if (given === "") return "default";
  return /^\d{1,15}$/.test(given) ? Number(given) : 0;
}

/** The cart of a signed-in customer that a request means. */
export const customerCart = (caller: Caller, header: (name: string) => string | undefined): CartOwner => ({
  type: "customer",
  caller,
  cart: cartRef(header("x-cart-id")),
});

/** Whose cart a request means, by its caller and its headers; null when nobody's. */
export function cartOwner(caller: Caller | null, header: (name: string) => string | undefined): CartOwner | null {
  if (caller !== null) return customerCart(caller, header);
  const digest = tokenDigest(header("x-cart-token"));
  return digest === null ? null : { type: "guest", tokenDigest: digest };
}
