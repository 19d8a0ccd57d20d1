import { marks } from "./client/pages.ts";
import { headerOptions } from "./client/routes.ts";
import type { Apis, Method } from "./operations.ts";

/** What the package exports beside the document's own names. */
const exported = {
  "./answers.ts": ["type FaultCode", "isFault", "KioskError", "unwrap"],
  "./client.ts": ["type KioskOptions"],
  "./kept.ts": ["type GuestCart", "type Store"],
  "./types.ts": [
    "type Answer",
    "type How",
    "type Invalid",
    "type Page",
    "type Pages",
    "type Problem",
    "type UnexpectedAnswer",
    "type Unreachable",
  ],
};

const union = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(" | ");

/** What one method takes, and what comes of it. */
function signature({ id, parameters, body, route }: Method): string {
  const type = id.charAt(0).toUpperCase() + id.slice(1);
  const query = `NonNullable<t.${type}Data["query"]>`;
  const input = [
    ...(parameters.path.length > 0 ? [`t.${type}Data["path"]`] : []),
    ...(parameters.query.length > 0 ? [query] : []),
    ...(body !== null ? [`t.${body.schema}`] : []),
  ].join(" & ") || "Record<never, never>";
  const optional = parameters.path.length === 0 && (body?.optional ?? true);
  const how = parameters.header.map((header) => {
    const option = headerOptions[header];
    if (option === undefined) throw new Error(`${id} takes the header ${header}, which the client does not know`);
    return option;
  });
  const result = route.list
    ? `Pages<Item<t.${type}Response>, Problem<t.${type}Errors>, Pick<${query}, ${
      union(parameters.query.filter((name) => marks.includes(name)))
    }>>`
    : `Promise<Answer<t.${type}Response, Problem<t.${type}Errors>>>`;
  return `${id}(input${optional ? "?" : ""}: ${input}, how?: Pick<How, ${union([...how, "signal"])}>): ${result};`;
}

const documented = (method: Method): string => {
  const { summary, description, route } = method;
  const text = `${summary}. ${description} \`${route.method} ${route.path}\``;
  return `  /** ${text.replaceAll("*/", "*\\/").replaceAll("\n", "\n   * ")} */\n  ${signature(method)}`;
};

const api = (name: string, table: string, methods: readonly Method[]): string =>
  `export interface ${name} {
${methods.map(documented).join("\n")}
}

const ${table}: Readonly<Record<keyof ${name}, Route>> = {
${methods.map(({ id, route }) => `  ${id}: ${JSON.stringify(route)},`).join("\n")}
};`;

/** The package's entry module; `types` are the document's own, which it exports too. */
export function indexSource({ shop, cakes }: Apis, types: string): string {
  const names = Object.values(exported).flat().map((name) => name.replace("type ", ""));
  const taken = [...names, "Shop", "Cakes", "Kiosk"].filter((name) => types.includes(`export type ${name} =`));
  if (taken.length > 0) throw new Error(`the document and the client both have ${taken}`);
  return `import { Client, type KioskOptions } from "./client.ts";
import type * as t from "./document.ts";
import type { Kept } from "./kept.ts";
import type { Route } from "./routes.ts";
import type { Answer, How, Item, Pages, Problem } from "./types.ts";

export type * from "./document.ts";
${Object.entries(exported).map(([module, names]) => `export { ${names.join(", ")} } from "${module}";`).join("\n")}

/** The Shop API, \`/api/…\`. */
${api("Shop", "shop", shop)}

/** The Cake API, \`/api/v1/…\`: the same shop, carts and orders, as a cake shop's clients know them. */
${api("Cakes", "cakes", cakes)}

/** A shop's two APIs, and what the client keeps for its caller: the session's token and the guest's cart. */
export interface Kiosk {
  readonly shop: Shop;
  readonly cakes: Cakes;
  readonly kept: Pick<Kept, "token" | "guestCart">;
}

/** A client of the shop at an address. */
export function kiosk(options: KioskOptions): Kiosk {
  const client = new Client(options);
  return { shop: client.methods<Shop>(shop), cakes: client.methods<Cakes>(cakes), kept: client.kept };
}
`;
}
