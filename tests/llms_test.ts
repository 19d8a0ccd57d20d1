import assert from "node:assert/strict";
import { call } from "./blackbox/client.ts";
import { documentOf } from "./blackbox/documented.ts";
import { targets } from "./blackbox/targets.ts";

type Call = { readonly method: string; readonly path: string; readonly headers: string; readonly body?: object };

/** The stories of the text, as the requests that their lines are. */
const storiesOf = (text: string): readonly (readonly Call[])[] =>
  [...text.matchAll(/```\n([\s\S]*?)\n```/g)].map(([, lines = ""]) =>
    lines.split("\n").map((line) => {
      const [, method = "", path = "", headers = "", body] =
        /^([A-Z]+) (\S+)(?: \(([^)]+)\))?(?: (\{.*\}))? {3}# \S/.exec(line) ?? [];
      assert.ok(path.startsWith("/api/"), line);
      return { method, path, headers, ...(body === undefined ? {} : { body: JSON.parse(body) }) };
    })
  );

/** Sends a story as it is told, with the tokens and the ids that the answers before told. */
async function send(url: string, story: readonly Call[]): Promise<void> {
  const tokens: Record<string, string> = {};
  const ids: Record<string, number> = {};
  for (const { method, path, headers, body } of story) {
    const thing = path.split("/{id}")[0] ?? "";
    const answer = await call(url, method, path.replace("{id}", String(ids[thing])), {
      headers: {
        ...(headers.includes("Authorization") ? { Authorization: `Token ${tokens.session}` } : {}),
        ...(headers.includes("X-Cart-Token") ? { "X-Cart-Token": tokens.cart ?? "" } : {}),
        ...(headers.includes("Idempotency-Key") ? { "Idempotency-Key": crypto.randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { json: body }),
    });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
    const first = Array.isArray(answer.body) ? answer.body[0] : answer.body;
    ids[path.replace(/\/$/, "")] = first?.id;
    if (first?.order_id !== undefined) ids["/api/orders"] = first.order_id;
    if (first?.token !== undefined) tokens[path === "/api/cart/" ? "cart" : "session"] = first.token;
  }
}

for (const target of ["the app in process", "the Worker in workerd"]) {
  Deno.test(
    {
      name: `llms.txt tells two stories that run as they are told: ${target}`,
      sanitizeOps: false,
      sanitizeResources: false,
    },
    async () => {
      const { url, close } = await targets[target]!();
      try {
        const { text } = await call(url, "GET", "/llms.txt");
        const stories = storiesOf(text);
        assert.deepEqual(stories.map((story) => story.at(-1)?.method), ["DELETE", "DELETE"]);
        for (const story of stories) await send(url, story);
        for (const { id, method, path } of (await documentOf(url)).operations) {
          assert.ok(text.includes(`- \`${method} ${path}\` ${id}: `), id);
        }
        assert.ok(text.length < 12_000, "it is short");
        for (const link of ["/openapi.json", "/openapi.yaml", "/docs"]) assert.ok(text.includes(`](${link})`), link);
      } finally {
        await close();
      }
    },
  );
}
