import { edDsaTokens } from "../../../src/adapters/crypto/tokens.ts";
import { sql } from "../../../src/adapters/libsql/database.ts";
import { openEmbedded } from "../../../src/adapters/libsql/embedded.ts";
import { after } from "../../../src/core/customers/session.ts";
import { categoriesFor } from "../../../tools/grow/catalogue.ts";
import { progressEvery } from "../../../tools/grow/progress.ts";
import { grow } from "../../../tools/grow/shop.ts";
import { type RunningTask, startTask } from "../../process.ts";

/** A served shop of a size, and whom and what its requests may name. */
export type GrownShop = {
  /** How many products and orders it has; customers are a tenth. */
  readonly size: number;
  readonly task: RunningTask;
  /** Ids of products that are in stock, from anywhere in the shop. */
  readonly products: readonly number[];
  readonly categories: number;
  /** Tokens of customers from anywhere in the shop, and one of the staff. */
  readonly buyers: readonly string[];
  readonly keeper: string;
};

const SEED = 1;
const PRODUCTS = 5000;
const BUYERS = 500;

/** Grows the file unless it is there. */
async function grown(path: string, size: number): Promise<void> {
  if (await Deno.stat(path).then(() => true, () => false)) return;
  const progress = progressEvery(10, (line) => console.error(`${size}: ${line}`));
  await grow(path, { products: size, customers: size / 10, orders: size }, SEED, new Date().toISOString(), progress);
}

/** Serves the shop of that size from its file, which is grown first when it is not there. */
export async function serveGrown(folder: string, size: number, seed: string): Promise<GrownShop> {
  const path = `${folder}/${size}.db`;
  await grown(path, size);
  const database = openEmbedded(path);
  const now = new Date().toISOString();
  const end = after(now, 24 * 3600);
  const places = Array.from({ length: PRODUCTS }, () => 1 + Math.floor(Math.random() * size));
  const [stocked] = await database.read([sql<{ id: number }>`
    SELECT DISTINCT (SELECT product_id FROM variants
                     WHERE product_id >= value AND archived = 0 AND position = 0 AND stock > 50 LIMIT 1) AS id
    FROM json_each(${JSON.stringify(places)})`]);
  const customers = Array.from({ length: BUYERS }, () => 2 + Math.floor(Math.random() * (size / 10 - 1)));
  const sessions = [1, ...new Set(customers)].map((user) => ({ user, id: crypto.randomUUID() }));
  await database.write([sql`
    INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at, user_agent)
    SELECT value ->> 'id', value ->> 'user', ${now}, ${now}, ${end}, 'bench' FROM json_each(${
    JSON.stringify(sessions)
  })`]);
  await database.write([sql`DELETE FROM cart_lines`]);
  database.close();
  const tokens = await edDsaTokens([seed]);
  const [keeper = "", ...buyers] = await Promise.all(
    sessions.map(({ user, id }) => tokens.issue({ user, session: id, staff: user === 1 }, now, end)),
  );
  const task = await startTask("start", {
    DATABASE_URL: `file:${path}`,
    AUTH_SECRET_KEY: seed,
    DEMO_DATA: "off",
    LOGIN_RATE_LIMIT: "off",
  });
  const products = stocked.map(({ id }) => id).filter((id) => id !== null);
  return { size, task, products, categories: categoriesFor(size), buyers, keeper };
}
