import { answerOf, type AnyProblem, type Reply, unwrap } from "./answers.ts";
import type { Given } from "./routes.ts";
import type { Answer, Page, Pages } from "./types.ts";

/** The parameters that tell where a page begins; the first that a next page's address has is the one that counts. */
export const marks: readonly string[] = ["page", "cursor", "after"];

function markIn(address: string | undefined): Given | null {
  if (address === undefined) return null;
  const query = new URL(address).searchParams;
  const name = marks.find((mark) => query.has(mark));
  if (name === undefined) return null;
  const value = query.get(name);
  return { [name]: name === "after" ? Number(value) : value };
}

function pageOf({ body, headers }: Reply): Page<unknown, Given> {
  if (Array.isArray(body)) {
    return { items: body, next: markIn(/<([^>]*)>; rel="next"/.exec(headers.get("Link") ?? "")?.[1]), count: null };
  }
  const { results, next, count } = body as { results: unknown[]; next: string | null; count: number };
  return { items: results, next: markIn(next ?? undefined), count };
}

/** A list of which `ask` gets one page, the first or the one that begins at a mark. */
export function pages(ask: (mark: Given) => Promise<Reply>): Pages<unknown, AnyProblem, Given> {
  const page = async (mark: Given): Promise<Answer<Page<unknown, Given>, AnyProblem>> => {
    const reply = await ask(mark);
    const answer = answerOf(reply);
    return answer.ok ? { ...answer, data: pageOf(reply) } : answer;
  };
  return {
    then: (done, failed) => page({}).then(done, failed),
    async *[Symbol.asyncIterator]() {
      for (let mark: Given | null = {}; mark !== null;) {
        const { items, next }: Page<unknown, Given> = unwrap(await page(mark));
        yield* items;
        mark = next;
      }
    },
  };
}
