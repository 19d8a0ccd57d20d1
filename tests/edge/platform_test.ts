import assert from "node:assert/strict";
import { freshSeed } from "../../src/adapters/crypto/tokens.ts";
import { serveDatabase } from "../../tools/db_serve.ts";
import { callOf } from "../process.ts";

/** The task `start` as it stands, but for the leave to load native code. */
const withoutNative = (await callOf("start")).args.filter((flag) => !/^--allow-(ffi|sys)/.test(flag));

/** Starts the shop without that leave, and says what it answers, or why it does not start. */
async function startedOn(databaseUrl: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...withoutNative],
    cwd: new URL("../../", import.meta.url),
    env: { PORT: "0", NO_COLOR: "1", DATABASE_URL: databaseUrl, AUTH_SECRET_KEY: freshSeed() },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = new Response(child.stderr).text();
  let printed = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    printed += text;
    const [, url] = /(http:\S+)\/\n/.exec(printed) ?? [];
    if (url === undefined) continue;
    const products = await fetch(`${url}/api/products/`);
    child.kill("SIGTERM");
    printed = `${products.status} ${await products.text()}`;
    break;
  }
  await child.status;
  return printed + await errors;
}

Deno.test({
  name: "with a remote database the native engine is never loaded",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const server = serveDatabase({ path: `${folder}/server.db` });
    assert.match(await startedOn(server.url), /^503 .*"unavailable"/, "it serves a database that is not migrated");
    assert.match(
      await startedOn(`file:${folder}/kiosk.db`),
      /Kiosk cannot start: .*(ffi|sys) access/,
      "a file needs it",
    );
    await server.close();
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: "a platform may have the shop listen on a socket of its own, whatever HOST and PORT say",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
    const path = `${folder}/shop.sock`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--frozen", "-A", "src/main_deno.ts"],
      cwd: new URL("../../", import.meta.url),
      env: { DENO_SERVE_ADDRESS: `unix:${path}`, DATABASE_URL: `file:${folder}/kiosk.db`, DEMO_DATA: "off" },
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      if (text.includes("Kiosk serves at")) break;
    }
    const socket = await Deno.connect({ transport: "unix", path });
    await socket.write(
      new TextEncoder().encode("GET /healthz HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"),
    );
    assert.match(await new Response(socket.readable).text(), /^HTTP\/1\.1 200 [\s\S]*"status":"ok"/);
    child.kill("SIGTERM");
    await child.status;
    await Deno.remove(folder, { recursive: true });
  },
});
