import { migrate } from "../../src/adapters/libsql/migrate.ts";
import { after } from "../../src/core/customers/session.ts";
import { sql } from "../../src/adapters/libsql/database.ts";
import { readMigrations } from "../../src/prepare.ts";
import { openBulk } from "./bulk.ts";
import { categoriesFor, drawing, insertCategories, insertDrawn, insertRatings } from "./catalogue.ts";
import { insertLine, insertSignedIn } from "./customers.ts";
import { insertOrder } from "./orders.ts";

/** How large a shop is to be. */
export type Size = { readonly products: number; readonly customers: number; readonly orders: number };

const DAYS = 24 * 3600;
const BATCH = 20_000;
/** One of so many customers has something in their cart. */
const WAITING = 5;

/** What one of each costs beside the others, by which the time that is left is estimated. */
const WEIGHTS: Readonly<Record<keyof Size, number>> = { products: 3, customers: 1, orders: 1 };

/** How far it has come: so many of them are there, and so much of all work is done, of 1. */
export type Progress = (what: keyof Size, made: number, done: number) => void;

/**
 * Fills a new database file with a shop of that size, the same one for the same seed and moment: products with
 * variants, words, ratings and categories, customers who are signed in at that moment, and orders of the two years
 * before it, all as the shop's own commits would have left them.
 */
export async function grow(
  path: string,
  size: Size,
  seed: number,
  at: string,
  progress: Progress = () => {},
): Promise<void> {
  const bulk = openBulk(path);
  await migrate(bulk, readMigrations(), at);
  bulk.index();
  const all = size.products * WEIGHTS.products + size.customers * WEIGHTS.customers + size.orders * WEIGHTS.orders;
  let done = 0;
  /** Times from so many days before the moment to it, one for each of a kind. */
  const times = (days: number, count: number) => (id: number) =>
    after(at, -Math.round(days * DAYS * (1 - id / (count + 1))));
  const fill = (what: keyof Size, one: (id: number) => void) => {
    for (let id = 1; id <= size[what]; id++) {
      one(id);
      done += WEIGHTS[what];
      if (id % BATCH === 0) bulk.commit();
      if (id % 1000 === 0) progress(what, id, done / all);
    }
    bulk.commit();
  };

  const joined = times(1000, size.customers);
  fill("customers", (id) => bulk.run(insertSignedIn(seed, id, joined(id), at)));

  const draw = drawing(seed, size);
  const variants = new Int32Array(size.products + 1);
  let variant = 1;
  const came = times(1000, size.products);
  bulk.run(insertCategories(categoriesFor(size.products), after(at, -1000 * DAYS)));
  fill("products", (id) => {
    const drawn = draw(id);
    bulk.run([...insertDrawn(id, drawn, came(id)), ...insertRatings(id, drawn, seed, size, came(id))]);
    variants[id] = variant;
    variant += drawn.ways.length;
  });

  for (let id = 1; id <= size.customers; id += WAITING) bulk.run([insertLine(seed, id, variant - 1, at)]);

  const placed = times(730, size.orders);
  fill("orders", (id) => bulk.run(insertOrder(id, size.customers + id, seed, size, { draw, variants }, placed(id))));
  bulk.run([sql`INSERT INTO settings (name, value) VALUES ('currency', 'NPR')`]);
  bulk.close();
}
