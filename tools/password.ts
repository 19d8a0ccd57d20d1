import { randomPassword, scryptPasswords } from "../src/adapters/crypto/passwords.ts";
import { replacePassword } from "../src/adapters/libsql/customers/replace_password.ts";
import { SCHEMA_VERSION, schemaVersion } from "../src/adapters/libsql/migrate.ts";
import { parseConfig, WrongSetting } from "../src/config.ts";
import { openDatabase } from "../src/open_database.ts";
import { explain } from "../src/prepare.ts";

// Gives a user of DATABASE_URL, named by username or email, a new random password, and ends all of their sessions.
try {
  const [name, ...more] = Deno.args;
  if (name === undefined || more.length > 0) throw new Error("say whose: deno task password USER");
  const config = parseConfig({
    DATABASE_URL: Deno.env.get("DATABASE_URL"),
    DATABASE_AUTH_TOKEN: Deno.env.get("DATABASE_AUTH_TOKEN"),
  });
  const database = await openDatabase(config);
  if (await schemaVersion(database) !== SCHEMA_VERSION) {
    throw new WrongSetting("DATABASE_URL: this database has another schema than this Kiosk, or none");
  }
  const password = randomPassword();
  const done = await replacePassword(database, name.trim(), await scryptPasswords().hash(password));
  database.close();
  if (!done) throw new Error(`nobody has the name ${name}`);
  console.log(`New password of ${name}: ${password} (shown this once)`);
} catch (error) {
  console.error(`Kiosk cannot set a password: ${explain(error)}`);
  Deno.exit(1);
}
