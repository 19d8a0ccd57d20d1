import { type Reply, says } from "./answers.ts";
import type { Kept } from "./kept.ts";
import type { Given, Route } from "./routes.ts";

/** The headers that tell who asks: the session's token, or a guest's cart's; to merge that cart, both. */
export function credentialsFor(kept: Kept, id: string, route: Route, input: Given): Record<string, string> {
  const { token, guestCart } = kept;
  const signed = route.session && token !== null;
  const asGuest = id === "mergeCarts" ? input["cart_id"] === guestCart?.id : route.guest && !signed;
  return {
    ...(signed ? { "Authorization": `Token ${token}` } : {}),
    ...(asGuest && guestCart !== null ? { "X-Cart-Token": guestCart.token } : {}),
  };
}

/** Keeps what an answer gave, and forgets what it ended. `sent` are the headers that went out. */
export function learn(kept: Kept, id: string, byCookie: boolean, sent: Given, reply: Reply): void {
  const signed = sent["Authorization"] === `Token ${kept.token}`;
  const asGuest = kept.guestCart !== null && sent["X-Cart-Token"] === kept.guestCart.token;
  if (signed && says(reply, "invalid_token")) kept.token = null;
  if (asGuest && sent["X-Cart-Id"] === undefined && says(reply, "cart_not_found")) kept.guestCart = null;
  if (reply.status < 200 || reply.status >= 300) return;
  const { id: cart, token } = (reply.body ?? {}) as { id?: number; token?: string };
  switch (id) {
    case "login":
    case "getToken":
      if (!byCookie) kept.token = token ?? null;
      break;
    case "logout":
    case "deleteMe":
      kept.token = null;
      break;
    case "openCart":
      if (cart !== undefined && token !== undefined) kept.guestCart = { id: cart, token };
      break;
    case "mergeCarts":
      if (asGuest) kept.guestCart = null;
  }
}
