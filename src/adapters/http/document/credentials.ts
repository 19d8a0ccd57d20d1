import type { Access } from "../auth.ts";

/** What a caller may be known by. */
export const credentials = {
  token: {
    type: "http",
    scheme: "bearer",
    description: "The `token` of a login, as `Authorization: Bearer …` or `Authorization: Token …`, on either API.",
  },
  cookie: {
    type: "apiKey",
    in: "cookie",
    name: "sessionid",
    description: "What a login sets in a browser; it works on either API.",
  },
  cartToken: {
    type: "apiKey",
    in: "header",
    name: "X-Cart-Token",
    description: "A guest's cart: the `token` of `POST /api/cart/`.",
  },
} as const;

const signedIn = [{ token: [] }, { cookie: [] }];

/** What each access is in the document: any one of the credentials listed; an empty one is none. */
export const security: Readonly<Record<Access, readonly Record<string, string[]>[]>> = {
  public: [],
  customer: signedIn,
  staff: signedIn,
  shopper: [...signedIn, { cartToken: [] }],
  anyone: [...signedIn, {}],
  leaving: [...signedIn, {}],
  ignored: [],
  login: [],
};
