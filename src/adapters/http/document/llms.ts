import { rules } from "./introduction.ts";

type Json = Readonly<Record<string, unknown>>;
type Parts = {
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly "x-tagGroups": readonly { readonly name: string; readonly tags: readonly string[] }[];
};
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example: Json }>> };
};
type Call = Operation & { readonly method: string; readonly path: string };

/** The main stories, as the operations that they call and the credential that each is sent with. */
const stories: Readonly<Record<string, readonly (readonly [id: string, credential?: string])[]>> = {
  "A guest buys, through the Shop API": [
    ["listProducts"],
    ["openCart"],
    ["addCartItem", "X-Cart-Token"],
    ["signUp"],
    ["login"],
    ["mergeCarts", "Authorization, X-Cart-Token"],
    ["getCart", "Authorization"],
    ["checkout", "Authorization, Idempotency-Key"],
    ["getOrder", "Authorization"],
    ["rateProduct", "Authorization"],
    ["cancelOrder", "Authorization"],
  ],
  "A customer orders a cake, through the Cake API": [
    ["register"],
    ["getToken"],
    ["listCakes", "Authorization"],
    ["addCake", "Authorization"],
    ["listCakeItems", "Authorization"],
    ["changeCakeItem", "Authorization"],
    ["placeCakeOrder", "Authorization, Idempotency-Key"],
    ["getCakeOrder", "Authorization"],
    ["cancelCakeOrder", "Authorization"],
  ],
};

const asLine = ({ method, path, requestBody, summary }: Call, headers?: string): string => {
  const body = requestBody?.content["application/json"]?.example;
  return [
    `${method} ${path}`,
    ...(headers === undefined ? [] : [`(${headers})`]),
    ...(body === undefined ? [] : [JSON.stringify(body)]),
  ]
    .join(" ") + `   # ${summary}`;
};

/** The document as a short text for those who read before they call: the rules, the main stories, every operation. */
export function llms(document: object): string {
  const { info, paths, "x-tagGroups": groups } = document as Parts;
  const calls: readonly Call[] = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path }))
  );
  const call = (id: string): Call => {
    const found = calls.find(({ operationId }) => operationId === id);
    if (found === undefined) throw new Error(`a story calls ${id}, which is not there`);
    return found;
  };
  const told = Object.entries(stories).map(([title, steps]) =>
    [`### ${title}`, "", "```", ...steps.map(([id, headers]) => asLine(call(id), headers)), "```"].join("\n")
  );
  const listed = groups.map(({ name, tags }) =>
    [
      `### ${name}`,
      "",
      ...tags.flatMap((tag) => calls.filter((it) => it.tags[0] === tag))
        .map(({ method, path, operationId, summary }) => `- \`${method} ${path}\` ${operationId}: ${summary}`),
    ].join("\n")
  );
  return [
    `# ${info.title}`,
    `> A headless shop, version ${info.version}: an HTTP API for catalogue, carts, checkout and orders, at the address ` +
    "that this text comes from. The Shop API begins with `/api/`, the Cake API with `/api/v1/`.",
    "- [OpenAPI 3.1 document](/openapi.json): every schema, answer and error code, with examples; also as " +
    "[YAML](/openapi.yaml)\n- [Reference](/docs): the same for people, with requests to try",
    ...Object.entries(rules).map(([title, text]) => `## ${title}\n\n${text}`),
    "## Stories\n\nEach line is a request as it can be sent: its headers in brackets, its body as JSON. `{id}` is what an " +
    "answer before it told.",
    ...told,
    "## Every operation",
    ...listed,
  ].join("\n\n") + "\n";
}
