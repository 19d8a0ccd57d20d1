import { type CartOwner, GUEST_CART_SECONDS } from "../../../core/cart/cart.ts";
import { countersOf, type NewCartOwner, type OpenCartPort } from "../../../core/cart/open_cart.ts";
import { after } from "../../../core/customers/session.ts";
import { stale } from "../../../core/use_case.ts";
import { commitBatch, standing, stands, stillStanding } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { asCounts, belowLimits, counts, countUp } from "../throttle.ts";
import { cartJson } from "./carts.ts";

const asOwner = (owner: NewCartOwner): CartOwner => owner.type === "guest" ? owner : { ...owner, cart: "default" };

/** The cart comes back as the JSON text of the wire. Removes up to 20 guests' carts whose time is over. */
export const openCartStore = (database: Database, currency: string): OpenCartPort<string> => ({
  load: async ({ owner }, { now }) => {
    const [[session], rows] = await database.read([
      standing(asOwner(owner), now),
      ...counts(countersOf(owner), now),
    ]);
    return { standing: stands(session), counts: asCounts(rows) };
  },
  commit: async ({ owner, at }) => {
    const user = owner.type === "customer" ? owner.caller.user : null;
    const digest = owner.type === "guest" ? owner.tokenDigest : null;
    const receipt = await commitBatch(
      database,
      [
        ...stillStanding(asOwner(owner), at),
        ...belowLimits(countersOf(owner), at),
        ...countUp(countersOf(owner), at),
        sql`DELETE FROM carts WHERE id IN (
              SELECT id FROM carts WHERE token_hash IS NOT NULL AND updated_at <= ${after(at, -GUEST_CART_SECONDS)}
              ORDER BY updated_at LIMIT 20)`,
        sql`INSERT INTO carts (user_id, token_hash, is_default, created_at, updated_at)
            VALUES (${user}, ${digest}, 0, ${at}, ${at})`,
      ],
      sql<{ body: string }>`SELECT ${cartJson(currency)} AS body FROM carts c
                            WHERE c.id = (SELECT seq FROM sqlite_sequence WHERE name = 'carts')`,
    );
    return receipt === stale ? stale : receipt.body;
  },
});
