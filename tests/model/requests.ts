/** Whose cart a request means: a customer's (null: the default one), or a guest's by its id. */
export type CartMeant = { readonly who: number; readonly cart: number | null } | { readonly guest: number };

/** What is listed in an order. `variant` null takes the product's default one. */
export type Item = { readonly product: number; readonly variant: number | null; readonly quantity: number };

/** One request to the shop. `who` is a user's id; amounts are minor units; staff edit and move. */
export type Request =
  | { readonly do: "sign up"; readonly name: string }
  | { readonly do: "leave"; readonly who: number }
  | { readonly do: "open cart"; readonly who: number | null }
  | ({ readonly do: "add" | "set"; readonly in: CartMeant } & Item)
  | { readonly do: "remove"; readonly in: CartMeant; readonly product: number; readonly variant: number | null }
  | { readonly do: "clear"; readonly in: CartMeant }
  | { readonly do: "merge"; readonly who: number; readonly into: number | null; readonly from: number }
  | {
    readonly do: "check out";
    readonly who: number;
    readonly cart: number | null;
    readonly expected: number | null;
    readonly key: string | null;
  }
  | {
    readonly do: "order";
    readonly who: number;
    readonly items: readonly Item[];
    readonly expected: number | null;
    readonly key: string | null;
  }
  | { readonly do: "cancel"; readonly who: number; readonly order: number }
  | { readonly do: "move"; readonly order: number; readonly status: string }
  | { readonly do: "rate"; readonly who: number; readonly product: number; readonly stars: number }
  | { readonly do: "price" | "stock"; readonly product: number; readonly variant: number; readonly to: number }
  | { readonly do: "take off"; readonly product: number }
  | { readonly do: "look at cart"; readonly in: CartMeant }
  | { readonly do: "look at product"; readonly product: number }
  | { readonly do: "look at orders"; readonly who: number };

/** A request of that kind. */
export type Asked<D extends Request["do"]> = Extract<Request, { readonly do: D }>;

/** What a request comes to, so far as the model knows: a status, a code or the faulty fields, and what matters of it. */
export type Answer = { readonly status: number; readonly code?: string; readonly told?: unknown };

export const answerTo = (status: number, told?: unknown): Answer => told === undefined ? { status } : { status, told };

export const refusal = (status: number, code: string, told?: unknown): Answer =>
  told === undefined ? { status, code } : { status, code, told };
