import { environment, parseConfig } from "../src/config.ts";
import { openDatabase } from "../src/open_database.ts";
import { explain, prepare } from "../src/prepare.ts";

// Makes the database of DATABASE_URL ready: its schema, its currency, its first staff user, the demo shop if asked for.
try {
  const config = parseConfig(environment((name) => Deno.env.get(name)));
  const database = await openDatabase(config);
  const { migrations, demo, staff } = await prepare(database, config, new Date().toISOString());
  console.log(migrations === 0 ? "The schema is current." : `Applied ${migrations} migration(s).`);
  if (demo) console.log("Filled the shop with the demo data.");
  if (staff !== null) {
    console.log(`Staff user ${staff.username}${staff.random ? `, password ${staff.password} (shown this once)` : ""}`);
  }
  database.close();
} catch (error) {
  console.error(`Kiosk cannot migrate: ${explain(error)}`);
  Deno.exit(1);
}
