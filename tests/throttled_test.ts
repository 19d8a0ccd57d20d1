import assert from "node:assert/strict";
import { freshSeed } from "../src/adapters/crypto/tokens.ts";
import { arrange } from "./blackbox/arrange.ts";
import { assemble } from "./blackbox/cast.ts";
import { type Answer, call } from "./blackbox/client.ts";
import { documentOf, promised } from "./blackbox/documented.ts";
import { STAFF_PASSWORD } from "./blackbox/targets.ts";
import { onEachDriver } from "./drivers.ts";
import { quickPasswords, serveShop } from "./in_process.ts";

/** How often each kind of operation may be tried in vain, or done, from one address. */
const LOGINS = 3;
const OPENINGS = 100;

const is429 = (answer: Answer, id: string) => {
  assert.deepEqual([answer.status, answer.body.code], [429, "throttled"], `${id}: ${answer.text}`);
  assert.ok(Number(answer.headers.get("retry-after")) >= 1);
  assert.equal(String(answer.body.retry_after), answer.headers.get("retry-after"));
};

onEachDriver("every operation that may be throttled is, and a right password with it", async (database) => {
  const variables = { ADMIN_PASSWORD: STAFF_PASSWORD, AUTH_SECRET_KEY: freshSeed(), LOGIN_RATE_LIMIT: `${LOGINS}/60` };
  const shop = await serveShop(database, { ...variables, DEMO_DATA: "on" }, { passwords: quickPasswords });
  try {
    const { url } = shop;
    const [cast, document] = [await assemble(shop), await documentOf(url)];
    const throttled = promised(document).filter((it) => it.endsWith("429 throttled")).map((it) => it.split(" ")[0]);
    const named = (id: string) => document.operations.find((it) => it.id === id)!;

    /** Sends it until it is refused, and tells how often it was not. */
    const until429 = async (id: string, send: () => Promise<Answer>, most: number): Promise<number> => {
      for (let times = 0; times <= most; times++) {
        const answer = await send();
        if (answer.status !== 429) continue;
        is429(answer, id);
        return times;
      }
      throw new Error(`${id} was never throttled`);
    };

    const { customer, other } = cast;
    const guess = { username: customer.username, password: "a wrong guess" };
    const login = () => call(url, "POST", "/api/auth/login/", { json: guess });
    assert.equal(await until429("login", login, LOGINS), LOGINS);
    is429(await call(url, "POST", "/api/auth/login/", { json: { ...guess, password: customer.password } }), "login");
    is429(await call(url, "POST", "/api/v1/token/", { json: guess }), "getToken");

    const seen = ["login", "getToken"];
    for (const id of ["changeUser", "replaceUser", "changeMe", "replaceMe"]) {
      const operation = named(id);
      const { path, token } = await arrange(cast, operation, other, null, "own");
      const json = { email: "other@example.com", current_password: "a wrong guess" };
      const change = () => call(url, operation.method, path, { token: token ?? "", json });
      assert.equal(await until429(id, change, LOGINS), id === "changeUser" ? LOGINS : 0, id);
      is429(
        await call(url, operation.method, path, {
          token: token ?? "",
          json: { ...json, current_password: other.password },
        }),
        id,
      );
      seen.push(id);
    }
    is429(
      await call(url, "POST", "/api/auth/login/", { json: { username: other.username, password: other.password } }),
      "a login after wrong current passwords",
    );

    await until429("openCart", () => call(url, "POST", "/api/cart/"), OPENINGS);
    let n = 0;
    const signUp = () => {
      const username = `twin${n++}`;
      return call(url, "POST", "/api/users/", {
        json: { username, email: `${username}@example.com`, password: "a quiet monsoon" },
      });
    };
    await until429("signUp", signUp, OPENINGS);
    const json = { username: "late", email: "late@example.com", password: "a quiet monsoon" };
    is429(await call(url, "POST", "/api/v1/register/", { json }), "register");
    assert.equal(
      (await call(url, "POST", "/api/cart/", { token: other.token })).status,
      201,
      "only guests are counted",
    );
    assert.deepEqual([...seen, "openCart", "signUp", "register"].toSorted(), throttled.toSorted());
  } finally {
    await shop.close();
  }
});
