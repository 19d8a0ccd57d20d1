import assert from "node:assert/strict";
import { forgedTokens } from "../forged_tokens.ts";
import { newActor, sessionOf } from "./cast.ts";
import { call } from "./client.ts";
import type { Suite } from "./suite.ts";

/** The wire, as sentences: whom a token speaks for. */
export const tokensSuite: Suite = {
  "forged tokens are nobody's, in the header and in the cookie": async (url, { seed }) => {
    const me = await newActor(url);
    const caller = { user: me.id, session: sessionOf(me), staff: false };
    const path = "/api/cart/items/";
    assert.equal((await call(url, "GET", path, { token: me.token })).status, 200);
    for (const [attack, token] of Object.entries(await forgedTokens(seed, caller, new Date().toISOString()))) {
      for (const headers of [{ Authorization: `Bearer ${token}` }, { Cookie: `sessionid=${token}` }]) {
        const answer = await call(url, "GET", path, { headers: headers as Record<string, string> });
        assert.deepEqual([answer.status, answer.body.code], [401, "invalid_token"], attack);
      }
    }
  },
};
