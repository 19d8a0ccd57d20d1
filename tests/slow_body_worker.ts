import { readBody } from "../src/adapters/http/body.ts";
import { send } from "../src/adapters/http/reply.ts";

/** A Worker that reads each body as the shop does, for no longer than its path says in milliseconds. */
export default {
  fetch: async (request: Request): Promise<Response> => {
    const read = await readBody(request, Number(new URL(request.url).pathname.slice(1)));
    return read.ok ? Response.json(read.value.values) : send(read.error);
  },
};
