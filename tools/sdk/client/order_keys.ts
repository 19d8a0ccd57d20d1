import type { Reply } from "./answers.ts";
import type { Kept, Unanswered } from "./kept.ts";

/** After that, the same request is another purchase. */
const SAME_PURCHASE_MS = 3_600_000;

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A digest of a text; the text itself on a page that is neither https nor localhost, where browsers have none. */
async function digest(text: string): Promise<string> {
  if (globalThis.crypto.subtle === undefined) return text;
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

function keepOnly(kept: Kept, which: (order: Unanswered, request: string) => boolean): void {
  kept.orders = Object.fromEntries(Object.entries(kept.orders).filter(([request, order]) => which(order, request)));
}

/** Whether a reply tells what became of an order: the shop knew who asks, and looked its key up. */
const tells = ({ status, body }: Reply): boolean =>
  body !== undefined && (status < 300 || [400, 404, 409, 422].includes(status));

/**
 * The idempotency key of an order: the one that the same request had when no answer came, else a new one. `settle` is
 * to be called with the reply: when it tells what became of the order, the same request is another purchase from then on.
 */
export async function orderKey(kept: Kept, asked: string, ofCart: boolean) {
  const request = await digest(asked);
  keepOnly(kept, ({ since }) => since > Date.now() - SAME_PURCHASE_MS);
  const key = kept.orders[request]?.key ?? hex(crypto.getRandomValues(new Uint8Array(16)));
  kept.orders = { ...kept.orders, [request]: { key, since: Date.now(), ofCart } };
  return {
    key,
    settle: (reply: Reply) => {
      if (tells(reply)) keepOnly(kept, (_, other) => other !== request);
    },
  };
}

/** A cart that was changed is another purchase. */
export const cartChanges = (kept: Kept): void => keepOnly(kept, ({ ofCart }) => !ofCart);
