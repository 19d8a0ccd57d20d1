import type { Caller, SessionEnded, Standing } from "../customers/session.ts";
import { commit, type Decision, type Moment, type Port, refuse, type UseCase, useCase } from "../use_case.ts";
import { type Money, type Quantity, quantity, QUANTITY_MAX } from "../values.ts";
import {
  type CartFull,
  type CartNotFound,
  type CartRef,
  LINES_MAX,
  type OpenCart,
  type OutOfStock,
  outOfStock,
  type Shortage,
  subtotal,
  total,
  type TotalTooLarge,
} from "./cart.ts";

/** Moves what `source` holds into the customer's cart. `tokenDigest` opens a guest's cart; null when none was given. */
export type MergeCarts = {
  readonly caller: Caller;
  readonly cart: CartRef;
  readonly source: number;
  readonly tokenDigest: string | null;
};

/** `variant` is what is sold, `shown` its id for shoppers. `archived`: it cannot be bought any more. */
export type MergeLine = {
  readonly product: number;
  readonly variant: number;
  readonly shown: number | null;
  readonly price: Money;
  readonly stock: number;
  readonly archived: boolean;
  readonly quantity: Quantity;
};

export type MergeFacts = {
  readonly standing: Standing;
  readonly target: (OpenCart & { readonly lines: readonly MergeLine[] }) | null;
  /** An open cart with that id, whoever's it is. */
  readonly source:
    | (OpenCart & {
      readonly owner: { readonly type: "customer"; readonly user: number } | {
        readonly type: "guest";
        readonly tokenDigest: string;
      };
      readonly isDefault: boolean;
      readonly lines: readonly MergeLine[];
    })
    | null;
};

/** The other cart is another customer's, or a guest's whose token was not given. */
export type CartForbidden = { readonly type: "cart_forbidden" };
export type SameCart = { readonly type: "same_cart" };

export type MergeError =
  | SessionEnded
  | CartNotFound
  | CartForbidden
  | SameCart
  | CartFull
  | OutOfStock
  | TotalTooLarge;

/** The lines that the target holds afterwards; the source is gone, and replaced where it was the default cart. */
export type MergedCarts = {
  readonly caller: Caller;
  readonly target: OpenCart;
  readonly source: OpenCart & { readonly isDefault: boolean };
  readonly lines: readonly { readonly variant: number; readonly quantity: Quantity }[];
  readonly at: string;
};

export type MergeCartsPort = Port<MergeCarts, MergeFacts, MergedCarts, null>;

export function decideMergeCarts(
  { standing, target, source }: MergeFacts,
  command: MergeCarts,
  at: Pick<Moment, "now">,
): Decision<MergedCarts, never, MergeError> {
  if (standing === null) return refuse({ type: "session_ended" });
  if (target === null || source === null) return refuse({ type: "cart_not_found" });
  if (!mayTake(source.owner, command)) return refuse({ type: "cart_forbidden" });
  if (source.id === target.id) return refuse({ type: "same_cart" });
  const lines = addUp(target.lines, source.lines);
  if (lines.length > LINES_MAX) return refuse({ type: "cart_full", limit: LINES_MAX });
  if (lines.some(({ units }) => units > QUANTITY_MAX)) return refuse({ type: "cart_full", limit: QUANTITY_MAX });
  const moved = new Set(source.lines.map((line) => line.variant));
  const [first, ...rest] = lines
    .filter(({ line, units }) => moved.has(line.variant) && !line.archived && units > line.stock)
    .map(({ line, units }): Shortage => ({
      product: line.product,
      variant: line.shown,
      available: line.stock,
      requested: units,
    }));
  if (first !== undefined) return refuse(outOfStock(first, ...rest));
  if (total(lines.map(({ line, units }) => subtotal(line.price, units))) === null) {
    return refuse({ type: "total_too_large" });
  }
  return commit({
    caller: command.caller,
    target: { id: target.id, version: target.version },
    source: { id: source.id, version: source.version, isDefault: source.isDefault },
    lines: lines.filter(({ line }) => moved.has(line.variant))
      .map(({ line, units }) => ({ variant: line.variant, quantity: quantity(units) })),
    at: at.now,
  });
}

type Owner = NonNullable<MergeFacts["source"]>["owner"];

const mayTake = (owner: Owner, { caller, tokenDigest }: MergeCarts): boolean =>
  owner.type === "customer" ? owner.user === caller.user : owner.tokenDigest === tokenDigest;

/** Every variant of both carts once, with the units of both. */
function addUp(
  target: readonly MergeLine[],
  source: readonly MergeLine[],
): readonly { readonly line: MergeLine; readonly units: number }[] {
  const sums = new Map<number, { line: MergeLine; units: number }>();
  for (const line of [...target, ...source]) {
    const known = sums.get(line.variant);
    if (known === undefined) sums.set(line.variant, { line, units: line.quantity });
    else known.units += line.quantity;
  }
  return [...sums.values()];
}

/** Merges another cart into a customer's: quantities add up and the other cart is gone, both or neither. */
export const mergeCarts = (port: MergeCartsPort): UseCase<MergeCarts, null, MergeError> =>
  useCase(port, decideMergeCarts);
