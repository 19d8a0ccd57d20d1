import { migrate } from "../../src/adapters/libsql/migrate.ts";
import { after } from "../../src/core/customers/session.ts";
import { readMigrations } from "../../src/prepare.ts";
import { openBulk } from "./bulk.ts";
import { addCategories, addProduct, addRatings, categoriesFor, drawing } from "./catalogue.ts";
import { addCustomer, addLine } from "./customers.ts";
import { addOrder } from "./orders.ts";

/** How large a shop is to be. */
export type Size = { readonly products: number; readonly customers: number; readonly orders: number };

const DAYS = 24 * 3600;
const BATCH = 20_000;
/** One of so many customers has something in their cart. */
const WAITING = 5;

/** What one of each costs beside the others, by which the time that is left is estimated. */
const WEIGHTS: Readonly<Record<keyof Size, number>> = { products: 3, customers: 1, orders: 2 };

/** How far it has come: so many of them are there, and so much of all work is done, of 1. */
export type Progress = (what: keyof Size, made: number, done: number) => void;

/** Times from so many days before a moment up to it, one for each of so many. */
const times = (at: string, days: number, count: number) => (id: number): string =>
  after(at, -Math.round(days * DAYS * (1 - id / (count + 1))));

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
  const bulk = await openBulk(path, (database) => migrate(database, readMigrations(), at));
  const all = size.products * WEIGHTS.products + size.customers * WEIGHTS.customers + size.orders * WEIGHTS.orders;
  let done = 0;
  const fill = (what: keyof Size, one: (id: number) => void) => {
    for (let id = 1; id <= size[what]; id++) {
      one(id);
      done += WEIGHTS[what];
      if (id % BATCH === 0) bulk.commit();
      if (id % 1000 === 0) progress(what, id, done / all);
    }
    bulk.commit();
  };

  const joined = times(at, 1000, size.customers);
  fill("customers", (id) => addCustomer(bulk, seed, id, joined(id), at));

  const draw = drawing(seed, size);
  const variants = new Int32Array(size.products + 1);
  let variant = 1;
  const came = times(at, 1000, size.products);
  addCategories(bulk, categoriesFor(size.products), after(at, -1000 * DAYS));
  fill("products", (id) => {
    const drawn = draw(id);
    variants[id] = variant;
    addProduct(bulk, id, drawn, variant, came(id));
    addRatings(bulk, id, drawn, seed, size, came(id));
    variant += drawn.ways.length;
  });

  for (let id = 1; id <= size.customers; id += WAITING) addLine(bulk, seed, id, variant - 1, at);
  const placed = times(at, 730, size.orders);
  fill("orders", (id) => addOrder(bulk, id, seed, size, { draw, variants }, placed(id)));
  bulk.add("settings", { name: "currency", value: "NPR" });
  bulk.close();
}
