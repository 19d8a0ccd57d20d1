import { keyedDigest } from "./adapters/crypto/digests.ts";
import { edDsaTokens } from "./adapters/crypto/tokens.ts";
import { cloudflareAddress } from "./adapters/http/client_address.ts";
import { reply, send } from "./adapters/http/reply.ts";
import { securityHeaders } from "./adapters/http/security_headers.ts";
import { openRemote } from "./adapters/libsql/remote.ts";
import { kiosk } from "./app.ts";
import { parseConfig, WrongSetting } from "./config.ts";
import { logTo } from "./log.ts";

/** Variables and secrets as strings, and the static assets. */
type Environment = Readonly<Record<string, unknown>> & {
  readonly ASSETS: { fetch(request: Request): Promise<Response> };
};

type App = { fetch(request: Request): Response | Promise<Response> };

/** The shop for this isolate; throws `WrongSetting` when it has no database or no signing key. */
async function open(environment: Environment): Promise<App> {
  const strings = Object.entries(environment).filter((entry): entry is [string, string] =>
    typeof entry[1] === "string"
  );
  const config = parseConfig(Object.fromEntries(strings));
  if (config.database.type === "file") {
    throw new WrongSetting("DATABASE_URL: a Worker needs the URL of a libSQL server or of Turso");
  }
  if (config.authSecretKey === null) throw new WrongSetting("AUTH_SECRET_KEY: is missing; `deno task key` prints one");
  return kiosk({
    config,
    database: openRemote(config.database.url, config.database.authToken),
    tokens: await edDsaTokens(config.authSecretKey),
    address: cloudflareAddress,
    digest: keyedDigest(config.authSecretKey),
    log: logTo((line) => console.log(line), false),
    referenceFiles: async (path, { url, headers }) => {
      const { status, body, headers: given } = await environment.ASSETS.fetch(
        new Request(new URL(path, url), { headers }),
      );
      const [etag, caching] = [given.get("etag"), given.get("cache-control")];
      return {
        status,
        body,
        headers: { "Cache-Control": caching ?? "public, no-cache", ...(etag === null ? {} : { ETag: etag }) },
      };
    },
  });
}

/** What a Worker that cannot serve answers to everything: the operator reads the one clear line here and in its log. */
function refuse(error: unknown): App {
  const line = error instanceof WrongSetting ? error.message : String(error);
  console.error(`Kiosk cannot start: ${line}`);
  return {
    fetch: () =>
      send(
        reply(503, {
          detail: error instanceof WrongSetting ? `Kiosk cannot start: ${line}` : "Kiosk cannot start.",
          code: "not_configured",
          request_id: crypto.randomUUID(),
        }, { "Retry-After": "60" }),
        securityHeaders,
      ),
  };
}

let app: Promise<App> | undefined;

export default {
  fetch: async (request: Request, environment: Environment): Promise<Response> => {
    app ??= open(environment).catch(refuse);
    return (await app).fetch(request);
  },
};
