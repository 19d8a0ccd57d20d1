import { freshSeed } from "./adapters/crypto/tokens.ts";
import { randomPassword, scryptPasswords } from "./adapters/crypto/passwords.ts";
import { type Database, DatabaseUnavailable } from "./adapters/libsql/database.ts";
import { furnishCatalog, furnishStaff, hasStaff } from "./adapters/libsql/furnish.ts";
import { migrate, type Migration, schemaVersion } from "./adapters/libsql/migrate.ts";
import { keptSetting, knownSetting } from "./adapters/libsql/settings.ts";
import { type Config, WrongSetting } from "./config.ts";
import { loginNames } from "./core/customers/sign_up.ts";
import { demoPast } from "./demo/past.ts";
import { demoCategories, demoProducts } from "./demo/shop.ts";

/** What was done to make a database ready for the shop. */
export type Prepared = {
  readonly migrations: number;
  readonly demo: boolean;
  /** The staff user that was made, with a password that nobody else knows when it was drawn at random. */
  readonly staff: { readonly username: string; readonly password: string; readonly random: boolean } | null;
};

/** The reviewed migrations, by their number. */
export function readMigrations(): readonly Migration[] {
  const folder = new URL("../migrations/", import.meta.url);
  return [...Deno.readDirSync(folder)]
    .map(({ name }) => ({ version: Number(name.slice(0, 4)), text: Deno.readTextFileSync(new URL(name, folder)) }))
    .sort((a, b) => a.version - b.version);
}

/**
 * Migrates the database, settles its currency, fills an empty shop with the demo one, and makes the first staff user.
 * Throws `WrongSetting` for a currency other than the database's, or when a server's staff user has no password.
 */
export async function prepare(database: Database, config: Config, now: string): Promise<Prepared> {
  const empty = await schemaVersion(database) === 0;
  if (config.database.type === "server" && config.adminPassword === null && (empty || !await hasStaff(database))) {
    throw new WrongSetting("ADMIN_PASSWORD: is needed for the first staff user of a remote database");
  }
  const migrations = await migrate(database, readMigrations(), now);
  sameCurrency(config, await keptSetting(database, "currency", config.currency));
  const staff = await firstStaff(database, config, now);
  const past = { ...demoPast, currency: config.currency };
  const demo = config.demoData && await furnishCatalog(database, demoCategories, demoProducts, now, past);
  return { migrations, demo, staff };
}

function sameCurrency(config: Config, currency: string | null): void {
  if (currency !== null && currency !== config.currency) {
    throw new WrongSetting(`CURRENCY: is ${config.currency}, but this database's prices are in ${currency}`);
  }
}

/**
 * Looks at a server's database before it is served: `WrongSetting` when it was begun in another currency. One that does
 * not answer yet, or is not migrated yet, is no reason not to start: `/readyz` tells.
 */
export async function inspect(database: Database, config: Config): Promise<void> {
  const currency = await knownSetting(database, "currency").catch(() => null);
  sameCurrency(config, currency);
}

async function firstStaff(database: Database, config: Config, now: string): Promise<Prepared["staff"]> {
  if (await hasStaff(database)) return null;
  const username = config.adminUsername;
  const password = config.adminPassword ?? randomPassword();
  const email = username.includes("@") ? username : `${username}@localhost.localdomain`;
  const made = await furnishStaff(database, {
    username,
    email,
    firstName: "",
    lastName: "",
    phone: null,
    address: "",
    staff: true,
    createdAt: now,
    passwordHash: await scryptPasswords().hash(password),
    loginNames: loginNames(username, email),
  });
  return made ? { username, password, random: config.adminPassword === null } : null;
}

/** The seeds that sign this shop's tokens: the configured ones, else the one kept in the embedded database. */
export async function signingSeeds(database: Database, config: Config): Promise<readonly string[]> {
  if (config.authSecretKey !== null) return config.authSecretKey;
  if (config.database.type === "server") {
    throw new WrongSetting("AUTH_SECRET_KEY: is needed with a remote database; `deno task key` prints one");
  }
  return [await keptSetting(database, "signing_seed", freshSeed())];
}

/** Why the shop cannot start or a database cannot be made ready, in one line that says what to mend. */
export function explain(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) return "PORT: another program has this port";
  if (error instanceof Deno.errors.AddrNotAvailable) return "HOST: this machine does not have this address";
  if (error instanceof DatabaseUnavailable) return "DATABASE_URL: the database server does not answer";
  if (error instanceof Error && /invalid host|lookup address/.test(error.message)) return "HOST: nothing has this name";
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
